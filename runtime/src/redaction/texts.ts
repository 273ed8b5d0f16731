import { redactText, search, traitsIn } from "./detect/scan.ts";
import { isHarmless, type Traits, UNKNOWN } from "./detect/traits.ts";
import type { DetectionType, DetectOptions } from "./detect/types.ts";
import { createKeys, type Key, TOP } from "./key.ts";
import { createMemory } from "./memory.ts";

/** What is done with each text of a value on its way out. */
export type TextRules = {
  /** `label` is the key under which the text stands. */
  readonly text: (text: string, label: string) => string;
  /** The same for a short text that was read already, and the key that it stands under. */
  readonly read: (text: string, traits: Traits, key: Key) => string;
  /** A name that comes again and again: a key, a component, a span's name. Remembered when there is nothing in it. */
  readonly name: (name: string) => string;
  readonly key: (label: string) => Key;
};

/** What to look for. */
export type Finding = Pick<DetectOptions, "types" | "custom">;

/** Looks like nothing: it is found only where its label makes it a secret. */
const PROBE = "kq7Zr2mXw9";

/** Replaces each find by its marker and tells its type. */
export function createTextRules(finding: Finding, found: (type: DetectionType) => void): TextRules {
  const { types, custom } = finding;
  const clean = createMemory<true>();
  const key = createKeys({
    name,
    isSensitive: (label) => search(PROBE, { types, label }, UNKNOWN).length > 0,
  });

  const read = (text: string, traits: Traits, { label, isSensitive }: Key): string =>
    custom === undefined && !isSensitive && isHarmless(traits, types) ? text : redact(text, traits, label);

  function redact(given: string, traits: Traits, label: string): string {
    const options = custom === undefined ? { types, label } : { types, custom, label };
    return redactText(given, options, found, traits);
  }

  function name(given: string): string {
    if (clean.get(given) !== undefined) return given;
    const redacted = read(given, traitsIn(given), TOP);
    if (redacted === given) clean.keep(given, true);
    return redacted;
  }

  return {
    text: (text, label) => read(text, traitsIn(text), label === "" ? TOP : key(label)),
    read,
    name,
    key,
  };
}
