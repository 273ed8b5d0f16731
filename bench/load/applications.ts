import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SCRATCH = join(ROOT, ".scratch", "load");

/** The example application as it is, and as `blog-migrate` leaves it; gives their folders. */
export function prepare(): { readonly legacy: string; readonly migrated: string } {
  rmSync(SCRATCH, { recursive: true, force: true });
  const folders = { legacy: join(SCRATCH, "legacy"), migrated: join(SCRATCH, "migrated") };
  for (const folder of Object.values(folders)) {
    mkdirSync(folder, { recursive: true });
    cpSync(join(ROOT, "fixtures/projects/agentic-backend"), folder, { recursive: true });
  }
  execFileSync(process.execPath, [join(ROOT, "dist/cli/main.js"), "src", "--force", "--quiet"], {
    cwd: folders.migrated,
    stdio: "ignore",
  });
  return folders;
}

export type Running = {
  readonly url: string;
  /** Most memory that was resident, in MB. */
  readonly peakMb: () => number;
  /** Processor time so far, in seconds. */
  readonly cpu: () => number;
  readonly end: () => Promise<void>;
};

/** Starts a program of the application and waits until its port answers; what it writes to stderr goes to `log`. */
export async function start(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { port, log }: { readonly port: number; readonly log: string },
): Promise<Running> {
  const child = spawn(process.execPath, ["--import", "tsx", ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", openSync(log, "w")],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    // blog-ignore-next-line err/swallowed-rejection -- it is asked until it is there, or the process has ended
    if (await fetch(`${url}/health`).then(Boolean, () => false)) break;
    if (child.exitCode !== null || tries > 300)
      throw new Error(`${args.join(" ")} did not start; see ${log}`);
    await wait(100);
  }
  const proc = (file: string): string => readFileSync(`/proc/${child.pid}/${file}`, "utf8");
  return {
    url,
    peakMb: () => Number(/VmHWM:\s*(\d+)/.exec(proc("status"))?.[1]) / 1024,
    cpu: () => {
      const fields = proc("stat").split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    end: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
