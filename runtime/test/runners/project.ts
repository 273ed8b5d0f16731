import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtFolder } from "../helpers/built.ts";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const PROJECT = fileURLToPath(new URL("./project", import.meta.url));
/** How npm says that it did not get through to a registry. */
const UNREACHABLE =
  /npm (?:error|ERR!) code (?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|E?TIMEDOUT|ENETUNREACH)/;

type Ended = { readonly status: number | null; readonly stdout: string; readonly output: string };

/** Runs a program in `cwd`, without what this process was started with. */
export function run(
  cwd: string,
  [command, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Ended {
  const clean = Object.entries(process.env).filter(([name]) => !/^(?:LOG_|NODE_OPTIONS$|npm_)/.test(name));
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...Object.fromEntries(clean), NO_COLOR: "1", FORCE_COLOR: "0", CI: "1", ...env },
    encoding: "utf8",
    timeout: 240_000,
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  return { status, stdout, output: `${stdout}\n${stderr}` };
}

function succeed(cwd: string, ...command: readonly [string, ...string[]]): string {
  const { status, stdout, output } = run(cwd, command);
  if (status !== 0) throw new Error(`${command.join(" ")} ended with ${status}:\n${output}`);
  return stdout;
}

/** The package as it would be published, from a build of its own; the path of the tarball. */
function pack(into: string): string {
  const staged = join(into, "package");
  const { files } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as { files: string[] };
  mkdirSync(staged);
  for (const file of ["package.json", ...files.filter((name) => name !== "dist")])
    cpSync(join(PACKAGE, file), join(staged, file), { recursive: true });
  cpSync(builtFolder(), join(staged, "dist"), { recursive: true });
  const packed = succeed(staged, "npm", "pack", "--ignore-scripts", "--json", "--pack-destination", into);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  return join(into, filename);
}

export type Project = { readonly parent: string; readonly folder: string };

/**
 * The project beside this file, outside of this repository, with the runners and the packed package installed;
 * `undefined`, and said, where no registry can be reached.
 */
export function installProject(): Project | undefined {
  const parent = mkdtempSync(join(tmpdir(), "blog-runners-"));
  const folder = join(parent, "project");
  cpSync(PROJECT, folder, { recursive: true });
  const install = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  const { status, output } = run(folder, ["npm", "ci", ...install]);
  if (status !== 0) {
    if (!UNREACHABLE.test(output)) throw new Error(`npm ci ended with ${status}:\n${output}`);
    console.error(
      `\nSKIPPED: tsx, Jest and Vitest are NOT TESTED, no package registry can be reached:\n${output}`,
    );
    return undefined;
  }
  succeed(folder, "npm", "install", ...install, "--no-save", "--no-package-lock", pack(parent));
  return { parent, folder };
}
