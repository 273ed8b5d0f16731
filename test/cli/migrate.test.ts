import { spawn } from "node:child_process";
import { chmodSync, lstatSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Report } from "../../transforms/report.ts";
import { ENV, type Folder, folder, MAIN, TSX } from "./harness.ts";

const test = suite<{ at: Folder }>("migrate, the real command");
test.before.each((context) => {
  context.at = folder({ "package.json": '{ "type": "module" }', "src/agents/react-agent.ts": AGENT });
});
test.after.each(({ at }) => at.remove());

const AGENT = `export class ReactAgent {
  async run(task: string): Promise<string> {
    console.log("run started");
    try {
      return await this.think(task);
    } catch (error) {
      return "";
    }
  }
  private async think(task: string): Promise<string> {
    return task;
  }
}
`;

test("migrates, says what it did, does nothing twice, and reverts to the byte", ({ at }) => {
  at.commit();
  const { code, out } = at.run("src/");
  assert.is(code, 0, out);
  const after = at.read("src/agents/react-agent.ts");
  assert.match(after, 'backendLogger.info("run started", LogCategory.AGENT_OPERATIONS, "ReactAgent")');
  assert.match(out, "src/agents/react-agent.ts  AGENT_OPERATIONS  +1 log call, +1 error path, +1 span");
  assert.match(out, /error paths {8,}1 {8,}1 {8,}0/);
  assert.match(out, "1 file: 1 changed, 0 unchanged, 0 left alone, 0 failed");
  assert.match(out, "npm install blog-runtime");

  const again = at.run("--check", "src/");
  assert.is(again.code, 0);
  assert.match(again.out, "1 file: 0 would change, 1 unchanged");

  const back = at.run("revert", "src/");
  assert.is(back.code, 0, back.err);
  assert.is(at.read("src/agents/react-agent.ts"), AGENT);
  assert.match(at.run("revert").out, "There is nothing that blog-migrate added.");
});

test("--check ends with 1 when something would change, and writes nothing", ({ at }) => {
  const { code, out } = at.run("--check");
  assert.is(code, 1);
  assert.match(out, "1 file: 1 would change");
  assert.is(at.read("src/agents/react-agent.ts"), AGENT);
});

test("--only makes the kinds of edit that it names", ({ at }) => {
  at.run("migrate", "--only", "error-paths,log-calls", "src");
  const after = at.read("src/agents/react-agent.ts");
  assert.match(after, "backendLogger.error(");
  assert.match(after, "backendLogger.info(");
  assert.not.match(after, "traceMethods");
});

test("--dry-run prints a patch that git applies and that is what a run writes", ({ at }) => {
  at.write({
    "src/crlf.ts": `\ufeff${AGENT.replaceAll("\n", "\r\n")}`,
    "src/no end.ts": AGENT.trimEnd(),
    "src/ünï.ts": AGENT,
    'src/qu"ote.ts': AGENT,
  });
  at.commit();
  const dry = at.run("--dry-run", "src");
  assert.is(dry.code, 0);
  assert.is(at.git("status", "--porcelain"), "");
  assert.match(dry.err, "5 files: 5 would change");
  at.write({ ".git/blog.patch": dry.out });
  at.git("apply", "--check", ".git/blog.patch");
  at.git("apply", ".git/blog.patch");
  at.git("add", "-A");
  const applied = at.git("write-tree");
  at.git("reset", "-q", "--hard");
  assert.is(at.run("src").code, 0);
  at.git("add", "-A");
  assert.is(at.git("write-tree"), applied);
  at.git("commit", "-qm", "migrated");
  const back = at.run("revert", "--dry-run", "src");
  at.write({ ".git/back.patch": back.out });
  at.git("apply", ".git/back.patch");
  assert.is(at.read("src/crlf.ts"), `\ufeff${AGENT.replaceAll("\n", "\r\n")}`);
});

test("--format json prints one object on stdout, the same on any day but for the time", ({ at }) => {
  at.write({ "src/types.d.ts": "export {};\n", "src/broken.ts": "const = ;\n" });
  const { code, out, err } = at.run("--dry-run", "--format", "json", "src");
  assert.is(code, 1, "a file failed");
  const report = JSON.parse(out) as Report;
  assert.equal(Object.keys(report), [
    "version",
    "command",
    "dryRun",
    "durationMs",
    "totals",
    "files",
    "notes",
  ]);
  assert.is(report.version, 1);
  assert.is(report.command, "migrate");
  assert.is(report.dryRun, true);
  assert.equal(
    report.files.map(({ path, status }) => [path, status]),
    [
      ["src/agents/react-agent.ts", "changed"],
      ["src/broken.ts", "failed"],
      ["src/types.d.ts", "skipped"],
    ],
  );
  const [agent] = report.files;
  assert.equal(
    agent?.edits
      .map(({ kind, line }) => [kind, line])
      .filter(([kind]) => kind !== "import" && kind !== "logger"),
    [
      ["span", 1],
      ["log-call", 3],
      ["error-path", 6],
    ],
  );
  assert.match(err, "3 files: 1 would change, 0 unchanged, 1 left alone, 1 failed");
});

