import type { Change, Classification, Confidence, Declined, EditKind, SiteKind, Source } from "./model.ts";
import { SITE_KINDS } from "./model.ts";
import { positions } from "./syntax/positions.ts";
import type { CategoryName } from "./target.ts";

/** Sites of one kind. `found === done + declined`; what an earlier run did, or the author, counts as done. */
export type SiteCounts = {
  readonly found: number;
  readonly done: number;
  readonly declined: number;
  /** How many of those done were so before this run. */
  readonly already: number;
};
export type Counts = { readonly [kind in SiteKind]: SiteCounts };

/** What the user's own transforms came to in one file, in front of our edits. */
export type Own = {
  /** The text on disk; `source.text` is what the transforms made of it. */
  readonly before: string;
  readonly edits: readonly EditReport[];
  readonly declined: readonly DeclinedReport[];
  readonly notes: readonly NoteReport[];
};

/** What is known of every file that was read and planned. */
type Planned = {
  /** Relative path with forward slashes. */
  readonly path: string;
  readonly source: Source;
  readonly declined: readonly Declined[];
  readonly sites: Counts;
  readonly classification: Classification;
  readonly component: string;
  readonly own?: Own | undefined;
};

/** The file's text as it would be written, with the changes that make it so. */
export type Changed = Planned & {
  readonly kind: "changed";
  readonly output: string;
  readonly changes: readonly Change[];
};
export type Unchanged = Planned & { readonly kind: "unchanged" };
/** Left alone on purpose. A skipped folder ends in `/` and stands for all that is in it. */
export type Skipped = {
  readonly kind: "skipped";
  readonly path: string;
  /** Stable kebab-case code, e.g. `generated`. */
  readonly code: string;
  readonly reason: string;
};
/** Should have been handled and could not be: makes the exit code 1. */
export type Failed = {
  readonly kind: "failed";
  readonly path: string;
  readonly reason: string;
  readonly own?: Own | undefined;
};

export type FileOutcome = Changed | Unchanged | Skipped | Failed;

/** What a run did, as `--format json` prints it. Version 1 only ever grows. */
export type Report = {
  readonly version: 1;
  readonly command: string;
  readonly dryRun: boolean;
  readonly durationMs: number;
  readonly totals: Totals;
  readonly files: readonly FileReport[];
};

export type Totals = {
  readonly files: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
  readonly logCalls: SiteCounts;
  readonly errorPaths: SiteCounts;
  readonly functions: SiteCounts;
  /** Changes that the user's own transforms made, or would have made, one a transform and file. */
  readonly transforms: SiteCounts;
};

/** One file, the same keys for each status; what was not looked at is `null` or empty. */
export type FileReport = {
  readonly path: string;
  readonly status: FileOutcome["kind"];
  /** Why it was skipped or failed. */
  readonly reason?: string;
  readonly category: CategoryName | null;
  readonly confidence: Confidence | null;
  readonly evidence: readonly string[];
  readonly component: string | null;
  /** Counts of a file that was looked at. */
  readonly logCalls?: SiteCounts;
  readonly errorPaths?: SiteCounts;
  readonly functions?: SiteCounts;
  readonly edits: readonly EditReport[];
  readonly declined: readonly DeclinedReport[];
  /** What the user's own transforms said, where they said something. */
  readonly notes?: readonly NoteReport[];
};

/** Lines and columns count from 1, columns in UTF-16 units, on the original text (behind the user's own transforms, if there are any). */
export type EditReport = {
  /** `transform`: a change by one of the user's own transforms. */
  readonly kind: EditKind | "transform";
  readonly line: number;
  readonly column: number;
  readonly summary: string;
};
export type DeclinedReport = {
  readonly kind: SiteKind | "transform";
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
};

/** What a person should hear of a transform of theirs. */
export type NoteReport = {
  readonly code: "report" | "printed" | "stats" | "not-idempotent";
  readonly transform: string;
  readonly text: string;
};

export type RunFacts = Pick<Report, "command" | "dryRun" | "durationMs">;

/** Sums up a run; files come sorted by path, edits and declines by place. */
export function report(outcomes: readonly FileOutcome[], run: RunFacts): Report {
  return reportFiles([], outcomes, run);
}

/** As {@link report}, for a run that has files to report on which nothing was planned, such as `revert`. */
export function reportFiles(
  more: readonly FileReport[],
  outcomes: readonly FileOutcome[],
  { command, dryRun, durationMs }: RunFacts,
): Report {
  const files = [...more, ...outcomes.map(fileReport)].sort((a, b) => compare(a.path, b.path));
  const totals = { ...countFiles(files), ...countSites(outcomes), transforms: countOwn(outcomes) };
  return { version: 1, command, dryRun, durationMs: Math.round(durationMs), totals, files };
}

