import type { Source } from "../transforms/model.ts";
import { blankFile, type FileReport } from "../transforms/report.ts";

/** One file after `revert`; `after` is there when its text changes. */
export type Reverted = { readonly source: Source; readonly after?: string; readonly file: FileReport };

/** A file that could not be reverted, and is as it was. */
export const refusal = (source: Source, reason: string): Reverted => ({
  source,
  file: { ...blankFile(source.relativePath, "failed"), reason },
});
