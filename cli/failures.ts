/** Said of a file that is nested deeper than the stack of a thread can follow. */
export const TOO_DEEP = "is nested too deeply to be read";

/** Why the engine broke on a file, for its report. */
export function failureOf(error: unknown): string {
  if (error instanceof RangeError && /call stack/i.test(error.message)) return TOO_DEEP;
  const { stack = "", message = String(error) } = error instanceof Error ? error : {};
  const place = /\n\s+at (.+)/.exec(stack)?.[1];
  return `a bug in blog-migrate, please report it: ${message}${place ? ` (${place})` : ""}`;
}
