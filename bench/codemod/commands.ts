import { fileURLToPath } from "node:url";
import { CLI } from "../child.ts";
import type { Corpus } from "../corpus.ts";

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Arguments of `node` for whatever is measured on a corpus. */
export const parse = ({ list }: Corpus): readonly string[] => [script("parse.mjs"), list];

/** A run that plans, applies and verifies everything and writes nothing but its report. */
export const migrate = ({ folder, list }: Corpus, ...options: readonly string[]): readonly string[] => [
  CLI,
  ...["--dry-run", "--format", "json", "--output", `${list}.report`, "--include-generated", "--quiet"],
  ...options,
  folder,
];

/** jscodeshift by its own runner, in as many processes as there are processors, with its TypeScript parser. */
export const jscodeshift = ({ folder }: Corpus): readonly string[] => [
  fileURLToPath(new URL("../../node_modules/jscodeshift/bin/jscodeshift.js", import.meta.url)),
  ...["-t", script("jscodeshift.cjs"), "--parser", "tsx", "--extensions", "ts,tsx,js,jsx,mts,cts,mjs,cjs"],
  ...["--dry", "--silent", "--cpus", "2", folder],
];

export const edits = ({ list }: Corpus): readonly string[] => [
  "--import",
  "tsx",
  script("edits.mjs"),
  list,
  `${list}.edits`,
];
export const tsMorph = ({ list }: Corpus): readonly string[] => [script("ts-morph.mjs"), `${list}.edits`];
export const astGrep = ({ list }: Corpus): readonly string[] => [script("ast-grep.mjs"), list];
export const codeTransformer = ({ list }: Corpus): readonly string[] => [
  script("code-transformer.mjs"),
  list,
];
