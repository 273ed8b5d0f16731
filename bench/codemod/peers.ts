import { runNode } from "../child.ts";
import { type Corpus, size } from "../corpus.ts";
import type { BenchOptions, Table } from "../define.ts";
import { measureNode } from "../processes.ts";
import { astGrep, codeTransformer, edits, jscodeshift, migrate, tsMorph } from "./commands.ts";

/** The codemod against the tools that such codemods are written with. */
export async function peers(corpus: Corpus, options: BenchOptions): Promise<Table> {
  await runNode(edits(corpus));
  const measured = await measureNode(
    {
      migrate: migrate(corpus, "--no-verify", "--workers", "2"),
      jscodeshift: jscodeshift(corpus),
      tsMorph: tsMorph(corpus),
      astGrep: astGrep(corpus),
    },
    "migrate",
    options,
  );
  return {
    caption: `Against other tools: ${size(corpus)}`,
    figures: "× migrate",
    rows: [
      measured.row("migrate", "migrate, 2 workers: everything but the type gate"),
      measured.row("jscodeshift", "jscodeshift, 2 processes: one insertion a file, printed", {
        target: { atLeast: 10 },
      }),
      measured.row("tsMorph", "ts-morph: the edits of migrate, one at a time"),
      measured.row("astGrep", "ast-grep: a line behind each `console` and `logger` call, found by pattern"),
    ],
    notes: [
      "ast-grep does a small part of the work: no scopes, no error paths, no spans, no check of what it made. ts-morph is given ready edits, in files of their own; it analyses nothing.",
    ],
  };
}

/** Wrapping functions of JavaScript, as an APM does when it loads a module. */
export async function wrapping(corpus: Corpus, options: BenchOptions): Promise<Table> {
  const measured = await measureNode(
    {
      migrate: migrate(corpus, "--no-verify", "--only", "spans", "--workers", "2"),
      codeTransformer: codeTransformer(corpus),
    },
    "migrate",
    options,
  );
  return {
    caption: `Wrapping functions only, in JavaScript: ${size(corpus)}`,
    figures: "× migrate",
    rows: [
      measured.row("migrate", "migrate --only spans, 2 workers"),
      measured.row("codeTransformer", "@apm-js-collab/code-transformer, told which methods to wrap"),
    ],
    notes: [
      "code-transformer parses only the files that have one of the seven methods it is told about; migrate reads all and finds by itself what to trace.",
    ],
  };
}
