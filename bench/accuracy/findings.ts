import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export type Finding = { readonly file: string; readonly line: number; readonly rule: string };

type EslintResult = {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly line: number }[];
};

const CLI = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
const LOADER = import.meta.resolve("tsx");

/**
 * Runs `blog-migrate lint` of this tree over a folder and returns what it found, by file within it.
 * Throws where the run ended with anything but 0 or 1.
 */
export function lintFolder(folder: string): readonly Finding[] {
  const output = join(tmpdir(), `accuracy-${process.pid}.json`);
  const args = ["--import", LOADER, CLI, "lint", ".", "--format", "json", "--output", output];
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
  const run = spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" });
  try {
    if (run.status !== 0 && run.status !== 1) throw new Error(`lint of ${folder} failed: ${run.stderr}`);
    const results = JSON.parse(readFileSync(output, "utf8")) as readonly EslintResult[];
    return results.flatMap(({ filePath, messages }) =>
      messages.flatMap(({ ruleId, line }) =>
        ruleId === null ? [] : [{ file: relative(folder, filePath), line, rule: ruleId }],
      ),
    );
  } finally {
    rmSync(output, { force: true });
  }
}
