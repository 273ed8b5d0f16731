import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Source } from "../model.ts";
import type { Failed } from "../report.ts";
import { slashed } from "../slashed.ts";
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

/**
 * Reads files by their absolute paths; the results are in the same order. One after the other: Node's promises cost
 * four times what a source file in the system's cache does.
 */
export function readAll(paths: readonly string[], options: ReadOptions): readonly Read[] {
  const packageOf = packages();
  return paths.map((path) => readOne(path, options, packageOf));
}

function readOne(path: string, { take, shown }: ReadOptions, packageOf: ReturnType<typeof packages>): Read {
  try {
    const decoded = decode(readFileSync(path));
    if ("leftAlone" in decoded) return { kind: "left-alone", path, code: decoded.leftAlone };
    const { text } = decoded;
    const code = contentLeftAlone(text, take);
    if (code) return { kind: "left-alone", path, code };
    const source = {
      path: slashed(path),
      relativePath: shown(path),
      text,
      ...packageOf(dirname(path)),
    };
    return { kind: "source", source };
  } catch (error) {
    return { kind: "failed", path: shown(path), reason: `cannot be read: ${(error as Error).message}` };
  }
}
