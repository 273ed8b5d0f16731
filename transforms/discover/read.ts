import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Source } from "../model.ts";
import type { Failed } from "../report.ts";
import { slashed } from "../slashed.ts";
import { contentLeftAlone, decode } from "./content.ts";
import { textAt } from "./disk.ts";
import type { LeftAlone, Takeable } from "./left-alone.ts";
import { packages } from "./packages.ts";

export type Read =
  | { readonly kind: "source"; readonly source: Source }
  | { readonly kind: "left-alone"; readonly path: string; readonly code: LeftAlone }
  | Failed;

export type ReadOptions = {
  /** Kinds of files to take that are left alone otherwise. */
  readonly take: readonly Takeable[];
  /** Whether a file, by its path with slashes, was taken before and is the same since. */
  readonly isUnchanged: (path: string) => boolean;
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

function readOne(path: string, options: ReadOptions, packageOf: ReturnType<typeof packages>): Read {
  const { take, shown, isUnchanged } = options;
  const about = { path: slashed(path), relativePath: shown(path) };
  if (isUnchanged(about.path))
    return { kind: "source", source: unread({ ...about, ...packageOf(dirname(path)) }) };
  try {
    const decoded = decode(readFileSync(path));
    if ("leftAlone" in decoded) return { kind: "left-alone", path, code: decoded.leftAlone };
    const { text } = decoded;
    const code = contentLeftAlone(text, take);
    if (code) return { kind: "left-alone", path, code };
    return { kind: "source", source: { ...about, text, ...packageOf(dirname(path)) } };
  } catch (error) {
    return {
      kind: "failed",
      path: about.relativePath,
      reason: `cannot be read: ${(error as Error).message}`,
    };
  }
}

/** A source whose file is read when its text is asked for; one that went away since is empty. */
function unread(about: Omit<Source, "text">): Source {
  let text: string | undefined;
  return {
    ...about,
    get text() {
      text ??= textAt(about.path) ?? "";
      return text;
    },
  };
}
