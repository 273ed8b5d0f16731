import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Source } from "../model.ts";
import type { Failed } from "../report.ts";
import { contentLeftAlone, decode } from "./content.ts";
import type { LeftAlone, Takeable } from "./left-alone.ts";
import { packages } from "./packages.ts";

export type Read =
  | { readonly kind: "source"; readonly source: Source }
  | { readonly kind: "left-alone"; readonly path: string; readonly code: LeftAlone }
  | Failed;

export type ReadOptions = {
  /** Kinds of files to take that are left alone otherwise. */
  readonly take: readonly Takeable[];
  /** Path for reports. */
  readonly shown: (path: string) => string;
};

/** Files open at once: more gain nothing, and the number of descriptors is bounded. */
const OPEN_FILES = 32;

/** Reads files by their absolute paths; the results are in the same order. */
export async function readAll(paths: readonly string[], options: ReadOptions): Promise<readonly Read[]> {
  const packageOf = packages();
  const results: Read[] = new Array(paths.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let n = next++; n < paths.length; n = next++) {
      results[n] = await readOne(paths[n]!, options, packageOf);
    }
  };
  await Promise.all(Array.from({ length: OPEN_FILES }, worker));
  return results;
}

async function readOne(
  path: string,
  { take, shown }: ReadOptions,
  packageOf: ReturnType<typeof packages>,
): Promise<Read> {
  try {
    const decoded = decode(await readFile(path));
    if ("leftAlone" in decoded) return { kind: "left-alone", path, code: decoded.leftAlone };
    const { text } = decoded;
    const code = contentLeftAlone(text, take);
    if (code) return { kind: "left-alone", path, code };
    const source = {
      path: path.replaceAll("\\", "/"),
      relativePath: shown(path),
      text,
      ...(await packageOf(dirname(path))),
    };
    return { kind: "source", source };
  } catch (error) {
    return { kind: "failed", path: shown(path), reason: `cannot be read: ${(error as Error).message}` };
  }
}
