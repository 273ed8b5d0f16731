import * as assert from "uvu/assert";
import { parse, syntaxErrors } from "../../transforms/parse.ts";
import { revertSource } from "../../transforms/revert.ts";
import { migrate, sourceOf } from "./cases.ts";

/** What must hold for any text that parses: it is found again byte for byte, and a second run has nothing to do. */
export function checkInvariants(text: string, extension: string, inCycle = false): string {
  const outcome = migrate(text, extension, inCycle);
  if (outcome.kind === "failed") throw new Error(`failed: ${outcome.reason}`);
  if (outcome.kind === "skipped") throw new Error("skipped");
  for (const [kind, { found, done, declined }] of Object.entries(outcome.sites)) {
    assert.is(found, done + declined, `${kind}: ${found} found, ${done} done, ${declined} declined`);
    assert.is(outcome.declined.filter((d) => d.kind === kind).length, declined, `reasons of ${kind}`);
  }
  for (const { code, reason } of outcome.declined) {
    assert.not(/^(clash|overlap|syntax|not-revertible)$/.test(code), `withdrawn: ${code} ${reason}`);
  }
  if (outcome.kind !== "changed") return text;
  const after = sourceOf(outcome.output, extension);
  assert.equal(syntaxErrors(parse(after).ast), []);
  assert.is(revertSource(after).text, text);
  const again = migrate(after.text, extension, inCycle);
  assert.is(
    again.kind,
    "unchanged",
    `second run: ${JSON.stringify("changes" in again ? again.changes.map((c) => c.summary) : "")}`,
  );
  return after.text;
}