test("--output takes the result, --quiet says nothing", ({ at }) => {
  const { out, err } = at.run("--dry-run", "--format", "json", "--output", "report.json", "--quiet", "src");
  assert.is(out + err, "");
  assert.is((JSON.parse(at.read("report.json")) as Report).totals.changed, 1);
});

test("a file that does not parse fails, the others are written, and the exit code says so", ({ at }) => {
  at.write({ "src/broken.ts": "function (\n" });
  const { code, out } = at.run("src");
  assert.is(code, 1);
  assert.match(out, /Failed\n {2}src\/broken\.ts: does not parse: 1:\d+ /);
  assert.match(at.read("src/agents/react-agent.ts"), "backendLogger");
  assert.is(at.read("src/broken.ts"), "function (\n");
});

test("uncommitted files that would be written stop everything, unless --force", ({ at }) => {
  at.write({ "src/b.ts": 'console.log("b");\n', "notes.txt": "a" });
  at.commit();
  at.write({ "src/b.ts": 'console.log("b2");\n', "src/new.ts": 'console.log("n");\n', "notes.txt": "b" });
  const refused = at.run("src");
  assert.is(refused.code, 2);
  assert.match(refused.err, "  src/b.ts (changed)\n  src/new.ts (not in git yet)\n");
  assert.not.match(refused.err, "react-agent");
  assert.match(refused.err, "--force");
  assert.is(at.read("src/agents/react-agent.ts"), AGENT);
  assert.is(at.run("src/agents").code, 0, "other files' changes are no matter");
  assert.is(at.run("--force", "src").code, 0);
  assert.match(at.read("src/b.ts"), "backendLogger");
});

test("says that it cannot guard where there is no git", ({ at }) => {
  const { code, out } = at.run("src");
  assert.is(code, 0);
  assert.match(out, "1 file is in no git repository");
});

test("keeps modes and links, and leaves what is read-only", ({ at }) => {
  at.write({
    "src/tool.ts": `#!/usr/bin/env node\n${AGENT}`,
    "src/locked.ts": AGENT,
    "real/target.ts": AGENT,
  });
  chmodSync(join(at.root, "src/tool.ts"), 0o755);
  chmodSync(join(at.root, "src/locked.ts"), 0o444);
  symlinkSync("../real/target.ts", join(at.root, "src", "link.ts"));
  symlinkSync("..", join(at.root, "src", "loop"));
  const { code, out } = at.run("src");
  assert.is(code, 1);
  assert.match(out, "src/locked.ts: is read-only");
  assert.is(at.read("src/locked.ts"), AGENT);
  assert.is(statSync(join(at.root, "src/tool.ts")).mode & 0o777, 0o755);
  assert.match(at.read("src/tool.ts"), /^#!\/usr\/bin\/env node\n/);
  assert.is(at.read("real/target.ts"), AGENT, "the link was not followed");
  assert.is(at.run("src/link.ts").code, 0);
  assert.match(at.read("real/target.ts"), "backendLogger", "but for one that is named it is");
  assert.ok(lstatSync(join(at.root, "src/link.ts")).isSymbolicLink());
});

test("a reader that goes away (`| head`) is no error", async ({ at }) => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`src/a${n}.ts`, AGENT]));
  at.write(many);
  const child = spawn(process.execPath, ["--import", TSX, MAIN, "--dry-run", "src"], {
    cwd: at.root,
    env: ENV,
  });
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  child.stdout.destroy();
  const code = await new Promise((resolve) => child.on("close", resolve));
  assert.is(code, 0);
  assert.not.match(err, /EPIPE|Error/);
});

test("a folder without sources is no error, and the current folder is the default", ({ at }) => {
  at.write({ "docs/a.md": "# a" });
  assert.match(at.run("docs").out, "0 files: 0 changed");
  assert.is(at.run("--dry-run").code, 0);
});

test.run();
