import { type Diagnostic, findConfigs, openProject, type TypedProject } from "./project.ts";

/** A file as it was and as the user's transforms made it. */
export type Rewritten = { readonly path: string; readonly before: string; readonly after: string };

/** Files whose change adds a diagnostic, with what the checker says. */
export type Objections = ReadonlyMap<string, string>;

/** Whom to blame for a diagnostic, in one round after the other: the file itself, what it imports, all. */
const ROUNDS = ["own", "imports", "all"] as const;

/**
 * Type-checks the files before and after the user's transforms, each in its own project, and names those whose change
 * adds a diagnostic, in the file or in one that uses it. They move text about as they like, so that a diagnostic is
 * known again by its code and its line, else by its words.
 */
export function checkCodemods(files: readonly Rewritten[]): Objections {
  const configs = findConfigs(files.map(({ path }) => path));
  const objections = new Map<string, string>();
  for (const configPath of new Set(configs.values())) settle(openProject(configPath), files, objections);
  return objections;
}

function settle(project: TypedProject, files: readonly Rewritten[], objections: Map<string, string>): void {
  const mine = files.filter(({ path }) => project.has(path));
  const texts = (after: boolean): Map<string, string> =>
    new Map(mine.map((file) => [file.path, after && !objections.has(file.path) ? file.after : file.before]));
  const check = (after: boolean): Checked => {
    const overlay = texts(after);
    project.update(overlay);
    return { overlay, diagnostics: project.check() };
  };
  let now = check(true);
  if (now.diagnostics.length === 0) return;
  const before = check(false);
  for (const round of ROUNDS) {
    // More than once: to withdraw one file can break another that was changed along with it.
    for (let added = addedTo(before, now); added.length > 0; added = addedTo(before, now)) {
      const blamed = blame(added, mine, round, project).filter(([path]) => !objections.has(path));
      if (blamed.length === 0) break;
      for (const [path, reason] of blamed) objections.set(path, reason);
      now = check(true);
    }
  }
}

type Checked = {
  readonly overlay: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
};

/** Diagnostics of `after` that `before` has no counterpart for. */
function addedTo(before: Checked, after: Checked): readonly Diagnostic[] {
  const byLine = remove(before.diagnostics, after.diagnostics, keyByLine(before), keyByLine(after));
  const words = ({ path, code, message }: Diagnostic): string => `${path}\0${code}\0${message}`;
  return remove(byLine.left, byLine.added, words, words).added;
}

const keyByLine =
  ({ overlay }: Checked) =>
  ({ path, code, offset }: Diagnostic): string => {
    const text = overlay.get(path);
    if (text === undefined) return `${path}\0${code}\0${offset}`;
    const start = text.lastIndexOf("\n", offset - 1) + 1;
    const end = text.indexOf("\n", offset);
    return `${path}\0${code}\0${text.slice(start, end < 0 ? undefined : end).trim()}`;
  };

type Key = (diagnostic: Diagnostic) => string;

/** Pairs the diagnostics of both sides by their keys, each once. */
function remove(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  keyBefore: Key,
  keyAfter: Key,
): { readonly left: readonly Diagnostic[]; readonly added: readonly Diagnostic[] } {
  const known = new Map<string, Diagnostic[]>();
  for (const diagnostic of before) {
    const key = keyBefore(diagnostic);
    known.set(key, [...(known.get(key) ?? []), diagnostic]);
  }
  const added = after.filter((diagnostic) => known.get(keyAfter(diagnostic))?.pop() === undefined);
  return { left: [...known.values()].flat(), added };
}

function blame(
  added: readonly Diagnostic[],
  files: readonly Rewritten[],
  round: (typeof ROUNDS)[number],
  project: TypedProject,
): readonly (readonly [path: string, reason: string])[] {
  return added.flatMap(({ path, code, message }) => {
    const imported = round === "imports" ? project.importsOf(path) : undefined;
    const guilty = (file: string): boolean =>
      round === "all" || file === path || (imported?.has(file) ?? false);
    const where = (file: string): string => (file === path ? "" : ` in ${path}`);
    return files
      .filter((file) => guilty(file.path))
      .map((file) => [file.path, `TS${code}${where(file.path)} ${message}`] as const);
  });
}
