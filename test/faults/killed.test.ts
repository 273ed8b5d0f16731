import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ENV, folder } from "../cli/harness.ts";

/** How often: 100 is `FAULT_ROUNDS=100 npm test -- faults/killed`. */
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 12);
const FILES = 500;
const BEFORE = 'export class Agent {\n  async run(x) {\n    console.log("run", x);\n  }\n}\n';
/** As it is installed: what is killed is the program alone. */
const BUILT = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

const names = Array.from({ length: FILES }, (_, n) => `src/a${n}.mjs`);

/** Runs `migrate` to its end, or kills it after some milliseconds; gives the time that it ran. */
async function run(root: string, killAfter?: number): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [BUILT, "src", "--no-verify", "--force", "--quiet"], {
    cwd: root,
    env: ENV,
    stdio: "ignore",
  });
  const ended = new Promise((done) => child.on("close", done));
  if (killAfter !== undefined) {
    await Promise.race([wait(killAfter), ended]);
    child.kill("SIGKILL");
  }
  await ended;
  return performance.now() - started;
}

test(`killed at ${ROUNDS} random moments of ${FILES} files: each is old or new, and the next run completes`, async () => {
  const all = Object.fromEntries(names.map((name) => [name, BEFORE]));
  const at = folder(all);
  const whole = await run(at.root);
  const after = at.read(names[0]!);
  assert.is.not(after, BEFORE);
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    at.write(all);
    await run(at.root, (0.3 + 0.7 * Math.random()) * whole);
    const texts = names.map((name) => at.read(name));
    for (const [n, text] of texts.entries())
      assert.ok(text === BEFORE || text === after, `${names[n]}: ${text}`);
    found.push(texts.filter((text) => text === after).length);
    await run(at.root);
    for (const name of names) assert.is(at.read(name), after, name);
    assert.is(readdirSync(join(at.root, "src")).length, FILES, "nothing is left beside the files");
  }
  console.log(`written when it was killed: ${found.join(", ")} of ${FILES}`);
  at.remove();
});

test.run();
