import { isPath } from "../redaction/paths.ts";
import { slowPattern } from "../redaction/pattern/slow.ts";
import type { Key } from "./kinds.ts";

/** Regular expressions. One that is wrong is told; the others of its source still redact. */
export function patterns(env: string): Key<readonly (RegExp | string)[]> {
  return {
    env,
    initial: [],
    allowed: "a list of regular expressions (in the environment: a JSON array of their sources)",
    accepts: (value) => Array.isArray(value) && value.every(isPattern),
    fromText: parseJson,
    slow: (value) => (value as readonly (RegExp | string)[]).flatMap((pattern) => slowPattern(pattern) ?? []),
    salvage: (value) =>
      sound(value, (pattern): pattern is RegExp | string => isPattern(pattern) && !slowPattern(pattern)),
  };
}

const isPattern = (pattern: unknown): pattern is RegExp | string =>
  pattern instanceof RegExp || isSource(pattern);

function isSource(pattern: unknown): boolean {
  if (typeof pattern !== "string") return false;
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

/** Paths of keys in a line, as pino writes them. */
export function paths(env: string): Key<readonly string[]> {
  return {
    env,
    initial: [],
    allowed:
      "a list of paths such as data.user.ssn, data.items[*].card or **.password (in the environment separated by commas)",
    accepts: (value) => Array.isArray(value) && value.every(isPath),
    fromText: (text) => parseJson(text) ?? text.split(",").map((path) => path.trim()),
    salvage: (value) => sound(value, (path): path is string => isPath(path)),
  };
}

const sound = <T>(value: unknown, accepts: (entry: unknown) => entry is T): readonly T[] | undefined =>
  Array.isArray(value) ? value.filter(accepts) : undefined;

export function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
    // blog-ignore-next-line err/swallowed-catch -- whoever calls says which value is none
  } catch {
    return undefined;
  }
}
