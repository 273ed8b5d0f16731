import { contentsOfBuiltIn } from "./built-in.ts";
import { SHORT, traitsOf } from "./detect/traits.ts";
import { cutText, type Key, plainKey, TOP } from "./key.ts";
import { LIMITS } from "./limits.ts";
import { ObjectText } from "./object-text.ts";
import { ends, type PathState, step } from "./paths.ts";
import { type JsonText, quote, quoteRead } from "./quote.ts";
import type { TextRules } from "./texts.ts";

/** What is replaced on the way; without `rules` only what `at` leads to is. */
export type Redaction = {
  readonly rules: TextRules | undefined;
  /** Where the value stands, for redaction by path. */
  readonly at: PathState;
};

export type Walk = {
  readonly rules: TextRules | undefined;
  readonly keys: (name: string) => Key;
  readonly ancestors: object[];
  nodes: number;
  depth: number;
};

/** What JSON has no word for, in the place of a value's text. */
export const NOTHING = "" as JsonText;
const REPLACED = '"[REDACTED]"' as JsonText;
export const UNREADABLE = '"[unreadable]"' as JsonText;
const CIRCULAR = '"[Circular]"' as JsonText;
const TOO_DEEP = '"[cut: too deep]"' as JsonText;
const TOO_MANY = '"[cut: too many values]"' as JsonText;
const FUNCTION = '"[Function]"' as JsonText;

const NO_REDACTION: Redaction = { rules: undefined, at: undefined };
/** Smaller whole numbers are no card, phone or social security number; most numbers are. */
const SHORT_NUMBER = 1_000_000;

/**
 * Any value as JSON: acyclic, bounded, and redacted on the way, so that a value is walked once from the application's
 * object to the line. Empty where JSON has nothing (`undefined`). Never throws and never changes the value; getters run
 * once, as they would in `JSON.stringify`, and what they gave is what was looked at.
 * @param key under which the value stands
 */
export function encode(value: unknown, { rules, at }: Redaction = NO_REDACTION, key: Key = TOP): JsonText {
  return visit(
    value,
    { rules, keys: rules?.key ?? plainKey, ancestors: [], nodes: 0, depth: LIMITS.depth },
    key,
    at,
  );
}

export function visit(value: unknown, walk: Walk, key: Key, at: PathState): JsonText {
  if (at !== undefined && ends(at)) return value === undefined ? NOTHING : REPLACED;
  switch (typeof value) {
    case "string":
      return textOf(value, walk, key);
    case "number":
      return numberOf(value, walk, key);
    case "boolean":
      return (value ? "true" : "false") as JsonText;
    case "undefined":
      return NOTHING;
    case "bigint":
      return BigInt.asIntN(1024, value) === value
        ? textOf(String(value), walk, key)
        : ('"[BigInt over 1024 bits]"' as JsonText);
    case "symbol":
      return textOf(String(value), walk, key);
    case "function":
      return FUNCTION;
    default:
      return value === null ? ("null" as JsonText) : container(value as object, walk, key, at);
  }
}

function container(value: object, walk: Walk, key: Key, at: PathState): JsonText {
  const { ancestors } = walk;
  if (ancestors.includes(value)) return CIRCULAR;
  if (ancestors.length >= walk.depth) return TOO_DEEP;
  walk.nodes += 1;
  if (walk.nodes > LIMITS.nodes) return TOO_MANY;
  ancestors.push(value);
  try {
    return contents(value, walk, key, at);
    // blog-ignore-next-line err/swallowed-catch -- the record says that the value is unreadable
  } catch {
    return UNREADABLE;
  } finally {
    ancestors.pop();
  }
}

function contents(value: object, walk: Walk, key: Key, at: PathState): JsonText {
  if (Array.isArray(value)) return list(value, value.length, walk, key, at);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const builtIn = contentsOfBuiltIn(value, walk, key, at);
    if (builtIn !== undefined) return builtIn;
  }
  const replaced = ownJson(value);
  return replaced === undefined ? entries(value, walk, at) : visit(replaced.json, walk, key, at);
}

/** What the object's own `toJSON` gives, if it has one that works. */
function ownJson(value: object): { readonly json: unknown } | undefined {
  try {
    const { toJSON } = value as { readonly toJSON?: unknown };
    if (typeof toJSON !== "function") return undefined;
    const json: unknown = Reflect.apply(toJSON, value, [""]);
    return json === value ? undefined : { json };
    // blog-ignore-next-line err/swallowed-catch -- the record says that the value is unreadable
  } catch {
    return undefined;
  }
}

export function list(values: Iterable<unknown>, size: number, walk: Walk, key: Key, at: PathState): JsonText {
  let json = "";
  let count = 0;
  for (const value of values) {
    if (count === LIMITS.entries) {
      json += `,"[cut: ${size - LIMITS.entries} more]"`;
      break;
    }
    // What stands in a list stands under the list's key.
    const item = visit(value, walk, key, at === undefined ? undefined : step(at, String(count)));
    json += (count === 0 ? "" : ",") + (item === NOTHING ? "null" : item);
    count++;
  }
  return `[${json}]` as JsonText;
}

function entries(value: object, walk: Walk, at: PathState): JsonText {
  const names = Object.keys(value);
  const object = new ObjectText();
  const count = Math.min(names.length, LIMITS.entries);
  for (let i = 0; i < count; i++) {
    const name = names[i]!;
    const key = walk.keys(name);
    let entry: JsonText;
    try {
      const inner = (value as Record<string, unknown>)[name];
      entry = visit(inner, walk, key, at === undefined ? undefined : step(at, name));
      // blog-ignore-next-line err/swallowed-catch -- the record says that the value is unreadable
    } catch {
      entry = UNREADABLE;
    }
    object.put(key, entry);
  }
  if (names.length > count) object.put(walk.keys("[cut]"), `"${names.length - count} more"` as JsonText);
  return object.text();
}

function textOf(text: string, { rules }: Walk, key: Key): JsonText {
  if (text.length > SHORT) return quote(redactText(text, rules, key.label));
  const traits = traitsOf(text);
  // A marker has nothing to be escaped either.
  return quoteRead(rules === undefined ? text : rules.read(text, traits, key), traits);
}

/** A text, cut where it is too long; what the cut goes through is found whole, and then left out with the end. */
export function redactText(text: string, rules: TextRules | undefined, label: string): string {
  if (rules === undefined) return cutText(text);
  if (text.length <= LIMITS.text) return rules.text(text, label);
  const redacted = rules.text(text.slice(0, LIMITS.text + LIMITS.overlap), label);
  return `${redacted.slice(0, -LIMITS.overlap)}[cut: ${text.length - LIMITS.text} more characters]`;
}

/** A number that is a card's becomes a text: it stays JSON. */
function numberOf(value: number, { rules }: Walk, key: Key): JsonText {
  if (!Number.isFinite(value)) return `"${value}"` as JsonText;
  const json = `${value}` as JsonText;
  if (rules === undefined || !Number.isInteger(value)) return json;
  const size = Math.abs(value);
  if (size < SHORT_NUMBER && !key.isSensitive) return json;
  const text = String(size);
  const redacted = rules.text(text, key.label);
  return redacted === text ? json : quote(redacted);
}
