import pc from "picocolors";

export type Colors = ReturnType<typeof pc.createColors>;

/** What a command may use of the process. */
export type Terminal = {
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /** Writes to stdout: the result and nothing else. */
  readonly out: (text: string) => void;
  /** Writes to stderr: progress and messages. */
  readonly err: (text: string) => void;
  readonly outColors: Colors;
  readonly errColors: Colors;
  /** Whether a line on stderr can be drawn again. */
  readonly redraws: boolean;
  readonly columns: number;
};

/** Whether there is somebody to ask, by questions on the given stream. */
export const isInteractive = (questions: { readonly isTTY?: boolean }): boolean =>
  Boolean(process.stdin.isTTY && questions.isTTY) && !process.env.CI;

type Env = Readonly<Record<string, string | undefined>>;

/** The terminal of this process. `color: false` is `--no-color`. */
export function processTerminal(color: boolean): Terminal {
  const { stdout, stderr, env } = process;
  return {
    cwd: process.cwd(),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    outColors: pc.createColors(color && wantsColor(env, stdout.isTTY)),
    errColors: pc.createColors(color && wantsColor(env, stderr.isTTY)),
    redraws: Boolean(stderr.isTTY) && !env.CI && env.TERM !== "dumb",
    columns: stderr.columns ?? 80,
  };
}

/** NO_COLOR (any text) beats FORCE_COLOR (`0` and `false` mean no), which beats what the stream is. */
export function wantsColor(env: Env, isTty: boolean | undefined): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return Boolean(isTty) && env.TERM !== "dumb";
}

/** For files. */
export const noColors: Colors = pc.createColors(false);
