import { spawn, spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smallDisk } from "../../runtime/test/helpers/small-disk.ts";
import { ENV, type Folder, folder, MAIN, TSX } from "../cli/harness.ts";

const BEFORE = 'export class Agent {\n  async run(x) {\n    console.log("run", x);\n  }\n}\n';
const ARGS = ["--import", TSX, MAIN, "src", "--no-verify", "--force"];

const sources = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`src/a${n}.mjs`, BEFORE]));

type Report = {
  readonly totals: { readonly changed: number; readonly failed: number; readonly files: number };
  readonly files: readonly { readonly path: string; readonly status: string; readonly reason?: string }[];
};

const report = (at: Folder, ...args: string[]): Report & { readonly code: number | null } => {
  const { code, out, err } = at.run(...args, "--no-verify", "--force", "--format", "json");
  assert.not.match(err, /\n {4}at /, "no stack is shown");
  return { ...(JSON.parse(out) as Report), code };
};

test("a read-only file fails by name, the others are written, and it is not touched", () => {
  const at = folder(sources(3));
  chmodSync(join(at.root, "src/a1.mjs"), 0o444);
  const { code, files, totals } = report(at, "src");
  assert.is(code, 1);
  assert.is(totals.changed, 2);
  assert.equal(
    files.filter(({ status }) => status === "failed").map(({ path, reason }) => [path, reason]),
    [["src/a1.mjs", "is read-only"]],
  );
  assert.is(at.read("src/a1.mjs"), BEFORE);
  at.remove();
});

test("links that go in circles are walked past, and a file in a circle of folders is read once", () => {
  const at = folder(sources(2));
  symlinkSync("loop", join(at.root, "src/loop.mjs"));
  symlinkSync("..", join(at.root, "src/up"));
  symlinkSync("gone.mjs", join(at.root, "src/dangling.mjs"));
  const { code, totals } = report(at, "src");
  assert.is(code, 0);
  assert.is(totals.changed, 2);
  at.remove();
});

/** As somebody who may not do everything, which root may. */
function asNobody(at: Folder, ...args: string[]): { readonly code: number | null; readonly out: string } {
  spawnSync("chmod", ["-R", "a+rX", at.root]);
  const run = spawnSync(process.execPath, ["--import", TSX, MAIN, ...args], {
    cwd: at.root,
    env: { ...ENV, HOME: at.root },
    encoding: "utf8",
    ...(process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}),
  });
  return { code: run.status, out: run.stdout };
}

test("a folder without rights fails by name, whether it cannot be read or not be written", () => {
  const at = folder({ ...sources(1), "src/secret/b.mjs": BEFORE, "src/fixed/c.mjs": BEFORE });
  const nobody = process.getuid?.() === 0 ? 65534 : process.getuid?.();
  spawnSync("chown", ["-R", String(nobody), join(at.root, "src")]);
  spawnSync("chmod", ["-R", "a+rX", at.root]);
  const first = asNobody(at, "--version");
  if (first.code !== 0) {
    console.error("SKIPPED: nobody cannot read this checkout");
    at.remove();
    return;
  }
  chmodSync(join(at.root, "src/secret"), 0o000);
  chmodSync(join(at.root, "src/fixed"), 0o555);
  const run = spawnSync(
    process.execPath,
    ["--import", TSX, MAIN, "src", "--no-verify", "--force", "--format", "json"],
    {
      cwd: at.root,
      env: ENV,
      encoding: "utf8",
      ...(process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}),
    },
  );
  const { files } = JSON.parse(run.stdout) as Report;
  assert.is(run.status, 1);
  const failed = new Map(
    files.flatMap(({ path, status, reason = "" }) => (status === "failed" ? [[path, reason]] : [])),
  );
  assert.match(failed.get("src/secret/") ?? failed.get("src/secret") ?? "", /EACCES/);
  assert.match(failed.get("src/fixed/c.mjs") ?? "", /cannot be written: EACCES/);
  assert.is(files.find(({ path }) => path === "src/a0.mjs")?.status, "changed");
  chmodSync(join(at.root, "src/secret"), 0o755);
  chmodSync(join(at.root, "src/fixed"), 0o755);
  at.remove();
});

