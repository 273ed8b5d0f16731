import type { LogRecord } from "../record.ts";
import { copy } from "../redaction/copy.ts";

/** A record that is held: as it was when it was logged, retaining nothing of the application's. */
export type Held = { readonly record: LogRecord /** UTF-16 units, about. */; readonly weight: number };

/** Heavier values are not held: one prompt would push out what a hundred requests did. */
const HEAVIEST = 32_768;
const FIELD = 16;

export function hold(record: LogRecord): Held {
  const data = snapshot(record.data);
  const weight = record.message.length + weigh(data);
  if (weight <= HEAVIEST) return { record: { ...record, data }, weight };
  const message = record.message.slice(0, HEAVIEST);
  return { record: { ...record, message, data: "[cut: too large to be held]" }, weight: message.length };
}

/** Flat values, which most are, are only spread: a tenth of what a copy costs. */
function snapshot(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return copy(value);
  try {
    const spread: Readonly<Record<string, unknown>> = { ...value };
    return isFlat(spread) ? spread : copy(spread);
    // blog-ignore-next-line err/swallowed-catch -- the copy is made the slow way
  } catch {
    return copy(value);
  }
}

function isFlat(value: Readonly<Record<string, unknown>>): boolean {
  for (const key in value) {
    const entry = value[key];
    if ((typeof entry === "object" && entry !== null) || typeof entry === "function") return false;
  }
  return true;
}

function weigh(value: unknown): number {
  if (typeof value === "string") return value.length + FIELD;
  if (typeof value !== "object" || value === null) return FIELD;
  let weight = FIELD;
  for (const key in value) weight += key.length + weigh((value as Record<string, unknown>)[key]);
  return weight;
}
