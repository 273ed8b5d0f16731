import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Report } from "../../transforms/report.ts";

const CLI = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const ENV = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", CI: "1" };
const MAX_BUFFER = 1 << 30;

export type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the tool as it is built. */
export function runTool(cwd: string, ...args: readonly string[]): Ran {
  return spawnSync(process.execPath, ["--max-old-space-size=8192", CLI, ...args], {
    cwd,
    env: ENV,
    encoding: "utf8",
    maxBuffer: MAX_BUFFER,
  });
}

/** The JSON that the tool printed. @throws when it printed none */
export function jsonOf<T>({ status, stdout, stderr }: Ran): T {
  try {
    return JSON.parse(stdout) as T;
    // blog-ignore-next-line err/lost-cause -- what the tool printed says more than where its JSON ends
  } catch {
    throw new Error(`the tool ended with ${status} and no result: ${stderr.slice(-2000)}`);
  }
}

export const migrate = (cwd: string, ...args: readonly string[]): Report =>
  jsonOf<Report>(runTool(cwd, ...args, "--format", "json", "--force"));

/** Runs a command of the checkout's own. */
export function runShell(cwd: string, command: string): Ran {
  return spawnSync(command, { cwd, env: ENV, shell: true, encoding: "utf8", maxBuffer: MAX_BUFFER });
}
