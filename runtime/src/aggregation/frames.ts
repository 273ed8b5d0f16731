/** One call of a stack trace. */
export type Frame = {
  readonly method: string | undefined;
  readonly filename: string;
  readonly line: number;
  readonly column: number;
};

/** Lines that are read of one stack. */
const MOST = 100;
const CALL =
  /^\s*at (?:async )?(?:(.{1,500}?) \()?((?:[a-z]+:\/\/)?[^():]{1,1000}(?:\([^)]*\)[^():]*)?):(\d{1,9}):(\d{1,9})\)?$/;

/** The calls of a stack as V8 writes it, the innermost first. */
export function framesOf(stack: unknown): readonly Frame[] {
  if (typeof stack !== "string") return [];
  const frames: Frame[] = [];
  for (const line of stack.split("\n", MOST)) {
    const match = line.length > 2_000 ? null : CALL.exec(line);
    if (match === null) continue;
    const [, method, filename = "", row, column] = match;
    frames.push({ method, filename, line: Number(row), column: Number(column) });
  }
  return frames;
}
