import type { ts } from "../../syntax/ts.ts";
import type { Part } from "./text.ts";

/** A format with what is filled into it. */
export type Format = {
  readonly parts: readonly Part[];
  /** Copies of the values, in order. */
  readonly args: readonly string[];
  /** Arguments that the format does not take. */
  readonly rest: readonly ts.Expression[];
};

/** `%c` takes its argument (a style) and prints nothing. */
const DIRECTIVE = /%([sdifjoOc%])/g;

export function hasDirective(parts: readonly Part[]): boolean {
  return parts.some((part) => typeof part === "string" && /%[sdifjoOc]/.test(part));
}

/**
 * Gives each directive of a format its argument. One that cannot be copied becomes `…` in the format itself, and
 * where none can, `%%` becomes the `%` that the legacy line shows:
 *
 *   "%s took %dms", name, took()   →   "%s took …ms", [name]
 *   "50%% of %d", f()              →   "50% of …"
 */
export function fillFormat(
  format: readonly Part[],
  values: readonly ts.Expression[],
  copy: (value: ts.Expression) => string | undefined,
): Format {
  const args: string[] = [];
  let next = 0;
  const parts = format.map((part) => {
    if (typeof part !== "string") return part;
    return part.replaceAll(DIRECTIVE, (directive, kind: string) => {
      if (kind === "%") return directive;
      const value = values[next];
      if (value === undefined) return directive;
      next++;
      if (kind === "c") return "";
      const text = copy(value);
      if (text === undefined) return "…";
      args.push(text);
      return directive;
    });
  });
  const shown =
    args.length > 0 ? parts : parts.map((p) => (typeof p === "string" ? p.replaceAll("%%", "%") : p));
  return { parts: shown, args, rest: values.slice(next) };
}
