import { dirname } from "node:path";
import type { Change } from "./model.ts";
import {
  configFault,
  configsAround,
  type Diagnostic,
  findConfigs,
  openProject,
  type TypedProject,
} from "./project.ts";
import type { Changed, FileOutcome } from "./report.ts";
import { isHeader, sitesOf, without } from "./without.ts";

export type TypeGate = {
  readonly outcomes: readonly FileOutcome[];
  /** Configurations that were checked, and changed files that are in no program of them. */
  readonly checked: readonly string[];
  readonly unchecked: readonly string[];
  /** Configurations that something is wrong with, so that they were not checked. */
  readonly unusable: readonly Unusable[];
};

export type Unusable = {
  readonly configPath: string;
  readonly reason: string;
  /** How many changed files it includes. */
  readonly files: number;
};

/** Rounds of withdrawing what is to blame; behind the last one all that is left in the files is withdrawn. */
const ROUNDS = 4;

/**
 * Type-checks the changed files before and after, each in its own project. A change that adds a diagnostic is
 * withdrawn and becomes a declined site with the code `type-error`; the rest of its file stands. A project that
 * imports a file of another one and has always complained of it is not asked about it: what becomes of a file must
 * not depend on which other projects are checked in the same run.
 */
export function checkTypes(outcomes: readonly FileOutcome[]): TypeGate {
  const changed = outcomes.filter(isChanged);
  const configs = findConfigs(changed.map(({ source }) => source.path));
  const all = [...new Set(configs.values())];
  const unusable = all.flatMap((configPath) => unusableOf(configPath, configs));
  const usable = all.filter((path) => !unusable.some(({ configPath }) => configPath === path));
  let current: ReadonlyMap<string, FileOutcome> = new Map(changed.map((o) => [o.source.path, o]));
  const checked: string[] = [];
  /** For each file that no configuration names those that may have it all the same, as others import it. */
  const around = new Map(
    changed.flatMap(({ source: { path } }) =>
      configs.has(path) ? [] : [[path, configsAround(path)] as const],
    ),
  );
  const left = new Set(around.keys());
  const isForeignTo = (configPath: string) => (path: string) => {
    const owner = configs.get(path);
    if (owner !== undefined) return owner !== configPath && usable.includes(owner);
    const own = around.get(path) ?? [];
    return own.length > 0 && !own.includes(configPath);
  };
  for (const configPath of new Set([...usable, ...[...around.values()].flat().toSorted(deepestFirst)])) {
    const isNamed = usable.includes(configPath);
    const waiting = [...left].filter((path) => around.get(path)?.includes(configPath));
    if (!isNamed && (waiting.length === 0 || configFault(configPath))) continue;
    const project = openProject(configPath);
    const found = waiting.filter(project.has);
    for (const path of found) left.delete(path);
    if (!isNamed && found.length === 0) continue;
    checked.push(configPath);
    current = settle(project, current, isForeignTo(configPath));
  }
  return {
    outcomes: outcomes.map((o) => (isChanged(o) ? (current.get(o.source.path) ?? o) : o)),
    checked,
    unchecked: changed.filter(({ source }) => left.has(source.path)).map(({ path }) => path),
    unusable,
  };
}

/** Of the configurations around a file the nearest comes first. */
const deepestFirst = (a: string, b: string): number => dirname(b).length - dirname(a).length;

function unusableOf(configPath: string, configs: ReadonlyMap<string, string>): readonly Unusable[] {
  const reason = configFault(configPath);
  const files = [...configs.values()].filter((path) => path === configPath).length;
  return reason === undefined ? [] : [{ configPath, reason, files }];
}

const isChanged = (outcome: FileOutcome): outcome is Changed => outcome.kind === "changed";

type ByPath = ReadonlyMap<string, FileOutcome>;

/** All outcomes, with the changes withdrawn that add a diagnostic in this project. */
function settle(project: TypedProject, all: ByPath, isForeign: (path: string) => boolean): ByPath {
  const mine = [...all].filter(([path]) => project.has(path));
  const original = new Map(
    mine.flatMap(([path, o]) => (isChanged(o) ? [[path, o.source.text] as const] : [])),
  );
  let current: ByPath = new Map(mine);
  // Always the whole project: what the checker says of a file can depend on the files that it checked before.
  const after = (): readonly Diagnostic[] => {
    project.update(new Map([...original].map(([path, text]) => [path, textOf(current.get(path), text)])));
    return project.check();
  };
  let found = after();
  if (found.length === 0) return all;
  project.update(original);
  const before = project.check();
  const unasked = new Set(before.map(({ path }) => path).filter(isForeign));
  for (let round = 0; round <= ROUNDS; round++) {
    const changed = [...current.values()].filter(isChanged);
    const added = newDiagnostics(before, found, changed).filter(({ path }) => !unasked.has(path));
    if (added.length === 0) break;
    const blamed = blame(added, changed, round, project);
    if (blamed.length === 0) continue;
    current = new Map([...current].map(([path, o]) => [path, isChanged(o) ? withdraw(o, blamed) : o]));
    found = after();
  }
  return new Map([...all, ...current]);
}