test("a full disk: each file is old or new, the failed ones are named, and the next run completes", () => {
  const disk = smallDisk(1024);
  if (typeof disk === "string") return console.error(`SKIPPED: no small disk can be mounted here (${disk})`);
  try {
    const at = folder();
    spawnSync("mkdir", ["-p", join(disk.folder, "src")]);
    const names = Array.from({ length: 100 }, (_, n) => `src/a${n}.mjs`);
    for (const name of names) writeFileSync(join(disk.folder, name), BEFORE);
    const filler = join(disk.folder, "filler");
    // What is left is a few pages: each new file takes one.
    const left = Number(
      /(\d+)\s+\d+%/.exec(spawnSync("df", ["-k", disk.folder], { encoding: "utf8" }).stdout)?.[1],
    );
    writeFileSync(filler, Buffer.alloc(Math.max(0, left - 8) * 1024));
    const run = (): Report & { code: number | null } => {
      const { status, stdout } = spawnSync(process.execPath, [...ARGS, "--format", "json"], {
        cwd: disk.folder,
        env: ENV,
        encoding: "utf8",
      });
      return { ...(JSON.parse(stdout) as Report), code: status };
    };
    const full = run();
    const text = (name: string): string => readFileSync(join(disk.folder, name), "utf8");
    const fresh = names.filter((name) => text(name) !== BEFORE);
    for (const name of fresh) assert.match(text(name), /backendLogger\.info\("run"[^\n]*\n {2}}\n}\n/, name);
    assert.is(full.totals.changed, fresh.length);
    assert.is(full.totals.failed, names.length - fresh.length);
    for (const { status, reason } of full.files)
      if (status === "failed") assert.match(reason ?? "", /ENOSPC/);
    assert.equal(
      readdirSync(join(disk.folder, "src")).filter((name) => name.endsWith(".tmp")),
      [],
    );
    rmSync(filler);
    const again = run();
    assert.is(again.code, 0);
    assert.is(again.totals.changed, names.length - fresh.length);
    at.remove();
  } finally {
    disk.free();
  }
});

test("two runs at once: each file is migrated once, and both runs say what they did", async () => {
  const at = folder(sources(150));
  const run = (): Promise<Report> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [...ARGS, "--format", "json"], { cwd: at.root, env: ENV });
      let out = "";
      child.stdout.on("data", (chunk: Buffer) => {
        out += chunk.toString();
      });
      child.on("close", () => resolve(JSON.parse(out) as Report));
    });
  const [first, second] = await Promise.all([run(), run()]);
  for (let n = 0; n < 150; n++)
    assert.is(at.read(`src/a${n}.mjs`).split('backendLogger.info("run"').length, 2);
  assert.ok(first.totals.changed + second.totals.changed >= 150);
  for (const { status, reason } of [...first.files, ...second.files])
    if (status === "failed") assert.match(reason ?? "", /changed on disk since it was read/);
  assert.is(report(at, "src").totals.changed, 0);
  at.remove();
});

test("what a killed run left behind is taken away by the next, but not what a living one is writing", () => {
  const at = folder(sources(1));
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  at.write({ [`src/.a0.mjs.${gone}-0123abcd.tmp`]: "x", [`src/.a0.mjs.${process.pid}-0123abcd.tmp`]: "y" });
  at.write({ "src/.notes.tmp": "z" });
  report(at, "src");
  assert.equal(readdirSync(join(at.root, "src")).sort(), [
    `.a0.mjs.${process.pid}-0123abcd.tmp`,
    ".notes.tmp",
    "a0.mjs",
  ]);
  at.remove();
});

test.run();
