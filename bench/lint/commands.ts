import { fileURLToPath } from "node:url";
import { CLI } from "../child.ts";
import type { Corpus } from "../corpus.ts";

const peer = (path: string): string =>
  fileURLToPath(new URL(`../peers/node_modules/${path}`, import.meta.url));

/** What oxlint asks about types; it looks for it in the project that it lints. */
export const TSGOLINT = peer(".bin/tsgolint");

export const lint = ({ folder, list }: Corpus, ...options: readonly string[]): readonly string[] => [
  ...[CLI, "lint", "--format", "json", "--output", `${list}.report`, "--include-generated", "--quiet"],
  ...options,
  folder,
];

/** ESLint with typescript-eslint by types, sonarjs, promise and n: the best stack for errors that go missing. */
export const eslint = ({ folder }: Corpus): readonly string[] => [
  peer("eslint/bin/eslint.js"),
  ...["--config", fileURLToPath(new URL("./eslint.config.mjs", import.meta.url)), "--format", "json"],
  folder,
];

export const oxlint = ({ folder }: Corpus, ...options: readonly string[]): readonly string[] => [
  peer("oxlint/bin/oxlint"),
  ...["--config", fileURLToPath(new URL("./oxlintrc.json", import.meta.url)), "--format", "json"],
  ...options,
  folder,
];
