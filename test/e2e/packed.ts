import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type Result = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a command as a user would, without colours and without this process's settings. */
export function run(
  cwd: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Result {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(command, [...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...inherited, NO_COLOR: "1", FORCE_COLOR: "0", ...env },
  });
  return { status, stdout, stderr };
}

/** As {@link run}, for a command that has to succeed. */
export function succeed(cwd: string, command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = run(cwd, command, args);
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** Builds both packages and packs them as for publishing; gives the paths of the tarballs. */
export function pack(into: string): readonly string[] {
  succeed(ROOT, "npm", "run", "build");
  return [".", "runtime"].map((folder) => {
    const args = ["pack", `./${folder}`, "--ignore-scripts", "--json", "--pack-destination", into];
    const [{ filename }] = JSON.parse(succeed(ROOT, "npm", ...args)) as [{ filename: string }];
    return join(into, filename);
  });
}

/** A copy of a fixture project under version control, outside this repository, with its packages and ours installed. */
export function install(project: string): { readonly folder: string; readonly remove: () => void } {
  const parent = mkdtempSync(join(tmpdir(), "packed-"));
  const folder = join(parent, basename(project));
  const tarballs = pack(parent);
  const skipped = ["node_modules", "dist"];
  cpSync(join(ROOT, project), folder, {
    recursive: true,
    filter: (path) => !skipped.includes(basename(path)),
  });
  succeed(folder, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", ...tarballs);
  succeed(folder, "git", "init", "--quiet");
  succeed(folder, "git", "add", "--all");
  const author = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
  succeed(folder, "git", ...author, "commit", "--quiet", "--message", "Legacy");
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

/** The exact bytes of all files below a folder, by relative path. */
export function bytes(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), readFileSync(path, "latin1")];
    }),
  );
}
