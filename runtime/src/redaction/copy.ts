import { types } from "node:util";
import type { Json } from "../record.ts";
import { describeError, isError } from "./error.ts";
import { LIMITS } from "./limits.ts";
import { ends, type PathState, step } from "./paths.ts";
import type { TextRules } from "./texts.ts";

/** What is replaced while copying; without `rules` only what `at` leads to is. */
export type Redaction = {
  readonly rules: TextRules | undefined;
  /** Where the value stands, for redaction by path. */
  readonly at: PathState;
};

type Walk = {
  readonly rules: TextRules | undefined;
  readonly ancestors: object[];
  nodes: number;
  depth: number;
};

/** Where a value stands: the key it has or the list it is in has, and how far the paths have come. */
type Place = { readonly label: string; readonly at: PathState };

const REPLACED = "[REDACTED]";
const NOTHING: Redaction = { rules: undefined, at: undefined };
const TOP: Place = { label: "", at: undefined };
/** Smaller whole numbers are no card, phone or social security number; most numbers are. */
const SHORT_NUMBER = 1_000_000;

/**
 * A plain, acyclic, bounded copy of any value, ready for JSON; `undefined` where JSON has nothing.
 * Texts, keys and numbers go through the rules on the way, so that a value is walked once.
 * Never throws and never changes the value; getters run once, as they would in `JSON.stringify`.
 */
export function copy(value: unknown, { rules, at }: Redaction = NOTHING): Json | undefined {
  const place = at === undefined ? TOP : { label: "", at };
  return visit(value, { rules, ancestors: [], nodes: 0, depth: LIMITS.depth }, place);
}

/** `copy` of something thrown: always an object with `type` and `message`. */
export function copyThrown(thrown: unknown, redaction: Redaction = NOTHING): Json {
  const value = copy(thrown, redaction);
  if (isError(thrown)) return value ?? null;
  const type = thrown === null ? "null" : typeof thrown;
  const message =
    typeof value === "string"
      ? value
      : `Thrown: ${value === undefined ? "undefined" : JSON.stringify(value)}`;
  return typeof value === "object" && value !== null
    ? { type, message: "Thrown: an object", value }
    : { type, message };
}

function visit(value: unknown, walk: Walk, place: Place): Json | undefined {
  if (place.at !== undefined && ends(place.at)) return value === undefined ? undefined : REPLACED;
  switch (typeof value) {
    case "string":
      return textOf(value, walk, place.label);
    case "number":
      return Number.isFinite(value) ? numberOf(value, walk, place.label) : String(value);
    case "boolean":
      return value;
    case "undefined":
      return undefined;
    case "bigint":
      return BigInt.asIntN(1024, value) === value
        ? textOf(String(value), walk, place.label)
        : "[BigInt over 1024 bits]";
    case "symbol":
      return textOf(String(value), walk, place.label);
    case "function":
      return "[Function]";
    default:
      return value === null ? null : container(value as object, walk, place);
  }
}

function container(value: object, walk: Walk, place: Place): Json | undefined {
  if (walk.ancestors.includes(value)) return "[Circular]";
  if (walk.ancestors.length >= walk.depth) return "[cut: too deep]";
  walk.nodes += 1;
  if (walk.nodes > LIMITS.nodes) return "[cut: too many values]";
  walk.ancestors.push(value);
  try {
    return contents(value, walk, place);
  } catch {
    return "[unreadable]";
  } finally {
    walk.ancestors.pop();
  }
}

function contents(value: object, walk: Walk, place: Place): Json | undefined {
  if (Array.isArray(value)) return list(value, value.length, walk, place);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const builtIn = contentsOfBuiltIn(value, walk, place);
    if (builtIn !== undefined) return builtIn.json;
  }
  const toJson = safely(() => (value as { toJSON?: unknown }).toJSON);
  if (typeof toJson === "function") {
    const json = safely(() => ({ result: Reflect.apply(toJson, value, [""]) as unknown }));
    if (json !== undefined)
      return json.result === value ? entries(value, walk, place) : visit(json.result, walk, place);
  }
  return entries(value, walk, place);
}

function contentsOfBuiltIn(
  value: object,
  walk: Walk,
  place: Place,
): { readonly json: Json | undefined } | undefined {
  if (isError(value)) return { json: errorOf(value, walk, place) };
  if (types.isDate(value)) {
    return { json: Number.isNaN(value.getTime()) ? "Invalid Date" : Date.prototype.toISOString.call(value) };
  }
  if (types.isMap(value)) return { json: map(value, walk, place) };
  if (types.isSet(value)) return { json: list(value.values(), value.size, walk, place) };
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) {
    return { json: textOf(`[${tagOf(value)}(${value.byteLength} bytes)]`, walk, "") };
  }
  if (types.isRegExp(value)) return { json: textOf(String(value), walk, place.label) };
  if (types.isBoxedPrimitive(value)) return { json: visit(value.valueOf(), walk, place) };
  if (types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value))
    return { json: textOf(`[${tagOf(value)}]`, walk, "") };
  return undefined;
}

