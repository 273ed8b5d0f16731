import { inspect } from "node:util";
import { type ConfigProblem, problems } from "./config/error.ts";
import { KEYS } from "./config/keys.ts";
import type { Key } from "./config/kinds.ts";
import { nearest } from "./config/nearest.ts";
import type { LoggingConfig, SettingName, Settings } from "./config/settings.ts";

type Env = Readonly<Record<string, string | undefined>>;

const NAMES = Object.keys(KEYS) as readonly SettingName[];
const key = (name: SettingName): Key<unknown> => KEYS[name];

/** Values of one source after the check: all of them, or the reasons why none applies. */
export type Checked =
  | { readonly kind: "values"; readonly values: LoggingConfig }
  | {
      readonly kind: "refused";
      readonly problems: readonly ConfigProblem[];
      /** What protects people applies all the same. */
      readonly salvaged: LoggingConfig;
    };

/** Settings as given in code or under a file's `logging` key. `where` is put before each key that is refused. */
export function checkValues(given: unknown, where = ""): Checked {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return refuse([problems.wrongValue(`${where}logging`, show(given), "an object of settings", undefined)]);
  }
  const refused: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(KEYS, name)) refused.push(problems.unknownKey(where + name, nearest(name, NAMES)));
    else if (value !== undefined) {
      refused.push(...checkValue(key(name as SettingName), where + name, value, show(value)));
      values[name] = Array.isArray(value) ? [...value] : value;
    }
  }
  return refused.length > 0 ? refuse(refused, values) : { kind: "values", values };
}

/** Settings of the environment; an empty variable counts as none. */
export function checkEnvironment(env: Env): Checked {
  const refused: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const name of NAMES) {
    const { env: variable, fromText } = key(name);
    const text = variable === undefined ? undefined : env[variable]?.trim();
    if (variable === undefined || text === undefined || text === "") {
      const other = fromOther(key(name), env);
      if (other !== undefined) values[name] = other;
      continue;
    }
    const value = fromText(text);
    refused.push(...checkValue(key(name), variable, value, JSON.stringify(text), text));
    values[name] = value;
  }
  return refused.length > 0 ? refuse(refused, values) : { kind: "values", values };
}

function fromOther({ otherEnv, fromText, accepts }: Key<unknown>, env: Env): unknown {
  const text = otherEnv === undefined ? undefined : env[otherEnv]?.trim();
  const value = text === undefined || text === "" ? undefined : fromText(text);
  return accepts(value) ? value : undefined;
}

function checkValue(
  setting: Key<unknown>,
  name: string,
  value: unknown,
  shown: string,
  text = value,
): readonly ConfigProblem[] {
  if (!setting.accepts(value)) {
    const meant = typeof text === "string" ? setting.suggest?.(text) : undefined;
    return [problems.wrongValue(name, shown, setting.allowed, meant)];
  }
  return (setting.slow?.(value) ?? []).map((slow) => problems.slowPattern(name, slow));
}

/** Defaults, covered by each layer in turn: file, environment, code. */
export function resolveSettings(layers: readonly LoggingConfig[]): Settings {
  const defaults = Object.fromEntries(NAMES.map((name) => [name, key(name).initial]));
  return Object.assign({}, defaults, ...layers) as Settings;
}

export const refuse = (
  refused: readonly ConfigProblem[],
  values: Readonly<Record<string, unknown>> = {},
): Checked => ({ kind: "refused", problems: refused, salvaged: salvage(values) });

function salvage(values: Readonly<Record<string, unknown>>): LoggingConfig {
  const saved = Object.entries(values).flatMap(([name, value]) => {
    const protective = key(name as SettingName).salvage?.(value);
    return protective === undefined ? [] : [[name, protective] as const];
  });
  return Object.fromEntries(saved);
}

/** A value for a message: short, on one line, and secrets in long texts do not show whole. */
const show = (value: unknown): string =>
  inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 40, maxArrayLength: 5 });
