import type { EditsName } from "./config/define.ts";
import type { REPORTERS } from "./reporters/index.ts";
import type { Shard } from "./shards/shard.ts";

export const FORMATS = ["pretty", "json", "diff", "blob"] as const;
export type Format = (typeof FORMATS)[number] & keyof typeof REPORTERS;

/** What every command that writes takes. */
export type WriteOptions = {
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly quiet: boolean;
  /** @default `diff` on a dry run, else `pretty` */
  readonly format?: Format | undefined;
  readonly output?: string | undefined;
  readonly config?: string | undefined;
};

export type MigrateCommandOptions = WriteOptions & {
  readonly check: boolean;
  readonly verify: boolean;
  readonly includeGenerated: boolean;
  readonly only?: readonly EditsName[] | undefined;
  /** Only this share of the files. @default all */
  readonly shard?: Shard | undefined;
  /** Take mirrored legacy calls out, and add nothing. */
  readonly finalize: boolean;
  /** Ask about each edit. */
  readonly interactive: boolean;
  /** Format what was changed, with the project's own formatter. */
  readonly formatFiles: boolean;
  /** File for the plan; then nothing else is written. */
  readonly plan?: string | undefined;
  /** File for the page that shows the run. */
  readonly report?: string | undefined;
  /** Threads that plan; 1 is this one. @default by processors and amount of work */
  readonly workers?: number | undefined;
};
