import type { SlowPattern } from "../redaction/pattern/slow.ts";
import { nearest } from "./nearest.ts";

/** One setting: how it is named outside, what it starts as, what it may be. */
export type Key<T> = {
  /** Its environment variable; `undefined` when it can only be set from code. */
  readonly env: string | undefined;
  /** OpenTelemetry's own variable, heard where ours is not set; what it says that we don't know is left to others. */
  readonly otherEnv?: string;
  readonly initial: T;
  /** Ends the sentence "must be …". */
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  /** The value an environment variable's text stands for; anything `accepts` refuses when it is no such text. */
  readonly fromText: (text: string) => unknown;
  readonly suggest?: (text: string) => string | undefined;
  /** Regular expressions in this value that a text can bring to a standstill. */
  readonly slow?: (value: unknown) => readonly SlowPattern[];
  /**
   * What protects people of a value whose source is refused for another mistake in it, or which is wrong itself:
   * `LOG_ENABLE_PII_REDACTION=treu` must not mean that nothing is redacted.
   */
  readonly salvage?: (value: unknown) => T | undefined;
};

const TRUE = ["true", "1", "yes", "on"];
const FALSE = ["false", "0", "no", "off"];

export const flag = (env: string, initial: boolean): Key<boolean> => ({
  env,
  initial,
  allowed: "true or false",
  accepts: (value) => typeof value === "boolean",
  fromText: (text) => {
    const word = text.toLowerCase();
    return TRUE.includes(word) ? true : FALSE.includes(word) ? false : undefined;
  },
  suggest: (text) => nearest(text, ["true", "false"]),
});

/** A flag that protects people: when in doubt, it is on. */
export const guard = (env: string, initial: boolean): Key<boolean> => ({
  ...flag(env, initial),
  salvage: (value) => (value === false ? undefined : true),
});

export const number = (
  env: string,
  initial: number,
  range: { min: number; max?: number; integer?: true },
): Key<number> => ({
  env,
  initial,
  allowed: rangeText(range),
  accepts: (value) =>
    typeof value === "number" &&
    value >= range.min &&
    value <= (range.max ?? Number.MAX_VALUE) &&
    (range.integer === undefined || Number.isInteger(value)),
  fromText: (text) => (text.trim() === "" ? undefined : Number(text)),
});

export const rate = (env: string, initial: number): Key<number> => number(env, initial, { min: 0, max: 1 });

function rangeText(range: { min: number; max?: number; integer?: true }): string {
  const kind = range.integer ? "a whole number" : "a number";
  return range.max === undefined
    ? `${kind} of at least ${range.min}`
    : `${kind} from ${range.min} to ${range.max}`;
}

export const choice = <T extends string>(
  env: string,
  initial: T,
  words: readonly T[],
  aliases: Readonly<Record<string, T>> = {},
): Key<T> => ({
  env,
  initial,
  allowed: `one of ${words.join(", ")}`,
  accepts: (value) => (words as readonly unknown[]).includes(value),
  fromText: (text) => aliases[text.toLowerCase()] ?? text.toLowerCase(),
  suggest: (text) => nearest(text, words),
});

export const words = <T extends string>(
  env: string,
  initial: readonly T[],
  known: readonly T[],
): Key<readonly T[]> => ({
  env,
  initial,
  allowed: `a list of ${known.join(", ")}`,
  accepts: (value) =>
    Array.isArray(value) && value.every((word) => (known as readonly unknown[]).includes(word)),
  fromText: (text) => splitList(text).map((word) => word.toLowerCase()),
  suggest: (text) => {
    const wrong = splitList(text).find((word) => !(known as readonly string[]).includes(word.toLowerCase()));
    return wrong === undefined ? undefined : nearest(wrong, known);
  },
});

const splitList = (text: string): string[] =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

export const text = (env: string, initial: string): Key<string> => ({
  env,
  initial,
  allowed: "a text that is not empty",
  accepts: (value) => typeof value === "string" && value !== "",
  fromText: (value) => value,
});

export const optionalText = (env: string): Key<string | undefined> => ({
  ...text(env, ""),
  initial: undefined,
});
