import type { Source } from "../../transforms/model.ts";
import type { DeclinedReport, FileOutcome, NoteReport, Own } from "../../transforms/report.ts";
import { slashed } from "../../transforms/slashed.ts";
import type { EditsName } from "../config/define.ts";
import type { Config } from "../config.ts";
import { lineDiff } from "../reporters/line-diff.ts";
import { objectionsTo } from "../type-gate.ts";
import type { Codemod } from "./model.ts";
import { codemodsOf } from "./resolve.ts";
import type { Done, Ran, Runner } from "./run.ts";

/** The user's own transforms in a run: in front of our edits, and a second time behind them. */
export type OwnTransforms = {
  /** The files as our edits find them. */
  readonly sources: readonly Source[];
  /** Outcomes with what the transforms did; a file that they alone changed is a changed one. */
  readonly merge: (outcomes: readonly FileOutcome[]) => readonly FileOutcome[];
  /**
   * Merges once more, after edits were taken back, and runs the transforms over what would be written, as a second
   * run would: each that changes it again is noted.
   */
  readonly settle: (outcomes: readonly FileOutcome[]) => Promise<readonly FileOutcome[]>;
  /** Whether a transform failed on a file. */
  readonly failed: boolean;
};

export type OwnRun = {
  readonly config: Config;
  readonly cwd: string;
  readonly only?: readonly EditsName[] | undefined;
  readonly verify: boolean;
  readonly workers?: number | undefined;
};

/** Without transforms all stays as it is. */
const none = (sources: readonly Source[]): OwnTransforms => ({
  sources,
  merge: (outcomes) => outcomes,
  settle: async (outcomes) => outcomes,
  failed: false,
});

/** Runs the transforms over all files and withdraws what the type checker objects to. Nothing is written. @throws {UserError} */
export async function runOwn(sources: readonly Source[], options: OwnRun): Promise<OwnTransforms> {
  const { config, cwd, verify, workers } = options;
  const only = options.only ?? config.only;
  const codemods = only && !only.includes("transforms") ? [] : codemodsOf(config, cwd);
  if (codemods.length === 0 || sources.length === 0) return none(sources);
  const { openRunner } = await import("./run.ts");
  const runner = openRunner(codemods, workers);
  const ran = await runner.run(sources);
  const objections = verify ? await objectionsTo(rewritten(sources, ran)) : new Map<string, string>();
  const owns = new Map(
    sources.map(({ path, relativePath, text }) => [
      relativePath,
      ownOf(text, ran.get(path)!, withoutFolder(objections.get(path), cwd)),
    ]),
  );
  const textOf = ({ path, text }: Source): string => (objections.has(path) ? text : ran.get(path)!.text);
  const stands = (codemod: Codemod, { path }: Source): boolean =>
    !objections.has(path) &&
    !ran.get(path)!.steps.some((step) => step.codemod === codemod && step.kind === "failed");
  const merge: OwnTransforms["merge"] = (outcomes) =>
    outcomes.map((outcome) => merged(outcome, owns.get(outcome.path)));
  return {
    sources: sources.map((source) => ({ ...source, text: textOf(source) })),
    merge,
    settle: (outcomes) => noted(merge(outcomes), (outputs) => runner.run(outputs, stands)),
    failed: [...ran.values()].some(({ steps }) => steps.some(({ kind }) => kind === "failed")),
  };
}

function rewritten(
  sources: readonly Source[],
  ran: ReadonlyMap<string, Ran>,
): Parameters<typeof objectionsTo>[0] {
  return sources.flatMap(({ path, text }) => {
    const after = ran.get(path)?.text ?? text;
    return after === text ? [] : [{ path, before: text, after }];
  });
}

/** The checker speaks of absolute paths. */
const withoutFolder = (reason: string | undefined, cwd: string): string | undefined =>
  reason?.replaceAll(`${slashed(cwd)}/`, "");

function ownOf(before: string, { steps }: Ran, objection: string | undefined): Own {
  const changed = steps.filter((step) => step.kind === "changed");
  const failures = steps.flatMap((step) =>
    step.kind === "failed" ? [declined(1, step.code, step.reason)] : [],
  );
  const notes = steps.flatMap(notesOf);
  const edits = changed.map((step) => ({ kind: "transform", ...changeOf(step) }) as const);
  if (objection === undefined) return { before, edits, declined: failures, notes };
  const withdrawn = changed.map((step) => {
    const reason = `${step.codemod.name}: the type checker would object: ${objection}`;
    return declined(changeOf(step).line, "type-error", reason);
  });
  return { before, edits: [], declined: [...failures, ...withdrawn], notes };
}

const declined = (line: number, code: string, reason: string): DeclinedReport => ({
  kind: "transform",
  code,
  line,
  column: 1,
  reason,
});

const notesOf = ({ codemod, messages }: Done): readonly NoteReport[] =>
  messages.map(({ code, text }) => ({ code, transform: codemod.name, text: text.slice(0, LONGEST) }));

/** Characters of a message that are kept. */
const LONGEST = 500;

/** Where a change begins, and how much of the file it is. */
function changeOf({ codemod, before, after }: Extract<Done, { kind: "changed" }>): {
  readonly line: number;
  readonly column: number;
  readonly summary: string;
} {
  const lines = lineDiff(before, after);
  const count = (op: string): number => lines.filter((line) => line.op === op).length;
  const line = Math.max(1, lines.findIndex(({ op }) => op !== " ") + 1);
  const summary = `${codemod.name}: +${count("+")} -${count("-")} lines`;
  return { line, column: 1, summary };
}

function merged(outcome: FileOutcome, own: Own | undefined): FileOutcome {
  if (outcome.kind === "skipped" || !own) return outcome;
  if (outcome.kind === "failed") return { ...outcome, own: unmade(own) };
  const { text } = outcome.source;
  if (outcome.kind === "changed" || text === own.before) return { ...outcome, own };
  return { ...outcome, own, kind: "changed", output: text, changes: [] };
}

/** Of a file that failed nothing is written. */
function unmade(own: Own): Own {
  const lost = own.edits.map(({ line, summary }) =>
    declined(line, "file-failed", `${summary}; the file failed, so that it stays as it was`),
  );
  return { ...own, edits: [], declined: [...own.declined, ...lost] };
}

async function noted(
  outcomes: readonly FileOutcome[],
  run: (outputs: readonly Source[]) => ReturnType<Runner["run"]>,
): Promise<readonly FileOutcome[]> {
  const outputs = outcomes.flatMap((outcome) =>
    outcome.kind === "changed" ? [{ ...outcome.source, text: outcome.output }] : [],
  );
  const ran = await run(outputs);
  return outcomes.map((outcome) => {
    if (outcome.kind !== "changed" || !outcome.own) return outcome;
    const { steps } = ran.get(outcome.source.path)!;
    const more = steps.flatMap((step) => (step.kind === "changed" ? [notIdempotent(step)] : []));
    return { ...outcome, own: { ...outcome.own, notes: [...outcome.own.notes, ...more] } };
  });
}

function notIdempotent(step: Extract<Done, { kind: "changed" }>): NoteReport {
  const { line } = changeOf(step);
  return {
    code: "not-idempotent",
    transform: step.codemod.name,
    text: `would change the file again, from line ${line} on`,
  };
}
