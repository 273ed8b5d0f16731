/**
 * One place in the values of a line, as far as some path has matched: `data.users[*].ssn` is five of these in a row.
 * Paths are compiled into one tree, so that a value costs a look-up per key however many paths there are.
 */
export type PathNode = {
  readonly children: Map<string, PathNode>;
  /** `*`: one key, whichever. */
  any: PathNode | undefined;
  /** `**`: any number of keys, none too. */
  deep: PathNode | undefined;
  /** Reached by `**`: stays matched below. */
  readonly stays: boolean;
  /** A path ends here: the value is replaced. */
  ends: boolean;
};

/** Places that the value at hand is at; `undefined` where no path can match any more. */
export type PathState = readonly PathNode[] | undefined;

const STEP = /(?:^|\.)(\*\*?|[^.[\]*"']+)|\[(?:(\*\*?)|(\d+)|"([^"]+)"|'([^']+)')\]/y;

/** The keys of a path, or `undefined` where it is none: `a.b[*].c`, `a["b-c"].d`, `*.token`, `**.password`. */
export function parsePath(path: string): readonly string[] | undefined {
  if (path.startsWith(".")) return undefined;
  const keys: string[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (match === null) return undefined;
    const [, name, wild, index, double, single] = match;
    // A quoted `*` is a key of that name.
    keys.push(name ?? wild ?? index ?? `=${double ?? single}`);
  }
  return keys.length === 0 ? undefined : keys;
}

export const isPath = (path: unknown): boolean => typeof path === "string" && parsePath(path) !== undefined;

/** All paths as one tree; `undefined` when there are none. */
export function compilePaths(paths: readonly string[]): PathState {
  if (paths.length === 0) return undefined;
  const root = node(false);
  for (const path of paths) {
    let at = root;
    for (const key of parsePath(path) ?? []) at = grow(at, key);
    at.ends = true;
  }
  return reach([], root);
}

/** Where the value under `key` is. */
export function step(state: PathState, key: string): PathState {
  if (state === undefined) return undefined;
  const next: PathNode[] = [];
  for (const at of state) {
    const child = at.children.get(key);
    if (child !== undefined) reach(next, child);
    if (at.any !== undefined) reach(next, at.any);
    if (at.stays) next.push(at);
  }
  return next.length === 0 ? undefined : next;
}

/** Whether the value here is to be replaced. */
export const ends = (state: PathState): boolean => state?.some((at) => at.ends) ?? false;

/** Both at once: a value that stands in two places of the line. */
export const both = (first: PathState, second: PathState): PathState =>
  first === undefined ? second : second === undefined ? first : [...first, ...second];

function grow(at: PathNode, key: string): PathNode {
  if (key === "*") {
    at.any ??= node(false);
    return at.any;
  }
  if (key === "**") {
    at.deep ??= node(true);
    return at.deep;
  }
  const name = key.startsWith("=") ? key.slice(1) : key;
  const child = at.children.get(name) ?? node(false);
  at.children.set(name, child);
  return child;
}

function reach(into: PathNode[], at: PathNode): PathNode[] {
  into.push(at);
  if (at.deep !== undefined) reach(into, at.deep);
  return into;
}

const node = (stays: boolean): PathNode => ({
  children: new Map(),
  any: undefined,
  deep: undefined,
  stays,
  ends: false,
});
