import type { RuleId, Severity } from "../../transforms/rules/catalog.ts";
import type { LintFormat } from "../reporters/lint/index.ts";
import type { Shard } from "../shards/shard.ts";

export type LintCommandOptions = {
  /** @default `github` inside GitHub Actions, else `pretty` */
  readonly format?: LintFormat | undefined;
  readonly output?: string | undefined;
  readonly config?: string | undefined;
  /** Errors only. */
  readonly quiet: boolean;
  readonly fix: boolean;
  /** With `fix`: files with uncommitted changes, too. */
  readonly force: boolean;
  /** With `fix`: types are checked before and after. */
  readonly verify: boolean;
  /** File of findings that are known. */
  readonly baseline?: string | undefined;
  readonly updateBaseline: boolean;
  /** More warnings than this are findings of the run. @default any number */
  readonly maxWarnings?: number | undefined;
  readonly rules: Readonly<Partial<Record<RuleId, Severity>>>;
  /** Only files that differ from this commit, and those that git does not have. */
  readonly changed?: string | undefined;
  /** Only this share of the files. @default all */
  readonly shard?: Shard | undefined;
  /** File of earlier findings, used where nothing changed. */
  readonly cache?: string | undefined;
  /** @default as many as there are processors, fewer for little work */
  readonly workers?: number | undefined;
  readonly printSinks: boolean;
  readonly includeGenerated: boolean;
};
