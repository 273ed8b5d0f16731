/** Why the command could not run: one sentence each, and what to do about it. */
const FAULTS = {
  usage: { sentence: "%s", remedy: "Run with --help to see what is possible." },
  "no-such-path": {
    sentence: "no such file or folder: %s",
    remedy: "Check the path; it is taken from the current folder.",
  },
  "unknown-value": { sentence: "%s", remedy: "Run with --help to see what is allowed." },
  config: {
    sentence: "%s",
    remedy: "Known keys: only, transforms, dialects, categories, ignore, rules, lint, logging.",
  },
  "config-load": {
    sentence: "the configuration cannot be loaded: %s",
    remedy: "Fix the file, or name another one with --config.",
  },
  transform: {
    sentence: "a transform of the configuration cannot be loaded: %s",
    remedy: "Mend it, or take it out of `transforms`. Nothing was written.",
  },
  dirty: {
    sentence: "uncommitted changes in files that would be written:\n%s",
    remedy: "Commit or stash them first, or use --force to write anyway. Nothing was written.",
  },
  git: {
    sentence: "git could not say what is uncommitted: %s",
    remedy: "Mend that, or use --force to write without asking git. Nothing was written.",
  },
  "type-gate": {
    sentence: "the type check could not run: %s",
    remedy: "Mend the tsconfig, or use --no-verify to go without. Nothing was written.",
  },
  "no-package": {
    sentence: "there is no package.json in %s, nor above it",
    remedy: "Go to the project's folder, or make one with npm init.",
  },
  manifest: { sentence: "%s is not valid JSON", remedy: "Mend the file first. Nothing was written." },
  "no-terminal": {
    sentence: "`%s` has questions, and there is no terminal to ask on",
    remedy: "Use --yes, with --workflow and --install where you want them. Nothing was written.",
  },
  plan: { sentence: "%s", remedy: "Make the plan anew with --plan. Nothing was written." },
  merge: {
    sentence: "the parts cannot be merged: %s",
    remedy: "Name the files that --format blob wrote for each share of one run.",
  },
  decisions: {
    sentence: "blog-decisions.json cannot be read: %s",
    remedy: "Mend it, or delete it to be asked anew. Nothing was written.",
  },
  install: {
    sentence: "`%s` failed",
    remedy: "Everything else is done; mend that and run it again.",
  },
  output: {
    sentence: "the report cannot be written: %s",
    remedy: "Name a file in a folder that exists with --output.",
  },
} as const;
export type FaultCode = keyof typeof FAULTS;

/** The user's fault: shown without a stack, exit code 2. Any other error is ours and flies. */
export class UserError extends Error {
  readonly code: FaultCode;
  readonly remedy: string;

  constructor(code: FaultCode, detail: string, remedy: string = FAULTS[code].remedy) {
    super(FAULTS[code].sentence.replace("%s", () => detail));
    this.name = "UserError";
    this.code = code;
    this.remedy = remedy;
  }
}

export const EXIT = { clean: 0, findings: 1, couldNotRun: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
