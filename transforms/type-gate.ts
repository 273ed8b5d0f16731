import { applyChanges } from "./apply.ts";
import { asDeclined } from "./migrate.ts";
import type { Change } from "./model.ts";
import { type Diagnostic, findConfigs, openProject, type TypedProject } from "./project.ts";
import type { Changed, FileOutcome } from "./report.ts";

export type TypeGate = {
  readonly outcomes: readonly FileOutcome[];
  /** Configurations that were checked, and changed files that none of them includes. */
  readonly checked: readonly string[];
  readonly unchecked: readonly string[];
};

/** Rounds of withdrawing what is to blame; behind the last one all that is left in the files is withdrawn. */
const ROUNDS = 4;

/**
 * Type-checks the changed files before and after, each in its own project. A change that adds a diagnostic is
 * withdrawn and becomes a declined site with the code `type-error`; the rest of its file stands.
 */
export function checkTypes(outcomes: readonly FileOutcome[]): TypeGate {
  const changed = outcomes.filter((o) => o.kind === "changed");
  const configs = findConfigs(changed.map(({ source }) => source.path));
  const checked = [...new Set(configs.values())];
  const settled = new Map<FileOutcome, FileOutcome>();
  for (const configPath of checked) {
    const mine = changed.filter(({ source }) => configs.get(source.path) === configPath);
    for (const [before, after] of settle(openProject(configPath), mine)) settled.set(before, after);
  }
  return {
    outcomes: outcomes.map((outcome) => settled.get(outcome) ?? outcome),
    checked,
    unchecked: changed.filter(({ source }) => !configs.has(source.path)).map(({ path }) => path),
  };
}

/** The outcomes of one project with the changes withdrawn that add a diagnostic. */
function settle(project: TypedProject, files: readonly Changed[]): ReadonlyMap<FileOutcome, FileOutcome> {
  let current: readonly FileOutcome[] = files;
  let suspects: ReadonlySet<string> | undefined;
  for (let round = 0; round <= ROUNDS; round++) {
    project.update(texts(current, (o) => o.output));
    const after = project.check(suspects);
    if (after.length === 0) break;
    const touched = new Set(after.map(({ path }) => path));
    project.update(texts(files, ({ source }) => source.text));
    const added = newDiagnostics(project.check(touched), after, current);
    if (added.length === 0) break;
    const withdrawn = blame(
      added,
      current.filter((o) => o.kind === "changed"),
      round === ROUNDS,
    );
    current = current.map((o) => (o.kind === "changed" ? withdraw(o, withdrawn) : o));
    suspects = new Set([...added.map(({ path }) => path), ...files.map(({ source }) => source.path)]);
  }
  return new Map(files.map((file, index) => [file, current[index] ?? file]));
}

function texts(outcomes: readonly FileOutcome[], text: (o: Changed) => string): ReadonlyMap<string, string> {
  return new Map(
    outcomes.flatMap((o) => {
      if (o.kind === "changed") return [[o.source.path, text(o)] as const];
      return o.kind === "unchanged" ? [[o.source.path, o.source.text] as const] : [];
    }),
  );
}

type Blamed = { readonly diagnostic: Diagnostic; readonly outcome: Changed; readonly change: Change };

/** Diagnostics of `after` that `before` does not have at the same place of the original text. */
function newDiagnostics(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  outcomes: readonly FileOutcome[],
): readonly Diagnostic[] {
  const byPath = new Map(
    outcomes.flatMap((o) => (o.kind === "changed" ? [[o.source.path, o] as const] : [])),
  );
  const key = ({ path, code, message }: Diagnostic, offset: number): string =>
    `${path}\0${code}\0${offset}\0${message}`;
  const known = new Set(before.map((d) => key(d, d.offset)));
  return after.flatMap((d) => {
    const outcome = byPath.get(d.path);
    const offset = outcome ? originalOffset(outcome.changes, d.offset) : d.offset;
    return known.has(key(d, offset)) ? [] : [{ ...d, offset }];
  });
}

/** Maps an offset in the output to the original text; all edits insert. */
function originalOffset(changes: readonly Change[], offset: number): number {
  const edits = changes.flatMap((change) => change.edits).sort((a, b) => a.start - b.start);
  let shift = 0;
  for (const { start, text } of edits) {
    if (start + shift > offset) break;
    if (start + shift + text.length > offset) return start;
    shift += text.length;
  }
  return offset - shift;
}

/** Who is to blame: what was inserted where the diagnostic is, else what surrounds it, else the spans of the files around. */
function blame(added: readonly Diagnostic[], outcomes: readonly Changed[], all: boolean): readonly Blamed[] {
  return added.flatMap((diagnostic) => {
    const outcome = outcomes.find(({ source }) => source.path === diagnostic.path);
    if (all || !outcome) {
      const kinds = (change: Change): boolean => all || change.kind === "span";
      return outcomes.flatMap((o) =>
        sites(o)
          .filter(kinds)
          .map((change) => ({ diagnostic, outcome: o, change })),
      );
    }
    const near = nearest(sites(outcome), diagnostic.offset);
    return near.map((change) => ({ diagnostic, outcome, change }));
  });
}

const sites = ({ changes }: Changed): readonly Change[] =>
  changes.filter(({ kind }) => kind !== "import" && kind !== "logger");

function nearest(changes: readonly Change[], offset: number): readonly Change[] {
  const here = changes.filter(({ edits }) => edits.some(({ start }) => start === offset));
  if (here.length > 0) return here;
  const around = changes.filter(({ range }) => range.start <= offset && offset <= range.end);
  const innermost = around.sort((a, b) => b.range.start - a.range.start).slice(0, 1);
  return innermost.length > 0 ? innermost : changes.filter(({ kind }) => kind === "span");
}

function withdraw(outcome: Changed, blamed: readonly Blamed[]): FileOutcome {
  const mine = blamed.filter((b) => b.outcome === outcome);
  if (mine.length === 0) return outcome;
  const gone = new Map(mine.map((b) => [b.change, b.diagnostic]));
  const left = outcome.changes.filter((change) => !gone.has(change));
  const declined = [...gone].map(([change, { code, message }]) =>
    asDeclined({ change, code: "type-error", reason: `the type checker would object: TS${code} ${message}` }),
  );
  const counts = Object.entries(outcome.sites).map(([kind, { found, done, declined: before }]) => {
    const lost = declined.filter((d) => d.kind === kind).length;
    return [kind, { found, done: done - lost, declined: before + lost }] as const;
  });
  const { output: _, changes: __, ...rest } = outcome;
  const base = {
    ...rest,
    sites: Object.fromEntries(counts) as Changed["sites"],
    declined: [...outcome.declined, ...declined],
  };
  const some = left.some(({ kind }) => kind !== "import" && kind !== "logger");
  if (!some) return { ...base, kind: "unchanged" };
  return { ...base, kind: "changed", changes: left, output: applyChanges(outcome.source.text, left) };
}
