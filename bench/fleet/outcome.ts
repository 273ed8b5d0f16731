import type { Outcome } from "./simulate.ts";

/** Errors of which a record of the same request and process before them is missing in the output. */
export function withoutContext({ offered, written }: Outcome): number {
  const isThere = new Set(written.map(({ process, id, step }) => `${process} ${id} ${step}`));
  const before = new Map<string, number[]>();
  let missing = 0;
  for (const { process, id, step, isError } of offered) {
    const key = `${process} ${id}`;
    const steps = before.get(key) ?? [];
    if (isError) {
      const held = [...steps.slice(-HELD), step];
      if (held.some((each) => !isThere.has(`${key} ${each}`))) missing++;
    }
    before.set(key, [...steps, step]);
  }
  return missing;
}

/** The default of `flightRecorderSize`: as many of its last records are held of a request. */
const HELD = 50;

/** Requests of which one process stamped a line with its rate while another dropped some above its threshold. */
export function splitRequests({ offered, written }: Outcome): number {
  const weighed = new Set(written.filter(({ weight }) => weight > 1).map(({ id }) => id));
  const isThere = new Set(written.map(({ process, id, step }) => `${process} ${id} ${step}`));
  const split = new Set<string>();
  for (const { process, id, step } of offered)
    if (weighed.has(id) && !isThere.has(`${process} ${id} ${step}`)) split.add(id);
  return split.size;
}

/** How far the weights add up to more or less than what was logged. */
export function bias({ offered, written }: Outcome, counts: (id: string) => boolean): number {
  const real = offered.filter(({ id }) => counts(id)).length;
  const weighed = written
    .filter(({ id, isRecalled }) => counts(id) && !isRecalled)
    .reduce((sum, { weight }) => sum + weight, 0);
  return weighed / real - 1;
}
