import { detect } from "./detect/scan.ts";
import { type DetectionType, type DetectOptions, MARKERS } from "./detect/types.ts";

/** What is done with each text of a value on its way out. */
export type TextRules = {
  /** `label` is the key under which the text stands. */
  readonly text: (text: string, label: string) => string;
  /** A name that comes again and again: a key, a component, a span's name. Remembered when there is nothing in it. */
  readonly name: (name: string) => string;
  /** Whether what stands under this key is personal whatever it looks like: `password: 123456`. */
  readonly isSensitive: (label: string) => boolean;
};

/** What to look for. */
export type Finding = Pick<DetectOptions, "types" | "custom">;

/** Replacing one find can bring others together; two passes are the rule. */
const PASSES = 4;
/** Names remembered as clean; then it starts anew, so that made-up names cannot fill the memory. */
const REMEMBERED = 2_000;
const LONGEST_NAME = 100;
/** Looks like nothing: it is found only where its label makes it a secret. */
const PROBE = "kq7Zr2mXw9";

/** Replaces each find by its marker and tells its type. */
export function createTextRules(finding: Finding, found: (type: DetectionType) => void): TextRules {
  const { types, custom } = finding;
  const clean = new Set<string>();
  const sensitive = new Map<string, boolean>();

  function text(given: string, label: string): string {
    let redacted = given;
    for (let pass = 0; pass < PASSES; pass++) {
      const finds = detect(redacted, custom === undefined ? { types, label } : { types, custom, label });
      if (finds.length === 0) return redacted;
      let result = "";
      let from = 0;
      for (const { type, start, end } of finds) {
        result += redacted.slice(from, start) + MARKERS[type];
        from = end;
        found(type);
      }
      redacted = result + redacted.slice(from);
    }
    return redacted;
  }

  return {
    text,
    name(name) {
      if (clean.has(name)) return name;
      const redacted = text(name, "");
      if (redacted === name && name.length <= LONGEST_NAME) {
        if (clean.size >= REMEMBERED) clean.clear();
        clean.add(name);
      }
      return redacted;
    },
    isSensitive(label) {
      const known = sensitive.get(label);
      if (known !== undefined) return known;
      const is = detect(PROBE, { types, label }).length > 0;
      if (sensitive.size >= REMEMBERED) sensitive.clear();
      if (label.length <= LONGEST_NAME) sensitive.set(label, is);
      return is;
    },
  };
}
