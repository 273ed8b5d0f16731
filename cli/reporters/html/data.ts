import type { FileReport, Report } from "../../../transforms/report.ts";
import type { FileFindings } from "../../../transforms/rules/model.ts";
import { positions } from "../../../transforms/syntax/positions.ts";
import { printable, printableLine } from "../../printable.ts";
import { hunks } from "../hunks.ts";
import { lineDiff } from "../line-diff.ts";
import type { FileTexts } from "../result.ts";
import { coverage, type FolderCoverage } from "./coverage.ts";

/** What the page shows, as one JSON value inside it. Lines and columns count from 1. */
export type PageData = Pick<Report, "command" | "dryRun" | "durationMs" | "totals"> & {
  /** Name of the folder where the command ran. */
  readonly title: string;
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly made: string;
  readonly notes: readonly string[];
  readonly folders: readonly FolderCoverage[];
  readonly edits: readonly Count[];
  readonly categories: readonly Count[];
  readonly files: readonly PageFile[];
};

export type Count = { readonly name: string; readonly count: number };

export type PageFile = FileReport & {
  readonly hunks: readonly PageHunk[];
  /** What `lint` finds in the file as it is after the run. */
  readonly findings: readonly PageFinding[];
};

/** A part of the difference; each line starts with a blank, `-` or `+`. */
export type PageHunk = {
  /** Number of the first line before and after. */
  readonly before: number;
  readonly after: number;
  readonly lines: readonly string[];
};

export type PageFinding = {
  readonly rule: string;
  readonly severity: "warn" | "error";
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The way of the error, place by place. */
  readonly path: readonly { readonly line: number; readonly text: string }[];
};

export type PageInput = {
  readonly report: Report;
  readonly texts: readonly FileTexts[];
  readonly notes: readonly string[];
  readonly findings: readonly FileFindings[];
  readonly title: string;
  readonly version: string;
  readonly made: Date;
};

/** Gathers what the page shows. Only lines around changes are taken, so that its size follows the change. */
export function pageData({ report, texts, notes, findings, title, version, made }: PageInput): PageData {
  const textOf = new Map(texts.map((text) => [text.path, text]));
  const findingsOf = new Map(findings.map((file) => [file.path, file]));
  const { command, dryRun, durationMs, totals, files } = report;
  return {
    title,
    version,
    made: made.toISOString(),
    command,
    dryRun,
    durationMs,
    totals,
    notes,
    folders: coverage(files),
    edits: tally(files.flatMap((file) => file.edits.map(({ kind }) => kind))),
    categories: tally(files.flatMap(({ category }) => category ?? [])),
    files: files.map((file) => ({
      ...file,
      path: printable(file.path),
      hunks: pageHunks(textOf.get(file.path)),
      findings: pageFindings(findingsOf.get(file.path)),
    })),
  };
}

function tally(names: readonly string[]): readonly Count[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
}

function pageHunks(texts: FileTexts | undefined): readonly PageHunk[] {
  if (!texts) return [];
  const lines = lineDiff(texts.before, texts.after);
  return hunks(lines).map(({ from, to, before, after }) => ({
    before: before + 1,
    after: after + 1,
    lines: lines.slice(from, to).map(({ op, text }) => op + printableLine(text.replace(/\n$/, ""))),
  }));
}

function pageFindings(file: FileFindings | undefined): readonly PageFinding[] {
  if (!file || file.findings.length === 0) return [];
  const at = positions(file.source.text);
  return file.findings.map(({ ruleId, severity, start, message, steps }) => ({
    rule: ruleId,
    severity,
    ...at(start),
    message,
    path: steps.map(({ offset, text }) => ({ line: at(offset).line, text })),
  }));
}
