import type { Report } from "../../transforms/report.ts";
import type { Shard } from "../shards/shard.ts";
import type { Colors } from "../terminal.ts";

/** What a run gives to its reporter. */
export type Result = {
  readonly report: Report;
  /** Where the files were looked for, as it was asked. */
  readonly paths: readonly string[];
  /** The share of the files that this is about. @default all */
  readonly shard?: Shard | undefined;
  /** Each file that changed or would change. */
  readonly texts: readonly FileTexts[];
  /** What the user should know about the run as a whole. */
  readonly notes: readonly string[];
  /** What to do next, as commands and short sentences. */
  readonly next: readonly string[];
};

export type FileTexts = { readonly path: string; readonly before: string; readonly after: string };

export type ReporterOptions = {
  readonly colors: Colors;
  /** Failures only. */
  readonly quiet: boolean;
};

/** The whole text for stdout or the output file; ends with a line break unless it is empty. */
export type Reporter = (result: Result, options: ReporterOptions) => string;
