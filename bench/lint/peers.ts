import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIG } from "../codemod/gate.ts";
import { type Corpus, size } from "../corpus.ts";
import type { BenchOptions, Table } from "../define.ts";
import { measureNode } from "../processes.ts";
import { eslint, lint, oxlint, TSGOLINT } from "./commands.ts";

/** The check against the linters that people have, each with its rules about lost errors alone. */
export async function peers(corpus: Corpus, options: BenchOptions): Promise<Table> {
  writeFileSync(join(corpus.folder, "tsconfig.json"), JSON.stringify(CONFIG));
  writeFileSync(join(corpus.folder, "package.json"), JSON.stringify({ name: "measured", type: "commonjs" }));
  const { row } = await measureNode(
    {
      lint: lint(corpus, "--workers", "2"),
      eslint: eslint(corpus),
      oxlint: oxlint(corpus),
      typed: oxlint(corpus, "--type-aware"),
    },
    "lint",
    {
      ...options,
      cwd: corpus.folder,
      codes: [0, 1],
      prints: /^(?:[[{]|$)/,
      env: { OXLINT_TSGOLINT_PATH: TSGOLINT },
    },
  );
  return {
    caption: `Against other linters: ${size(corpus)}`,
    figures: "× lint",
    rows: [
      row("lint", "lint, 2 workers"),
      row("eslint", "ESLint, typed, with typescript-eslint, sonarjs, promise and n", {
        target: { atLeast: 10 },
      }),
      row("oxlint", "oxlint"),
      row("typed", "oxlint --type-aware"),
    ],
    notes: [
      "oxlint is native code, and far ahead on speed. What each of them finds is measured in [accuracy.md](accuracy.md); here only time is.",
    ],
  };
}
