import { test } from "uvu";
import * as assert from "uvu/assert";
import { bias, splitRequests, withoutContext } from "../../../bench/fleet/outcome.ts";
import { simulate } from "../../../bench/fleet/simulate.ts";

const fleet = { processes: 20, seconds: 10, rate: 0.1, thresholdQps: 50, requests: 5, seed: 7 };

test("a fleet under bursts: whole requests, whole errors, whole sums", async () => {
  const outcome = await simulate(fleet);
  const { offered, written, saidDropped } = outcome;
  const kept = written.filter(({ isRecalled }) => !isRecalled).length;
  assert.ok(kept < offered.length / 2, `${kept} of ${offered.length}`);
  assert.is(kept + saidDropped, offered.length, "what was dropped is said");
  assert.is(written.filter(({ isError }) => isError).length, offered.filter(({ isError }) => isError).length);
  assert.is(withoutContext(outcome), 0);
  assert.is(splitRequests(outcome), 0);
  // 120 records of a hot id are kept or dropped together: they are left out of the estimate.
  const records = new Map<string, number>();
  for (const { id } of offered) records.set(id, (records.get(id) ?? 0) + 1);
  assert.ok(Math.abs(bias(outcome, (id) => records.get(id)! < 100)) < 0.06);
});

test("at rate 1 everything is written, at 0 only what is below the threshold and errors with their context", async () => {
  const all = await simulate({ ...fleet, rate: 1 });
  assert.is(all.written.length, all.offered.length);
  assert.ok(all.written.every(({ weight, isRecalled }) => weight === 1 && !isRecalled));
  const none = await simulate({ ...fleet, rate: 0, thresholdQps: 0 });
  assert.ok(none.written.every(({ isError, isRecalled }) => isError || isRecalled));
  assert.is(withoutContext(none), 0);
});

test.run();