function textOf(outcome: FileOutcome | undefined, original: string): string {
  return outcome?.kind === "changed" ? outcome.output : original;
}

/** A diagnostic at its place in the original text, and the change in whose added text it is, if it is in one. */
type Located = Diagnostic & { readonly change?: Change | undefined };

/**
 * Diagnostics of `after` that `before` does not have at the same place of the original text. Messages are not
 * compared: in which order the checker prints the members of a union depends on what it has seen before.
 */
function newDiagnostics(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  outcomes: readonly FileOutcome[],
): readonly Located[] {
  const byPath = new Map(
    outcomes.flatMap((o) => (o.kind === "changed" ? [[o.source.path, insertions(o)] as const] : [])),
  );
  const key = ({ path, code, offset, message }: Diagnostic): string =>
    `${path}\0${code}\0${offset}\0${message}`;
  const known = new Set(before.map(key));
  const missing = new Set(before.filter(({ code }) => ENVIRONMENT.has(code)).map(anywhere));
  return after
    .map((d) => ({ ...d, ...locate(byPath.get(d.path) ?? [], d.offset) }))
    .filter((d) => !missing.has(anywhere(d)) && (d.change !== undefined || !known.has(key(d))));
}

/** "Cannot find name 'process'. Do you need to install type definitions for node?", and the same of libraries. */
const ENVIRONMENT: ReadonlySet<number> = new Set([2580, 2583, 2584, 2591]);

/** A diagnostic wherever it stands in its file: what is not installed is missing in each place. */
const anywhere = ({ path, code, message }: Diagnostic): string => `${path}\0${code}\0${message}`;

type Insertion = { readonly start: number; readonly length: number; readonly change: Change };

/** What was inserted, in the order of the text. */
function insertions({ changes }: Changed): readonly Insertion[] {
  const all = changes.flatMap((change) =>
    change.edits.map(({ start, text }) => ({ start, length: text.length, change })),
  );
  return all.sort((a, b) => a.start - b.start);
}

/** An offset in the output as one in the original text. */
function locate(inserted: readonly Insertion[], offset: number): Pick<Located, "offset" | "change"> {
  let shift = 0;
  for (const { start, length, change } of inserted) {
    if (start + shift > offset) break;
    if (start + shift + length > offset) return { offset: start, change };
    shift += length;
  }
  return { offset: offset - shift };
}

type Blamed = { readonly diagnostic: Diagnostic; readonly outcome: Changed; readonly change: Change };

/**
 * Who is to blame: the change in whose text the diagnostic is, else the innermost one around it, else the closest
 * one of its file. For a file that was not changed: the spans of the files that it imports. Later rounds blame more.
 */
function blame(
  added: readonly Located[],
  outcomes: readonly Changed[],
  round: number,
  project: TypedProject,
): readonly Blamed[] {
  return added.flatMap((diagnostic) => {
    const own = outcomes.find(({ source }) => source.path === diagnostic.path);
    const imported = own ? undefined : project.importsOf(diagnostic.path);
    const guilty = (outcome: Changed): readonly Change[] => {
      if (round === ROUNDS) return sitesOf(outcome);
      if (outcome === own) return round === ROUNDS - 1 ? sitesOf(own) : nearest(own, diagnostic);
      const near = imported?.has(outcome.source.path) ?? false;
      return round >= ROUNDS - 2 || near ? spans(outcome) : [];
    };
    return outcomes.flatMap((outcome) => guilty(outcome).map((change) => ({ diagnostic, outcome, change })));
  });
}

const spans = ({ changes }: Changed): readonly Change[] => changes.filter(({ kind }) => kind === "span");

function nearest(outcome: Changed, { change, offset }: Located): readonly Change[] {
  if (change) return isHeader(change) ? sitesOf(outcome) : [change];
  const distance = ({ range: { start, end } }: Change): number =>
    offset < start ? start - offset : offset > end ? offset - end : 0;
  const size = ({ range: { start, end } }: Change): number => end - start;
  const [closest] = [...sitesOf(outcome)].sort((a, b) => distance(a) - distance(b) || size(a) - size(b));
  return closest ? [closest] : [];
}

/** The outcome without the changes that were blamed, which are declined sites now. */
function withdraw(outcome: Changed, blamed: readonly Blamed[]): FileOutcome {
  const gone = new Map(blamed.filter((b) => b.outcome === outcome).map((b) => [b.change, b.diagnostic]));
  const withdrawn = [...gone].map(([change, { code, message }]) => ({
    change,
    code: "type-error",
    reason: `the type checker would object: TS${code} ${message}`,
  }));
  return without(outcome, withdrawn);
}
