import { format } from "node:util";

/**
 * The text of a message. Without `args` it is literal; with them, node:util `format` fills them in.
 * A value that cannot be formatted (a `toString` that throws) is shown as such, and nothing is thrown.
 */
export function formatMessage(template: unknown, args: readonly unknown[] | undefined): string {
  const text = typeof template === "string" ? template : formatSafely("%s", [template]);
  return args === undefined || !Array.isArray(args) ? text : formatSafely(text, args);
}

function formatSafely(text: string, args: readonly unknown[]): string {
  try {
    return format(text, ...args);
    // blog-ignore-next-line err/swallowed-catch -- a value that cannot be printed is said to be so in the line
  } catch {
    return format(text, ...args.map(printable));
  }
}

/** The value itself when it can be printed in every way a template may ask for, else a word for it. */
function printable(value: unknown): unknown {
  try {
    format("%s %d %i %f %j %o", value, value, value, value, value, value);
    return value;
    // blog-ignore-next-line err/swallowed-catch -- a value that cannot be printed is said to be so in the line
  } catch {
    return "[unprintable]";
  }
}
