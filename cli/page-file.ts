import { writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Source } from "../transforms/model.ts";
import type { FileFindings } from "../transforms/rules/model.ts";
import { type Config, lintOptions } from "./config.ts";
import { UserError } from "./errors.ts";
import { NO_CACHE_FILE } from "./lint/cache.ts";
import { lintAll } from "./lint/run.ts";
import type { Progress } from "./progress.ts";
import type { Result } from "./reporters/result.ts";
import { ownVersion } from "./version.ts";

export type PageRun = {
  /** Where the page goes, from `cwd`. */
  readonly file: string;
  readonly cwd: string;
  readonly config: Config;
  /** The files as they were read. */
  readonly sources: readonly Source[];
  readonly result: Result;
  readonly progress: Progress;
};

/** Writes the page of `--report`: the run, and what `lint` finds in the files as they are after it. */
export async function writePage({ file, cwd, config, sources, result, progress }: PageRun): Promise<void> {
  const findings = await lintAfter(sources, result, config, cwd, progress);
  const { html } = await import("./reporters/html/index.ts");
  const text = html({
    ...result,
    findings,
    title: basename(cwd),
    version: ownVersion(),
    made: new Date(),
  });
  await writeFile(resolve(cwd, file), text).catch((error: Error) => {
    throw new UserError("output", error.message);
  });
}

async function lintAfter(
  sources: readonly Source[],
  { texts }: Result,
  config: Config,
  cwd: string,
  progress: Progress,
): Promise<readonly FileFindings[]> {
  const after = new Map(texts.map((text) => [text.path, text.after]));
  const now = sources.map((source) => {
    const text = after.get(source.relativePath);
    return text === undefined ? source : { ...source, text };
  });
  const { files } = await lintAll(now, now, lintOptions(config, cwd), {
    cwd,
    progress,
    cache: NO_CACHE_FILE,
  });
  return files;
}
