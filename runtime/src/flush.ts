/** Taken at load: a test's fake timers would never let a flush end. */
const { setTimeout: setTimer } = globalThis;
const STEP_MS = 50;

/** Tries until it is done or the time is up; waits in between, on a timer that keeps no process alive. */
export async function flushWithin(flush: () => boolean, timeoutMs: number): Promise<boolean> {
  for (let waited = 0; ; waited += STEP_MS) {
    if (flush()) return true;
    if (waited >= timeoutMs) return false;
    await new Promise<void>((resolve) => {
      setTimer(resolve, STEP_MS).unref();
    });
  }
}
