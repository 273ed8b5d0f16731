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

test("Ctrl-C while it writes: says what was written and what was not, and the next run completes", async () => {
  const sources = Object.fromEntries(Array.from({ length: FILES }, (_, n) => [`src/a${n}.mjs`, BEFORE]));
  const at = folder(sources);
  at.commit();
  const args = ["--import", TSX, MAIN, "src", "--no-verify", "--format", "json"];
  const child = spawn(process.execPath, args, { cwd: at.root, env: ENV });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    if (chunk.toString().includes("Writing")) child.kill("SIGINT");
  });
  const code = await new Promise((done) => child.on("close", done));
  const written = Array.from({ length: FILES }, (_, n) => at.read(`src/a${n}.mjs`)).filter(
    (text) => text !== BEFORE,
  );
  const { totals, files } = JSON.parse(out) as {
    totals: Record<string, number>;
    files: readonly { status: string; reason?: string }[];
  };
  assert.is(totals.changed, written.length);
  assert.is(totals.failed, FILES - written.length);
  assert.is(code, written.length < FILES ? 1 : 0);
  for (const { status, reason } of files)
    if (status === "failed") assert.match(reason ?? "", "stopped by Ctrl-C");
  assert.is(at.run("src", "--no-verify").code, 0);
  for (let n = 0; n < FILES; n++) assert.is.not(at.read(`src/a${n}.mjs`), BEFORE);
  at.remove();
});

test.run();
