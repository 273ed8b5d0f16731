import { spawn, spawnSync } from "node:child_process";
import { ENV, MAIN, TSX } from "../cli/harness.ts";

/** util-linux's `script` gives a program a terminal. */
export const hasTerminal = spawnSync("script", ["--version"]).status === 0;
if (!hasTerminal) console.error("NO script(1): prompts are not tested (apt-get install bsdutils)");

/** What is typed once the screen shows something. */
export type Turn = readonly [shown: RegExp, keys: string];

export const KEYS = { enter: "\r", down: "\x1b[B", left: "\x1b[D", right: "\x1b[C", ctrlC: "\x03" } as const;

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** Runs the command line on a terminal and types as a person does; what it shows comes back as plain text. */
export function onTerminal(
  cwd: string,
  args: readonly string[],
  turns: readonly Turn[],
): Promise<{ readonly code: number | null; readonly shown: string }> {
  const words = [process.execPath, "--import", TSX, MAIN, ...args].map(quoted).join(" ");
  const command = `stty cols 100 rows 40; exec ${words}`;
  const { CI: _ci, GITHUB_ACTIONS: _actions, ...env } = ENV as Record<string, string>;
  const child = spawn("script", ["-qfec", command, "/dev/null"], {
    cwd,
    env: { ...env, TERM: "xterm-256color", COLUMNS: "100", LINES: "40" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const left = [...turns];
  let shown = "";
  let seen = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    shown += plain(chunk.toString());
    const [turn] = left;
    if (!turn?.[0].test(shown.slice(seen))) return;
    left.shift();
    seen = shown.length;
    child.stdin.write(turn[1]);
  });
  const clock = setTimeout(() => child.kill("SIGKILL"), 60_000);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearTimeout(clock);
      resolve({ code, shown });
    });
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what steers a terminal is taken out
const plain = (text: string): string => text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, "").replace(/\r/g, "");
