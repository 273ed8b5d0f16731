import fc from "fast-check";
import * as prettier from "prettier";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { revertSource } from "../../transforms/revert.ts";
import { migrated, sourceOf } from "../hard-cases/cases.ts";
import { treeOf } from "../revert/tree.ts";
import { program } from "./grammar.ts";
import { parameters, SECONDS, SEED } from "./settings.ts";

console.log(`generated modules, edited later: seed ${SEED}, ${SECONDS} s a property`);

test("formatted, then reverted: the original, formatted", async () => {
  await fc.assert(
    fc.asyncProperty(program, async ({ text, extension }) => {
      const format = (t: string): Promise<string> => prettier.format(t, { filepath: `x.${extension}` });
      const after = await format(migrated(text, extension));
      const reverted = revertSource(sourceOf(after, extension)).text;
      assert.is(treeOf(reverted, extension).join("\n"), treeOf(await format(text), extension).join("\n"));
    }),
    parameters,
  );
});

test("new code behind a migrated file: only it is done, as if it had always been there", () => {
  fc.assert(
    fc.property(program, program, ({ text, extension }, more) => {
      const eol = text.includes("\r\n") ? "\r\n" : "\n";
      const added = `${eol}async function added(a) {${eol}  try { await null } catch {}${eol}  console.log("added", a)${eol}}${eol}`;
      const extra =
        more.text.length % 2 === 0 ? added : `${eol};[1].map((x) => console.warn("more", x))${eol}`;
      const again = migrated(migrated(text, extension) + extra, extension);
      assert.is(revertSource(sourceOf(again, extension)).text, text + extra);
      assert.is(migrated(again, extension), again);
    }),
    parameters,
  );
});

test.run();
