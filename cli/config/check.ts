import type { Policy } from "../../transforms/error-paths/policy.ts";
import { RULE_IDS, SEVERITIES } from "../../transforms/rules/catalog.ts";
import { CATEGORIES, LOG_LEVELS } from "../../transforms/target.ts";
import { didYouMean } from "../nearest.ts";
import { type BlogConfig, EDITS, type OwnTransform, PARSERS } from "./define.ts";

/** What is wrong, and the key or value as written, to find its place in the file. */
export type Problem = { readonly message: string; readonly written: string };

type Check = (value: unknown, name: string) => readonly Problem[];

/** Everything that is wrong with a configuration; empty when it is one. */
export function checkConfig(value: unknown): readonly Problem[] {
  return CONFIG(value, "the configuration");
}

const problem = (message: string, written: string): readonly Problem[] => [{ message, written }];

const shown = (value: unknown): string =>
  typeof value === "function" ? "a function" : (JSON.stringify(value)?.slice(0, 60) ?? String(value));

const lastKey = (name: string): string => /([^.[\]]+)(?:\[\d+\])*$/.exec(name)?.[1] ?? name;

const text: Check = (value, name) =>
  typeof value === "string" && value !== ""
    ? []
    : problem(`${name} must be a text that is not empty, not ${shown(value)}.`, lastKey(name));

const oneOf =
  (allowed: readonly string[]): Check =>
  (value, name) => {
    if (typeof value === "string" && allowed.includes(value)) return [];
    const hint = typeof value === "string" ? didYouMean(value, allowed) : "";
    const message = `${name} cannot be ${shown(value)}.${hint} Allowed: ${allowed.join(", ")}.`;
    return problem(message, typeof value === "string" ? value : lastKey(name));
  };

const listOf =
  (item: Check): Check =>
  (value, name) =>
    Array.isArray(value)
      ? value.flatMap((entry, n) => item(entry, `${name}[${n}]`))
      : problem(`${name} must be a list, not ${shown(value)}.`, lastKey(name));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const recordOf =
  (item: Check): Check =>
  (value, name) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, entry]) => item(entry, `${name}.${key}`))
      : problem(`${name} must be an object, not ${shown(value)}.`, lastKey(name));

type Keys = Readonly<Record<string, { readonly check: Check; readonly required?: true }>>;

const object =
  (keys: Keys, prefix?: ""): Check =>
  (value, name) => {
    if (!isObject(value)) return problem(`${name} must be an object, not ${shown(value)}.`, lastKey(name));
    const place = (key: string): string => (prefix === "" ? key : `${name}.${key}`);
    const unknown = Object.keys(value)
      .filter((key) => !Object.hasOwn(keys, key))
      .flatMap((key) => {
        const allowed = Object.keys(keys);
        return problem(
          `unknown key "${place(key)}".${didYouMean(key, allowed)} Known: ${allowed.join(", ")}.`,
          key,
        );
      });
    const known = Object.entries(keys).flatMap(([key, { check, required }]) => {
      if (value[key] !== undefined) return check(value[key], place(key));
      return required ? problem(`${place(key)} is missing.`, lastKey(name)) : [];
    });
    return [...unknown, ...known];
  };

const DIALECT = object({
  name: { check: text, required: true },
  receivers: { check: listOf(text), required: true },
  levels: { check: recordOf(oneOf(LOG_LEVELS)), required: true },
  arguments: { check: listOf(oneOf(["message", "data", "error", "ignore"])) },
});

const CATEGORY = object({
  files: { check: text, required: true },
  category: { check: oneOf(CATEGORIES), required: true },
});

const rules: Check = (value, name) =>
  isObject(value)
    ? [
        ...Object.keys(value).flatMap((key) => oneOf(RULE_IDS)(key, `a key of ${name}`)),
        ...recordOf(oneOf(SEVERITIES))(value, name),
      ]
    : recordOf(() => [])(value, name);

const VERDICT = { check: oneOf(["handled", "lost"]) };

const LINT = object({
  metricOnly: VERDICT,
  clientOnly: VERDICT,
  toolResult: VERDICT,
  optionalCallback: VERDICT,
  commentedCleanup: VERDICT,
  booleanPredicate: VERDICT,
  sinks: { check: listOf(text) },
} satisfies Record<keyof Policy, { check: Check }>);

/** What another thread can be told: no functions, no classes. */
const plain: Check = (value, name) => {
  if (Array.isArray(value)) return listOf(plain)(value, name);
  if (isObject(value)) return recordOf(plain)(value, name);
  return ["string", "number", "boolean"].includes(typeof value) || value == null
    ? []
    : problem(`${name} must be plain data, not ${shown(value)}.`, lastKey(name));
};

const positive: Check = (value, name) =>
  typeof value === "number" && value > 0 && value < 2 ** 31
    ? []
    : problem(`${name} must be a number of milliseconds above 0, not ${shown(value)}.`, lastKey(name));

const TRANSFORM = object({
  path: { check: text, required: true },
  options: { check: recordOf(plain) },
  parser: { check: oneOf(PARSERS) },
  files: { check: text },
  timeLimit: { check: positive },
} satisfies Record<keyof OwnTransform, Keys[string]>);

const transform: Check = (value, name) => {
  if (typeof value === "string") return text(value, name);
  if (isObject(value)) return TRANSFORM(value, name);
  return problem(
    `${name} must be the path of a transform, or an object with it, not ${shown(value)}.`,
    lastKey(name),
  );
};

const CONFIG = object(
  {
    only: { check: listOf(oneOf(EDITS)) },
    transforms: { check: listOf(transform) },
    dialects: { check: listOf(DIALECT) },
    categories: { check: listOf(CATEGORY) },
    ignore: { check: listOf(text) },
    rules: { check: rules },
    lint: { check: LINT },
    logging: { check: recordOf(() => []) },
    // Editors look for the schema under this name.
    $schema: { check: text },
  } satisfies Record<keyof BlogConfig | "$schema", { check: Check }>,
  "",
);
