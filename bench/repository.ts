/**
 * Tries the tool on any checkout and counts the exceptions to the seven invariants:
 *
 *     npm run bench:repository -- <checkout> [paths…] [--test "<command>"] [--no-types]
 *
 * Works on a copy in a temporary folder (dependencies linked), so the checkout is not touched.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Report } from "../transforms/report.ts";

const CLI = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const MAX_BUFFER = 1 << 30;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { test: { type: "string" }, "no-types": { type: "boolean", default: false } },
});
const [checkout, ...paths] = positionals;
if (!checkout || !existsSync(checkout)) {
  console.error('usage: npm run bench:repository -- <checkout> [paths…] [--test "<command>"] [--no-types]');
  process.exit(2);
}

/** Copies a checkout without its history; `node_modules` folders are linked. */
function copy(from: string): string {
  const target = join(mkdtempSync(join(tmpdir(), "repository-")), basename(from));
  const modules: string[] = [];
  cpSync(from, target, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => {
      if (basename(path) === "node_modules") modules.push(relative(from, path));
      return ![".git", "node_modules"].includes(basename(path));
    },
  });
  for (const path of modules) symlinkSync(join(from, path), join(target, path));
  execFileSync("git", ["init", "--quiet"], { cwd: target });
  return target;
}

function migrate(cwd: string, ...options: string[]): Report {
  const args = [
    CLI,
    ...paths,
    "--format",
    "json",
    "--force",
    ...(values["no-types"] ? ["--no-verify"] : []),
    ...options,
  ];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: MAX_BUFFER,
  });
  try {
    return JSON.parse(stdout) as Report;
  } catch {
    throw new Error(`no report: ${stderr.slice(-2000)}`);
  }
}

/** Content of every file below a folder, by relative path. */
function snapshot(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const visit = (path: string): void => {
    const stat = lstatSync(path);
    if (stat.isDirectory() && ![".git", "node_modules"].includes(basename(path))) {
      for (const entry of readdirSync(path)) visit(join(path, entry));
    } else if (stat.isFile() && /\.[cm]?[jt]sx?$/.test(path))
      files.set(relative(folder, path), readFileSync(path, "latin1"));
  };
  visit(folder);
  return files;
}

function differences(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path));
}

function testResult(cwd: string): string {
  if (!values.test) return "not run";
  const { status, stdout } = spawnSync(values.test, {
    cwd,
    shell: true,
    encoding: "utf8",
    maxBuffer: MAX_BUFFER,
  });
  const counts = stdout.match(/\d+ (?:passed|failed|skipped)/g) ?? [];
  return `exit ${status} ${[...new Set(counts)].join(", ")}`;
}

const folder = copy(resolve(checkout));
try {
  const before = snapshot(folder);
  const testsBefore = testResult(folder);
  const first = migrate(folder);
  const second = migrate(folder, "--check");
  const testsAfter = testResult(folder);
  spawnSync(process.execPath, [CLI, "revert", ...paths, "--force"], { cwd: folder, encoding: "utf8" });
  const reverted = differences(before, snapshot(folder));
  const edits = first.files.flatMap((file) => file.edits);
  const count = <T>(items: readonly T[], key: (item: T) => string): Readonly<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
    return Object.fromEntries(Object.entries(counts).sort((a, b) => b[1] - a[1]));
  };
  console.log(
    JSON.stringify(
      {
        repository: basename(resolve(checkout)),
        seconds: first.durationMs / 1000,
        totals: first.totals,
        edits: count(edits, (e) => e.kind),
        declined: count(
          first.files.flatMap((f) => f.declined),
          (d) => `${d.kind} ${d.code}`,
        ),
        failed: first.files.filter((f) => f.status === "failed").map((f) => `${f.path}: ${f.reason}`),
        secondRunEdits: second.files.flatMap((f) => f.edits.map((e) => `${f.path}:${e.line} ${e.summary}`)),
        revertDifferences: reverted,
        testsBefore,
        testsAfter,
      },
      undefined,
      2,
    ),
  );
  process.exitCode = first.totals.failed + second.totals.changed + reverted.length > 0 ? 1 : 0;
} finally {
  rmSync(join(folder, ".."), { recursive: true, force: true });
}
