import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Collects garbage until `done`, or gives up; finalizers run between turns of the event loop. */
export async function collectUntil(done: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < 50 && !done(); turn += 1) {
    await setImmediate();
    collect();
    await setImmediate();
  }
  return done();
}
