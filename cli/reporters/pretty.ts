import type {
  DeclinedReport,
  EditReport,
  FileReport,
  NoteReport,
  Report,
  SiteCounts,
} from "../../transforms/report.ts";
import { printable } from "../printable.ts";
import type { Colors } from "../terminal.ts";
import type { Reporter } from "./result.ts";

/** How many places of each group are named; the JSON report has all. */
const EXAMPLES = 3;

/** For people: what changed, what was left and why, what failed, how much of all there is. */
export const pretty: Reporter = ({ report, notes, next }, { colors, quiet }) => {
  const failed = failures(report, colors);
  if (quiet) return page([failed]);
  return page([
    changes(report, colors),
    remarks(report, colors),
    declined(report, colors),
    skipped(report, colors),
    said(report, colors),
    notes.map((note) => printable(note)),
    failed,
    table(report, colors),
    [total(report)],
    steps(next, colors),
  ]);
};

type Section = readonly string[];

function page(sections: readonly Section[]): string {
  const shown = sections.filter((section) => section.length > 0).map((section) => section.join("\n"));
  return shown.length === 0 ? "" : `${shown.join("\n\n")}\n`;
}

/** What a change of each kind counts as on the line of its file; the header belongs to them all. */
const NOUN = {
  transform: "own transform",
  "log-call": "log call",
  "error-path": "error path",
  span: "span",
  import: undefined,
  logger: undefined,
} as const satisfies Record<EditReport["kind"], string | undefined>;

function changes({ files, dryRun }: Report, colors: Colors): Section {
  const changed = files.filter(({ status }) => status === "changed");
  if (changed.length === 0) return [];
  const lines = changed.map((file) => {
    const category = file.category ? colors.dim(`  ${file.category}`) : "";
    const done = file.reason ? [printable(file.reason)] : counted(file);
    return `  ${printable(file.path)}${category}  ${colors.green(done.join(", "))}`;
  });
  return [colors.bold(dryRun ? "Would change" : "Changed"), ...lines];
}

/** Files that did not change although there was something to say about them. */
function remarks({ files }: Report, colors: Colors): Section {
  const lines = files.flatMap(({ path, status, reason }) =>
    status === "unchanged" && reason ? [`  ${printable(path)}: ${printable(reason)}`] : [],
  );
  return lines.length === 0 ? [] : [colors.bold("Unchanged"), ...lines];
}

function counted({ edits }: FileReport): readonly string[] {
  return Object.entries(NOUN).flatMap(([kind, noun]) => {
    const count = edits.filter((edit) => edit.kind === kind).length;
    return noun && count > 0 ? [`+${plural(count, noun)}`] : [];
  });
}

function declined({ files }: Report, colors: Colors): Section {
  const all = files.flatMap((file) => file.declined.map((site) => ({ ...site, path: file.path })));
  if (all.length === 0) return [];
  const lines = grouped(all, ({ kind, code }) => `${kind} ${code}`).flatMap(([, sites]) => [
    `  ${colors.yellow(String(sites.length))} ${sites[0]!.code} ${colors.dim(`(${NOUN[sites[0]!.kind]})`)}: ${printable(mostUsual(sites))}`,
    `    ${examples(sites.map(({ path, line, column }) => `${path}:${line}:${column}`))}`,
  ]);
  return [colors.bold("Left as it is"), ...lines];
}

/** What the user's own transforms said: each message once, however many files it was said of. */
function said({ files }: Report, colors: Colors): Section {
  const all = files.flatMap(({ path, notes = [] }) => notes.map((note) => ({ ...note, path })));
  if (all.length === 0) return [];
  const lines = grouped(all, ({ transform, code, text }) => `${transform}, ${SAID[code]}: ${text}`).map(
    ([message, group]) =>
      `  ${colors.yellow(String(group.length))} ${printable(message)}\n    ${examples(group.map(({ path }) => path))}`,
  );
  return [colors.bold("Said by your transforms"), ...lines];
}

const SAID = {
  report: "reported",
  printed: "printed",
  stats: "counted",
  "not-idempotent": "a second run",
} as const satisfies Record<NoteReport["code"], string>;

/** The reason that most sites of a group share. */
function mostUsual(sites: readonly DeclinedReport[]): string {
  return grouped(sites, ({ reason }) => reason)[0]?.[0] ?? "";
}

function skipped({ files }: Report, colors: Colors): Section {
  const left = files.filter(({ status }) => status === "skipped");
  if (left.length === 0) return [];
  const lines = grouped(left, ({ reason }) => reason ?? "").map(
    ([reason, group]) =>
      `  ${colors.yellow(String(group.length))} ${printable(reason)}: ${examples(group.map(({ path }) => path))}`,
  );
  return [colors.bold("Left alone (a folder counts as one)"), ...lines];
}

function failures({ files }: Report, colors: Colors): Section {
  const failed = files.filter(({ status }) => status === "failed");
  if (failed.length === 0) return [];
  const lines = grouped(failed, ({ reason = "" }) => reason).flatMap(([reason, group]) =>
    group.length > EXAMPLES
      ? [`  ${group.length} files: ${printable(reason)}: ${examples(group.map(({ path }) => path))}`]
      : group.map(({ path }) => `  ${printable(path)}: ${printable(reason)}`),
  );
  return [colors.bold(colors.red("Failed")), ...lines];
}

function table({ command, totals }: Report, colors: Colors): Section {
  if (command === "revert") return [];
  const row = (name: string, { found, done, declined }: SiteCounts): string =>
    [name.padEnd(12), ...[found, done, declined].map((n) => String(n).padStart(9))].join("");
  return [
    colors.dim(["".padEnd(12), ...["found", "done", "declined"].map((h) => h.padStart(9))].join("")),
    row("log calls", totals.logCalls),
    row("error paths", totals.errorPaths),
    row("functions", totals.functions),
    ...coverage(totals.errorPaths),
    ...(totals.transforms.found > 0 ? [row("transforms", totals.transforms)] : []),
  ];
}

/** Error paths that are logged or handled, of all that were found. */
function coverage({ found, already, done }: SiteCounts): readonly string[] {
  if (found === 0) return [];
  const percent = (part: number): string => `${Math.round((100 * part) / found)} %`;
  return [`error paths covered: ${percent(already)} before, ${percent(done)} after`];
}

/** One line: `12 files: 5 changed, 6 unchanged, 1 left alone, 0 failed (0.4 s)` */
export function total({ totals, dryRun, durationMs }: Report): string {
  const { files, changed, unchanged, skipped, failed } = totals;
  const verb = dryRun ? "would change" : "changed";
  const seconds = (durationMs / 1000).toFixed(1);
  return `${plural(files, "file")}: ${changed} ${verb}, ${unchanged} unchanged, ${skipped} left alone, ${failed} failed (${seconds} s)`;
}

function steps(next: readonly string[], colors: Colors): Section {
  if (next.length === 0) return [];
  return [colors.bold("Next"), ...next.map((step) => `  ${printable(step)}`)];
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function examples(places: readonly string[]): string {
  const more = places.length - EXAMPLES;
  return places.slice(0, EXAMPLES).map(printable).join(", ") + (more > 0 ? `, and ${more} more` : "");
}

/** Groups by key, the largest group first. */
function grouped<T>(
  values: readonly T[],
  key: (value: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}
