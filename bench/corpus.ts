import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { discover } from "../transforms/discover.ts";

export const MODULES = fileURLToPath(new URL("../node_modules", import.meta.url));

/** npm packages that ship their TypeScript source, so that a clean clone has something to measure on. */
export const PACKAGES = ["openai", "@anthropic-ai/sdk"] as const;

/** A folder of source files that every tool is given alike, and that is thrown away. */
export type Corpus = {
  readonly folder: string;
  /** Absolute paths, as the tool itself finds them. */
  readonly files: readonly string[];
  /** A JSON file that has them. */
  readonly list: string;
  readonly lines: number;
};

export type CorpusOptions = {
  /** Folders to take. @default the sources of the packages */
  readonly from?: readonly string[] | undefined;
  /** Takes one file of so many. @default 1 */
  readonly oneOf?: number | undefined;
  /** Copies of each file. @default 1 */
  readonly times?: number | undefined;
  readonly wanted?: ((path: string) => boolean) | undefined;
};

/** Copies source files into a folder of their own, for as long as `use` runs. */
export async function withCorpus<T>(
  { from, oneOf = 1, times = 1, wanted = () => true }: CorpusOptions,
  use: (corpus: Corpus) => Promise<T>,
): Promise<T> {
  const roots = from?.map((root) => resolve(root)) ?? PACKAGES.map((name) => join(MODULES, name, "src"));
  const base = from && roots.length === 1 ? roots[0]! : MODULES;
  const { sources } = discover(roots, { cwd: base, take: ["generated"] });
  const taken = sources.filter(({ path }) => wanted(path)).filter((_, n) => n % oneOf === 0);
  const folder = mkdtempSync(join(tmpdir(), "bench-corpus-"));
  const list = `${folder}.json`;
  try {
    const files: string[] = [];
    for (let copy = 0; copy < times; copy++) {
      for (const { path, text } of taken) {
        const to = join(folder, `copy${copy}`, relative(base, path));
        mkdirSync(dirname(to), { recursive: true });
        writeFileSync(to, text);
        files.push(to);
      }
    }
    writeFileSync(list, JSON.stringify(files));
    const lines = taken.reduce((sum, { text }) => sum + text.split("\n").length, 0) * times;
    return await use({ folder, files, list, lines });
  } finally {
    for (const path of [folder, list, `${list}.report`, `${list}.edits`, `${list}.cache`])
      rmSync(path, { recursive: true, force: true });
  }
}

/** `660 files, 210 k lines` */
export const size = ({ files, lines }: Corpus): string =>
  `${files.length.toLocaleString("en")} files, ${Math.round(lines / 1000)} k lines`;
