import type { SlowPattern } from "../redaction/pattern/slow.ts";

/** Why a setting is refused. */
export type ConfigProblem = {
  readonly code:
    | "unknown-key"
    | "wrong-value"
    | "slow-pattern"
    | "not-installed"
    | "unreadable-file"
    | "destination";
  /** The key as it was written, with where it stands: `samplingRate`, `LOG_SAMPLING_RATE`, a file's name. */
  readonly key: string;
  readonly message: string;
  /** The whole text on which a refused regular expression is slow. */
  readonly trigger?: string;
};

/** Settings that cannot be applied; nothing of them was. Every problem is named, not only the first. */
export class BlogConfigError extends Error {
  readonly code = "BLOG_CONFIG";
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map((problem) => problem.message).join("\n"));
    this.name = "BlogConfigError";
    this.problems = problems;
  }
}

const quoted = (value: string | undefined): string => (value === undefined ? "" : ` Did you mean ${value}?`);

/** A trigger is one part over and over: its beginning and its length tell it. */
const shortened = (trigger: string): string =>
  trigger.length <= 60
    ? JSON.stringify(trigger)
    : `${JSON.stringify(trigger.slice(0, 48))} … (${trigger.length} characters)`;

/** Every sentence about a refused setting. */
export const problems = {
  unknownKey: (key: string, nearest: string | undefined): ConfigProblem => ({
    code: "unknown-key",
    key,
    message: `${key} is not a setting of blog-runtime.${quoted(nearest)}`,
  }),
  wrongValue: (key: string, value: string, allowed: string, nearest: string | undefined): ConfigProblem => ({
    code: "wrong-value",
    key,
    message: `${key} is ${value}, but must be ${allowed}.${quoted(nearest)}`,
  }),
  slowPattern: (key: string, { pattern, trigger }: SlowPattern): ConfigProblem => ({
    code: "slow-pattern",
    key,
    message: `${key} has ${pattern}, whose search can take much longer than a text grows, as for ${shortened(trigger)}. Bound what repeats ({1,64} for +) or anchor it.`,
    trigger,
  }),
  unreadableFile: (file: string, reason: string): ConfigProblem => ({
    code: "unreadable-file",
    key: file,
    message: `${file} cannot be read (${reason}), so its "logging" settings are not applied. Use a JSON, YAML or .cjs file, or call configureLogging().`,
  }),
  notInstalled: (key: string, packages: readonly string[]): ConfigProblem => ({
    code: "not-installed",
    key,
    message: `${key} needs packages that are not installed. Run: npm install ${packages.join(" ")}`,
  }),
  destination: (key: string, reason: string): ConfigProblem => ({
    code: "destination",
    key,
    message: `${key} cannot be opened: ${reason}.`,
  }),
} as const;