/** The reports of runs over different files as that of one; it took as long as the longest of them. */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports;
  if (first === undefined) throw new Error("there is no report to merge");
  const files = reports.flatMap((one) => one.files).sort((a, b) => compare(a.path, b.path));
  const sites = (kind: "logCalls" | "errorPaths" | "functions" | "transforms"): SiteCounts =>
    addSites(reports.map(({ totals }) => totals[kind]));
  return {
    ...first,
    durationMs: Math.max(...reports.map(({ durationMs }) => durationMs)),
    totals: {
      ...countFiles(files),
      logCalls: sites("logCalls"),
      errorPaths: sites("errorPaths"),
      functions: sites("functions"),
      transforms: sites("transforms"),
    },
    files,
  };
}

function addSites(all: readonly SiteCounts[]): SiteCounts {
  const sum = { found: 0, done: 0, declined: 0, already: 0 };
  for (const { found, done, declined, already } of all) {
    sum.found += found;
    sum.done += done;
    sum.declined += declined;
    sum.already += already;
  }
  return sum;
}

function countOwn(outcomes: readonly FileOutcome[]): SiteCounts {
  const own = outcomes.flatMap((outcome) => (outcome.kind !== "skipped" && outcome.own) || []);
  const done = own.reduce((sum, { edits }) => sum + edits.length, 0);
  const declined = own.reduce((sum, { declined }) => sum + declined.length, 0);
  return { found: done + declined, done, declined, already: 0 };
}

function countFiles(
  files: readonly FileReport[],
): Omit<Totals, "logCalls" | "errorPaths" | "functions" | "transforms"> {
  const count = (status: FileOutcome["kind"]): number => files.filter((f) => f.status === status).length;
  return {
    files: files.length,
    changed: count("changed"),
    unchanged: count("unchanged"),
    skipped: count("skipped"),
    failed: count("failed"),
  };
}

function countSites(outcomes: readonly FileOutcome[]): Pick<Totals, "logCalls" | "errorPaths" | "functions"> {
  return named(sumSites(outcomes));
}

const named = (sites: Counts): Pick<Totals, "logCalls" | "errorPaths" | "functions"> => ({
  logCalls: sites["log-call"],
  errorPaths: sites["error-path"],
  functions: sites.span,
});

function sumSites(outcomes: readonly FileOutcome[]): Counts {
  const planned = outcomes.filter((one) => one.kind === "changed" || one.kind === "unchanged");
  const sums = SITE_KINDS.map((kind) => [kind, addSites(planned.map(({ sites }) => sites[kind]))]);
  return Object.fromEntries(sums) as Counts;
}

function fileReport(outcome: FileOutcome): FileReport {
  switch (outcome.kind) {
    case "skipped":
      return { ...blankFile(outcome.path, outcome.kind), reason: outcome.reason };
    case "failed":
      return withOwn({ ...blankFile(outcome.path, outcome.kind), reason: outcome.reason }, outcome.own);
    case "unchanged":
      return withOwn(planned(outcome, []), outcome.own);
    case "changed":
      return withOwn(planned(outcome, outcome.changes), outcome.own);
    default:
      return outcome satisfies never;
  }
}

function withOwn(file: FileReport, own: Own | undefined): FileReport {
  if (!own) return file;
  const { edits, declined, notes } = own;
  return {
    ...file,
    edits: [...edits, ...file.edits],
    declined: [...declined, ...file.declined],
    ...(notes.length > 0 && { notes }),
  };
}

/** A file on which nothing was planned. */
export function blankFile(path: string, status: FileReport["status"]): FileReport {
  return {
    path,
    status,
    category: null,
    confidence: null,
    evidence: [],
    component: null,
    edits: [],
    declined: [],
  };
}

function planned(outcome: Changed | Unchanged, changes: readonly Change[]): FileReport {
  const { path, kind, classification, component } = outcome;
  const at = positions(outcome.source.text);
  return {
    path,
    status: kind,
    category: classification.category,
    confidence: classification.confidence,
    evidence: classification.evidence,
    component,
    ...named(outcome.sites),
    edits: changes.map((change) => editReport(outcome, change, at)).sort(byPlace),
    declined: outcome.declined
      .map((d) => ({ kind: d.kind, code: d.code, ...at(d.offset), reason: d.reason }))
      .sort(byPlace),
  };
}

/** A change as a person is told of it. */
export const editReport = (
  { source }: Pick<Planned, "source">,
  { kind, range, summary }: Change,
  at = positions(source.text),
): EditReport => ({ kind, ...at(range.start), summary });

type Place = { readonly line: number; readonly column: number };
const byPlace = (a: Place, b: Place): number => a.line - b.line || a.column - b.column;

/** By code unit, so that the order is the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
