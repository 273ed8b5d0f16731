import { test } from "uvu";
import * as assert from "uvu/assert";
import { contextOf } from "../transforms/links.ts";
import type { Change, MigrateOptions } from "../transforms/model.ts";
import { parse } from "../transforms/parse.ts";
import { plan } from "../transforms/plan.ts";
import { verify } from "../transforms/verify.ts";
import { source } from "./helpers/sources.ts";

const OPTIONS: MigrateOptions = { only: ["log-call"], dialects: [], categories: [] };

/** A change that writes `text` at an offset. */
const insertion = (offset: number, text: string): Change => ({
  kind: "log-call",
  range: { start: offset, end: offset },
  summary: "test",
  edits: [{ start: offset, end: offset, text, side: "after", reason: "test" }],
});

/** Offers one change, at the place of `|`, and says why it is withdrawn. */
function refusal(marked: string): string | undefined {
  const offset = marked.indexOf("|");
  const ctx = contextOf(parse(source(marked.replace("|", ""), "src/a.tsx")), OPTIONS);
  const planned = plan(ctx, OPTIONS, false);
  return verify(planned, [insertion(offset, "x")]).withdrawn[0]?.code;
}

const INSIDE = [
  'const a = "on|e";',
  "const a = `on|e`;",
  "const a = `on|e ${b} two`;",
  "const a = `one ${b} t|wo ${c}`;",
  "const a = `one ${b} two ${c} th|ree`;",
  "const a = /o|ne/;",
  "const a = <p>o|ne</p>;",
] as const;

for (const text of INSIDE) {
  test(`nothing is written into a literal: ${text}`, () => {
    assert.is(refusal(text), "literal");
  });
}

test("beside a literal, and in the hole of a template, it is another check that speaks", () => {
  for (const text of ['const a = |"one";', 'const a = "one"|;', "const a = `one ${|b} two`;"])
    assert.is(refusal(text), text.includes("{|b") ? "not-revertible" : "syntax");
});

test.run();
