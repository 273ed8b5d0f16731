import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

let folder: string | undefined;

/** The package, built once for this run, beside and not instead of `dist`: others may be reading that. */
export function builtFolder(): string {
  if (folder !== undefined) return folder;
  const built = join(PACKAGE, ".scratch", `dist-${process.pid}`);
  mkdirSync(join(PACKAGE, ".scratch"), { recursive: true });
  execFileSync(process.execPath, [join(PACKAGE, "scripts/build.mjs"), built], { stdio: "pipe" });
  process.once("exit", () => execFileSync("rm", ["-rf", built]));
  folder = built;
  return built;
}

export const esm = (entry = "index"): string => pathToFileURL(join(builtFolder(), `esm/${entry}.js`)).href;
export const cjs = (entry = "index"): string => join(builtFolder(), `cjs/${entry}.js`);

export type Ended = {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of stderr that are JSON. */
  readonly lines: readonly Record<string, unknown>[];
};

type Options = {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly nodeArgs?: readonly string[];
  /** A shell command with `$SCRIPT` in the place of the program, to close or limit its streams. */
  readonly shell?: string;
};

const PRELUDE = `import { getLogger, backendLogger as log, configureLogging, createLogger, LogCategory as C } from "blog-runtime";\n`;

/** Runs an ES module in a process of its own, with everything of the built package imported. */
export function runModule(code: string, options: Options = {}): Ended {
  const { args, settings } = commandOf(code, options);
  const { shell } = options;
  const ended =
    shell === undefined
      ? spawnSync(process.execPath, args, settings)
      : spawnSync(
          "bash",
          ["-c", shell.replace("$SCRIPT", '"$@"'), "bash", process.execPath, ...args],
          settings,
        );
  return { ...ended, lines: jsonLines(ended.stderr) };
}

/** The same, while this process goes on: for a program that talks to a server of the test's. */
export async function runBeside(code: string, options: Options = {}): Promise<Ended> {
  const { args, settings } = commandOf(code, options);
  const child = spawn(process.execPath, args, { ...settings, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => {
    child.on("close", (status, signal) =>
      resolve({ status, signal, stdout, stderr, lines: jsonLines(stderr) }),
    );
  });
}

function commandOf(code: string, { env = {}, cwd = PACKAGE, nodeArgs = [] }: Options) {
  const source = PRELUDE.replace("blog-runtime", esm()) + code;
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("LOG_")));
  const settings = {
    cwd,
    env: { ...clean, NO_COLOR: "1", FORCE_COLOR: "0", ...env },
    encoding: "utf8",
    timeout: 30_000,
    maxBuffer: 1 << 28,
  } as const;
  return { args: [...nodeArgs, "--input-type=module", "-e", source], settings };
}

export function jsonLines(text: string): readonly Record<string, unknown>[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
