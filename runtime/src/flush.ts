/** Taken at load: a test's fake timers would never let a flush end. */
const { setTimeout: setTimer } = globalThis;
const STEP_MS = 50;

/**
 * Tries until it is done or the time is up. The timer in between keeps the process alive: whoever awaits a flush asks for
 * that, and a process whose last promise can settle no more would end with code 13.
 */
export async function flushWithin(flush: () => boolean, timeoutMs: number): Promise<boolean> {
  for (let waited = 0; ; waited += STEP_MS) {
    if (flush()) return true;
    if (waited >= timeoutMs) return false;
    await new Promise<void>((resolve) => void setTimer(resolve, STEP_MS));
  }
}