const errorOf = (error: Error, walk: Walk, place: Place): Json =>
  describeError(error, {
    visit: (inner, key) => visit(inner, walk, below(place, key)),
    name: (key) => nameOf(key, walk),
    shallow: (run) => shallow(walk, run),
  });

function list(values: Iterable<unknown>, size: number, walk: Walk, place: Place): Json {
  const copied: Json[] = [];
  for (const value of values) {
    if (copied.length === LIMITS.entries) {
      copied.push(`[cut: ${size - LIMITS.entries} more]`);
      break;
    }
    copied.push(visit(value, walk, item(place, copied.length)) ?? null);
  }
  return copied;
}

function map(value: ReadonlyMap<unknown, unknown>, walk: Walk, place: Place): Json {
  if (value.size > LIMITS.entries || ![...value.keys()].every((key) => typeof key === "string")) {
    return list(value.entries(), value.size, walk, place);
  }
  const copied: Record<string, Json> = {};
  for (const [key, entry] of value) {
    const json = visit(entry, walk, below(place, key as string));
    put(copied, freeName(copied, key as string, walk), json);
  }
  return copied;
}

function entries(value: object, walk: Walk, place: Place): Json {
  const copied: Record<string, Json> = {};
  const keys = Object.keys(value);
  for (const key of keys.length > LIMITS.entries ? keys.slice(0, LIMITS.entries) : keys) {
    let entry: Json | undefined;
    try {
      entry = visit((value as Record<string, unknown>)[key], walk, below(place, key));
    } catch {
      entry = "[unreadable]";
    }
    put(copied, freeName(copied, key, walk), entry);
  }
  if (keys.length > LIMITS.entries) put(copied, "[cut]", `${keys.length - LIMITS.entries} more`);
  return copied;
}

const below = ({ at }: Place, key: string): Place => ({ label: key, at: step(at, key) });

/** What stands in a list stands under the list's key. */
const item = (place: Place, index: number): Place =>
  place.at === undefined ? place : { label: place.label, at: step(place.at, String(index)) };

const nameOf = (key: string, { rules }: Walk): string =>
  rules === undefined ? key : rules.name(key.length <= LIMITS.text ? key : cutText(key));

/** Two keys may become the same marker; neither value is lost. */
function freeName(copied: Readonly<Record<string, Json>>, key: string, walk: Walk): string {
  const name = nameOf(key, walk);
  if (name === key) return key;
  let free = name;
  for (let count = 2; Object.hasOwn(copied, free); count++) free = `${name}#${count}`;
  return free;
}

function textOf(text: string, { rules }: Walk, label: string): string {
  if (rules === undefined) return cutText(text);
  if (text.length <= LIMITS.text) return rules.text(text, label);
  // What the cut goes through is found whole, and then left out with the end.
  const redacted = rules.text(text.slice(0, LIMITS.text + LIMITS.overlap), label);
  return `${redacted.slice(0, -LIMITS.overlap)}[cut: ${text.length - LIMITS.text} more characters]`;
}

/** A number that is a card's becomes a text: it stays JSON. */
function numberOf(value: number, { rules }: Walk, label: string): Json {
  if (rules === undefined || !Number.isInteger(value)) return value;
  const size = Math.abs(value);
  if (size < SHORT_NUMBER && !rules.isSensitive(label)) return value;
  const text = String(size);
  const redacted = rules.text(text, label);
  return redacted === text ? value : redacted;
}

/** Plain assignment to `__proto__` would set the prototype. */
function put(target: Record<string, Json>, key: string, value: Json | undefined): void {
  if (value === undefined) return;
  if (key === "__proto__") Object.defineProperty(target, key, { value, enumerable: true });
  else target[key] = value;
}

function shallow<T>(walk: Walk, run: () => T): T {
  const { depth } = walk;
  walk.depth = Math.min(depth, walk.ancestors.length + LIMITS.errorDepth);
  try {
    return run();
  } finally {
    walk.depth = depth;
  }
}

function cutText(text: string): string {
  return text.length <= LIMITS.text
    ? text
    : `${text.slice(0, LIMITS.text)}[cut: ${text.length - LIMITS.text} more characters]`;
}

const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
