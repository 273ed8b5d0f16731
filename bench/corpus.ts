import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { discover } from "../transforms/discover.ts";

const MODULES = fileURLToPath(new URL("../node_modules", import.meta.url));

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
  /** Puts the files back as they were. */
  readonly restore: () => void;
  readonly remove: () => void;
};

/** Copies the files of the packages, or of a folder, as often as asked, into a folder of their own. */
export async function openCorpus(from: string | undefined, times = 1): Promise<Corpus> {
  const roots = from ? [resolve(from)] : PACKAGES.map((name) => join(MODULES, name, "src"));
  const base = from ? resolve(from) : MODULES;
  const { sources } = await discover(roots, { cwd: base, generated: true });
  const folder = mkdtempSync(join(tmpdir(), "bench-corpus-"));
  const texts = new Map<string, string>();
  for (let copy = 0; copy < times; copy++) {
    for (const { path, text } of sources) texts.set(join(folder, `copy${copy}`, relative(base, path)), text);
  }
  const restore = (): void => {
    for (const [path, text] of texts) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  };
  restore();
  const files = [...texts.keys()];
  const list = `${folder}.json`;
  writeFileSync(list, JSON.stringify(files));
  const lines = sources.reduce((sum, { text }) => sum + text.split("\n").length, 0) * times;
  return {
    folder,
    files,
    list,
    lines,
    restore,
    remove: () => {
      for (const path of [folder, list]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** `660 files, 210 k lines` */
export const size = ({ files, lines }: Corpus): string =>
  `${files.length.toLocaleString("en")} files, ${Math.round(lines / 1000)} k lines`;
