/**
 * Runs all tests and ends with `N passed, N failed`.
 * uvu passes a file that forgot `.run()`, and prints no closing line: both are made up for here.
 * Arguments filter by file name: `npm test -- revert`.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";

const SUITES = ["test", "runtime/test"] as const;
const [filter = ""] = process.argv.slice(2);

type Result = { readonly passed: number; readonly failed: number };

async function testFiles(suite: string): Promise<readonly string[]> {
  // blog-ignore-next-line err/swallowed-rejection -- a suite without a folder has no tests
  const files = await readdir(suite, { recursive: true }).catch(() => []);
  return files.filter((file) => file.endsWith(".test.ts")).map((file) => `${suite}/${file}`);
}

function run(suite: string): Promise<Result> {
  const pattern = `${filter}.*\\.test\\.ts$`;
  const args = [
    "--import",
    "tsx",
    "--import",
    "./test/helpers/seed.mjs",
    "node_modules/uvu/bin.js",
    suite,
    pattern,
  ];
  // blog-ignore-next-line err/missing-error-listener -- a child that cannot be started ends with a code, and none would be a failure
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  return new Promise((resolve) => {
    child.on("close", (code) => {
      const total = Number(/Total:\s+(\d+)/.exec(output)?.[1] ?? 0);
      const passed = Number(/Passed:\s+(\d+)/.exec(output)?.[1] ?? 0);
      const skipped = Number(/Skipped:\s+(\d+)/.exec(output)?.[1] ?? 0);
      const failed = total - passed - skipped;
      resolve({ passed, failed: code !== 0 && failed === 0 ? 1 : failed });
    });
  });
}

let passed = 0;
let failed = 0;
for (const suite of SUITES) {
  for (const file of await testFiles(suite)) {
    if (/\.run\(\)/.test(readFileSync(file, "utf8"))) continue;
    console.error(`${file}: no .run(), so uvu would pass it without running a test`);
    failed++;
  }
  const result = await run(suite);
  passed += result.passed;
  failed += result.failed;
}
if (passed === 0) failed++;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
