import { relative } from "node:path";
import type { Change } from "../../transforms/model.ts";
import type { Changed, FileOutcome } from "../../transforms/report.ts";
import { replaceChanges, reword } from "../../transforms/reword.ts";
import { slashed } from "../../transforms/slashed.ts";
import { isHeader, without } from "../../transforms/without.ts";
import { UserError } from "../errors.ts";
import { isInteractive, type Terminal } from "../terminal.ts";
import { askEach } from "./ask-each.ts";
import { DECISIONS_FILE, type Decisions, keepDecisions, readDecisions } from "./decisions.ts";
import { identitiesOf } from "./identity.ts";
import { type PlanFile, type PlannedFile, sha256 } from "./plan-file.ts";

/** Takes out of the outcomes what a person does not want; `cancelled`: nothing may be written. */
export type Review = (outcomes: readonly FileOutcome[]) => Promise<readonly FileOutcome[] | "cancelled">;

const isChanged = (outcome: FileOutcome): outcome is Changed => outcome.kind === "changed";

const REJECTED = { code: "rejected", reason: `a person said no to it (${DECISIONS_FILE})` };
const UNDECIDED = { code: "undecided", reason: "the review ended before it, or left it for later" };
const NOT_PLANNED = { code: "rejected", reason: "the plan says no to it" };

/** Leaves out what was said no to in an earlier review. */
export const byDecisions =
  (folder: string): Review =>
  async (outcomes) => {
    const decisions = await readDecisions(folder);
    if (decisions.size === 0) return outcomes;
    return outcomes.map((outcome) =>
      isChanged(outcome)
        ? keep(outcome, earlier(outcome, decisions.get(pathFrom(folder, outcome))))
        : outcome,
    );
  };

const pathFrom = (folder: string, { source }: Changed): string => slashed(relative(folder, source.path));

const earlier = (outcome: Changed, no: ReadonlyMap<string, string> | undefined): Why => {
  const ids = identitiesOf(outcome);
  return (change) => (no?.has(ids.get(change) ?? "") ? REJECTED : undefined);
};

/** Asks about each edit on the terminal, and keeps each no. */
export const byAsking =
  (folder: string, terminal: Terminal): Review =>
  async (outcomes) => {
    if (!isInteractive(process.stderr)) throw new UserError("no-terminal", "--interactive");
    const left = await byDecisions(folder)(outcomes);
    if (left === "cancelled") return left;
    const changed = left.filter(isChanged);
    const verdicts = await askEach(changed, terminal);
    if (verdicts === "cancelled") return "cancelled";
    const { yes, no, edited } = verdicts;
    await keepDecisions(folder, await readDecisions(folder), asDecisions(folder, changed, no));
    const why: Why = (change) => (yes.has(change) ? undefined : no.has(change) ? REJECTED : UNDECIDED);
    return left.map((outcome) => (isChanged(outcome) ? worded(keep(outcome, why), edited) : outcome));
  };

/** The outcome with what was worded otherwise; where that cannot be made, the file fails and says why. */
function worded(outcome: FileOutcome, edited: ReadonlyMap<Change, Change>): FileOutcome {
  if (!isChanged(outcome)) return outcome;
  const mine = new Map([...edited].filter(([change]) => outcome.changes.includes(change)));
  const replaced = replaceChanges(outcome, mine);
  return typeof replaced === "string"
    ? { kind: "failed", path: outcome.path, reason: `an edit could not be worded otherwise: ${replaced}` }
    : replaced;
}

function asDecisions(folder: string, changed: readonly Changed[], no: ReadonlySet<Change>): Decisions {
  const files = changed.flatMap((outcome) => {
    const said = [...identitiesOf(outcome)].filter(([change]) => no.has(change));
    return said.length === 0
      ? []
      : [[pathFrom(folder, outcome), new Map(said.map(([{ summary }, id]) => [id, summary]))] as const];
  });
  return new Map(files);
}

/** Makes what a plan says yes to. A file that is not as it was planned fails as a whole. */
export const byPlan =
  ({ files }: PlanFile): Review =>
  async (outcomes) => {
    const planned = new Map(files.map((file) => [file.path, file]));
    return outcomes.map((outcome) => {
      if (outcome.kind === "skipped" || outcome.kind === "failed") return outcome;
      const plan = planned.get(outcome.path);
      return plan === undefined ? outcome : asPlanned(outcome, plan);
    });
  };

function asPlanned(
  outcome: Exclude<FileOutcome, { kind: "skipped" | "failed" }>,
  plan: PlannedFile,
): FileOutcome {
  const failed = (reason: string): FileOutcome => ({ kind: "failed", path: outcome.path, reason });
  if (sha256(outcome.source.text) !== plan.sha256)
    return failed("it has changed since the plan was made; make the plan anew");
  const ids = isChanged(outcome) ? identitiesOf(outcome) : new Map<Change, string>();
  const here = new Set(ids.values());
  const missing = plan.edits.filter(({ id, decision }) => decision === "yes" && !here.has(id));
  if (missing.length > 0)
    return failed(
      `${missing.length} of its planned edits are not found; was the plan made by another version or configuration?`,
    );
  if (!isChanged(outcome)) return outcome;
  const yes = new Set(plan.edits.filter(({ decision }) => decision === "yes").map(({ id }) => id));
  const edited = new Map<Change, Change>();
  for (const { id, wording } of plan.edits) {
    const change = wording && [...ids].find(([, own]) => own === id)?.[0];
    const other = change && reword(change, wording);
    if (typeof other === "string") return failed(`${id} cannot be worded otherwise: ${other}`);
    if (change && other) edited.set(change, other);
  }
  const kept = keep(outcome, (change) => (yes.has(ids.get(change) ?? "") ? undefined : NOT_PLANNED));
  return worded(kept, edited);
}

type Why = (change: Change) => { readonly code: string; readonly reason: string } | undefined;

/** The outcome less the sites that there is a reason against. */
function keep(outcome: Changed, why: Why): FileOutcome {
  const withdrawn = outcome.changes.flatMap((change) => {
    const reason = isHeader(change) ? undefined : why(change);
    return reason ? [{ change, ...reason }] : [];
  });
  return without(outcome, withdrawn);
}
