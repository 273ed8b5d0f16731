import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { revertSource } from "../../transforms/revert.ts";
import { ts } from "../../transforms/syntax/ts.ts";
import { migrate, sourceOf } from "../hard-cases/cases.ts";
import { parameters, SECONDS, SEED } from "./settings.ts";

console.log(`mutated real files: seed ${SEED}, ${SECONDS} s (FUZZ_SEED, FUZZ_SECONDS)`);

/* Real sources with tokens taken out, doubled and swapped: whatever comes, the engine says something sensible. */

const files = ["openai", "@anthropic-ai/sdk"].flatMap((name) => {
  const src = fileURLToPath(new URL(`../../node_modules/${name}/src/`, import.meta.url));
  return readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.[cm]?ts$/.test(file) && !file.endsWith(".d.ts"))
    .map((file) => src + file)
    .sort();
});

type Token = { readonly start: number; readonly end: number };

function tokensOf(text: string): readonly Token[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const tokens: Token[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) {
    tokens.push({ start: scanner.getTokenStart(), end: scanner.getTokenEnd() });
  }
  return tokens;
}

const mutation = fc.record({
  kind: fc.constantFrom("delete", "double", "swap", "cut off", "none"),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  other: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

function mutate(text: string, { kind, at, other }: { kind: string; at: number; other: number }): string {
  const tokens = tokensOf(text);
  const [first, second] = [at, other]
    .map((n) => tokens[Math.floor(n * tokens.length)])
    .sort((a, b) => (a?.start ?? 0) - (b?.start ?? 0));
  if (!first || !second) return text;
  const [a, b] = [first, second].map(({ start, end }) => text.slice(start, end));
  if (kind === "delete") return text.slice(0, first.start) + text.slice(first.end);
  if (kind === "double") return `${text.slice(0, first.end)} ${a}${text.slice(first.end)}`;
  if (kind === "cut off") return text.slice(0, first.end);
  if (kind === "none" || first === second) return text;
  return text.slice(0, first.start) + b + text.slice(first.end, second.start) + a + text.slice(second.end);
}

test("a mutated file never breaks the engine", () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(mutation, { minLength: 1, maxLength: 3 }), (n, mutations) => {
      const path = files[n % files.length] ?? "";
      const text = mutations.reduce(mutate, readFileSync(path, "utf8"));
      const outcome = migrate(text, "ts");
      if (outcome.kind === "failed") assert.match(outcome.reason, /^does not parse: \d+:\d+ ./);
      if (outcome.kind !== "changed") return;
      const after = sourceOf(outcome.output, "ts");
      assert.is(revertSource(after).text, text);
      assert.is(migrate(after.text, "ts").kind, "unchanged");
    }),
    parameters,
  );
});

test.run();
