import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROBE = new URL("./probe.mjs", import.meta.url).href;

/** The command line as it is published: `npm run build` first. */
export const CLI = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

export type Used = {
  readonly ms: number;
  /** Processor time of all threads. */
  readonly cpuMs: number;
  /** The most memory that the process had resident. */
  readonly peakMb: number;
  readonly stdout: string;
  readonly exitCode: number;
};

export type ChildOptions = {
  readonly cwd?: string | undefined;
  /** Exit codes that are no failure. @default [0] */
  readonly codes?: readonly number[] | undefined;
  /** What a run that worked prints; a linter that cannot start may give the exit code of one that found something. */
  readonly prints?: RegExp | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
};

/**
 * Runs a Node script in a process of its own, from start to end. Throws where it fails: a case that fails at once is
 * fast. The probe that reads the memory at the end costs a millisecond or two of the start.
 */
export async function runNode(
  args: readonly string[],
  { cwd, codes = [0], prints = /^/, env = {} }: ChildOptions = {},
): Promise<Used> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const usage = join(folder, "usage.json");
  try {
    const started = performance.now();
    const child = spawn(process.execPath, ["--import", PROBE, ...args], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env, BENCH_USAGE: usage, NO_COLOR: "1", FORCE_COLOR: "0", NODE_OPTIONS: "" },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const exitCode = await new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? -1)));
    const ms = performance.now() - started;
    if (!codes.includes(exitCode) || !prints.test(stdout)) {
      throw new Error(
        `node ${args.join(" ")} ended with ${exitCode}:\n${stderr.slice(-2000)}${stdout.slice(-2000)}`,
      );
    }
    const { cpuMs, peakMb } = JSON.parse(readFileSync(usage, "utf8")) as { cpuMs: number; peakMb: number };
    return { ms, cpuMs, peakMb, stdout, exitCode };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
