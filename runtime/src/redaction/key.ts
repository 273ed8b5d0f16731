import { LIMITS } from "./limits.ts";
import { createMemory } from "./memory.ts";
import { type JsonText, quote } from "./quote.ts";

/** A key of an object, with what is known of it: worked out once, as keys come again and again. */
export type Key = {
  /** As it stands in the value; what is under it is read by it. */
  readonly label: string;
  /** The same, redacted. */
  readonly name: string;
  readonly json: JsonText;
  /** Whether what stands under it is personal whatever it looks like. */
  readonly isSensitive: boolean;
};

export type Naming = {
  readonly name: (name: string) => string;
  readonly isSensitive: (label: string) => boolean;
};

export function createKeys({ name, isSensitive }: Naming): (label: string) => Key {
  const memory = createMemory<Key>();
  return (label) => {
    const known = memory.get(label);
    if (known !== undefined) return known;
    const shown = name(label.length <= LIMITS.text ? label : cutText(label));
    const key = { label, name: shown, json: quote(shown), isSensitive: isSensitive(label) };
    // What is replaced is counted each time.
    return shown === label ? memory.keep(label, key) : key;
  };
}

/** Of a value that stands under no key. */
export const TOP: Key = { label: "", name: "", json: quote(""), isSensitive: false };

/** Keys as they are, where nothing is redacted. */
export const plainKey = createKeys({ name: (name) => name, isSensitive: () => false });

export const cutText = (text: string): string =>
  text.length <= LIMITS.text
    ? text
    : `${text.slice(0, LIMITS.text)}[cut: ${text.length - LIMITS.text} more characters]`;
