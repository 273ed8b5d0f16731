import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parse, syntaxErrors } from "../../transforms/parse.ts";
import { migrated, sourceOf } from "../hard-cases/cases.ts";
import { checkInvariants } from "../hard-cases/invariants.ts";
import { run } from "./behaviour.ts";
import { program } from "./grammar.ts";
import { parameters, SECONDS, SEED } from "./settings.ts";

console.log(`generated modules: seed ${SEED}, ${SECONDS} s a property (FUZZ_SEED, FUZZ_SECONDS)`);

test("generated modules parse", () => {
  for (const { text, extension } of fc.sample(program, { seed: SEED, numRuns: 200 })) {
    const errors = syntaxErrors(parse(sourceOf(text, extension)).ast);
    assert.equal(errors, [], text);
  }
});

test("revert takes back exactly what migrate did, and a second run does nothing", () => {
  fc.assert(
    fc.property(program, fc.boolean(), ({ text, extension }, inCycle) => {
      checkInvariants(text, extension, inCycle);
    }),
    parameters,
  );
});

test("a migrated module does the same", async () => {
  await fc.assert(
    fc.asyncProperty(program, fc.boolean(), async (made, inCycle) => {
      const text = migrated(made.text, made.extension, inCycle);
      assert.equal(await run({ ...made, text }), await run(made));
    }),
    parameters,
  );
});

test.run();
