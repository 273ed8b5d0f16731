import { isObject, ownOf } from "../vendors/own.ts";
import type { LiveSpan } from "./live-span.ts";
import { findMethod, replaceMethod } from "./method.ts";
import type { Tracer } from "./tracer.ts";
import { fail, finish, note, watch } from "./watch.ts";

/**
 * Vercel AI's streamed results (`streamText`, versions 4 to 7) are no iterables: each of their properties is a getter
 * that starts or splits the stream, so none may be read. They keep what they will come to in fields of their own, whose
 * `resolve` the library calls when the stream has been read: that is where it is looked at.
 */
const TOTALS = ["_totalUsage", "usagePromise"];
/** The last to be resolved, and the one that is rejected where the stream fails. */
const STEPS = ["_steps", "stepsPromise"];

/** Lets the span wait for such a result. Returns whether it waits. */
export function watchDelayed(value: object, tracer: Tracer, span: LiveSpan): boolean {
  const totals = ownOf(value, TOTALS, isObject);
  const steps = ownOf(value, STEPS, isObject);
  const resolveTotals = totals && findMethod(totals, "resolve");
  const resolveSteps = steps && findMethod(steps, "resolve");
  const rejectSteps = steps && findMethod(steps, "reject");
  if (!totals || !steps || !resolveTotals || !resolveSteps || !rejectSteps) return false;
  const { watch: seen, isFirst } = watch(value, tracer, span);
  if (!isFirst) return true;
  let totalUsage: unknown;
  replaceMethod(steps, "resolve", resolveSteps, function (...args) {
    note(seen, { totalUsage, steps: args[0] });
    finish(seen);
    return Reflect.apply(resolveSteps.method, this, args);
  });
  replaceMethod(steps, "reject", rejectSteps, function (...args) {
    fail(seen, args[0]);
    return Reflect.apply(rejectSteps.method, this, args);
  });
  replaceMethod(totals, "resolve", resolveTotals, function (...args) {
    totalUsage = args[0];
    return Reflect.apply(resolveTotals.method, this, args);
  });
  return true;
}
