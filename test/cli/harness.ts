import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { noColors, type Terminal } from "../../cli/terminal.ts";

export const MAIN = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
export const TSX = import.meta.resolve("tsx");

/** The environment of a shell that wants plain text; uvu's own runner leaks `FORCE_COLOR`. */
export const ENV = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", GIT_CONFIG_NOSYSTEM: "1" };

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** A scratch folder with the real command line at hand. */
export type Folder = {
  readonly root: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly read: (path: string) => string;
  readonly run: (...args: string[]) => Ran;
  readonly git: (...args: string[]) => string;
  /** Makes it a repository with everything committed. */
  readonly commit: () => void;
  readonly remove: () => void;
};

export function folder(files: Readonly<Record<string, string>> = {}): Folder {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "cli-")));
  const write: Folder["write"] = (more) => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  const git: Folder["git"] = (...args) =>
    execFileSync(
      "git",
      ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "core.autocrlf=false", ...args],
      {
        cwd: root,
        encoding: "utf8",
        env: ENV,
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
  write(files);
  return {
    root,
    write,
    git,
    read: (path) => readFileSync(join(root, path), "utf8"),
    run: (...args) => {
      const options = { cwd: root, env: ENV, encoding: "utf8", maxBuffer: 1 << 28 } as const;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ["--import", TSX, MAIN, ...args],
        options,
      );
      return { code: status, out: stdout, err: stderr };
    },
    commit: () => {
      git("init", "-q");
      git("add", "-A");
      git("commit", "-qm", "all");
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A terminal that keeps what was written to it. */
export function fakeTerminal(cwd: string, more: Partial<Terminal> = {}) {
  const written = { out: "", err: "" };
  const terminal: Terminal = {
    cwd,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    outColors: noColors,
    errColors: noColors,
    redraws: false,
    columns: 80,
    ...more,
  };
  return { terminal, written };
}
