import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ENV, folder, MAIN, TSX } from "./harness.ts";

const FILES = 200;
const BEFORE = `export class Agent {\n  async run(x) {\n    console.log("run", x);\n  }\n}\n`;

/** Runs `migrate` and kills it, as a power cut would, as soon as some files but not all are written. */
async function killWhileWriting(root: string, isWritten: (name: string) => boolean): Promise<number> {
  const child = spawn(process.execPath, ["--import", TSX, MAIN, "src", "--no-verify"], {
    cwd: root,
    env: ENV,
    stdio: "ignore",
  });
  const ended = new Promise((done) => child.on("close", done));
  const names = Array.from({ length: FILES }, (_, n) => `a${n}.mjs`);
  while (child.exitCode === null && child.signalCode === null) {
    if (names.slice(0, 20).some(isWritten)) break;
    await wait(1);
  }
  child.kill("SIGKILL");
  await ended;
  return names.filter(isWritten).length;
}

test("killed while it writes: each file is old or new, and the next run completes", async () => {
  const sources = Object.fromEntries(Array.from({ length: FILES }, (_, n) => [`src/a${n}.mjs`, BEFORE]));
  const at = folder(sources);
  at.commit();
  const whole = folder({ "src/a.mjs": BEFORE });
  whole.run("src", "--no-verify", "--force");
  const after = whole.read("src/a.mjs");
  whole.remove();
  assert.is.not(after, BEFORE);

  const text = (name: string): string => readFileSync(join(at.root, "src", name), "utf8");
  const written = await killWhileWriting(at.root, (name) => text(name) !== BEFORE);
  for (const name of readdirSync(join(at.root, "src"))) {
    if (/^a\d+\.mjs$/.test(name)) assert.ok([BEFORE, after].includes(text(name)), name);
    else assert.match(name, /^\..*\.tmp$/);
  }
  console.log(`killed with ${written} of ${FILES} files written`);

  const { code, out, err } = at.run("src", "--no-verify", "--format", "json");
  assert.is(code, 0, err);
  const { totals } = JSON.parse(out) as { totals: Record<string, number> };
  assert.is(totals.files, FILES);
  assert.is(totals.changed, FILES - written);
  for (let n = 0; n < FILES; n++) assert.is(text(`a${n}.mjs`), after);
  at.remove();
});

test.run();
