import { inspect } from "node:util";
import { checkFile } from "../config/file.ts";
import { KEYS } from "../config/keys.ts";
import type { SettingName } from "../config/settings.ts";
import { type Checked, checkEnvironment, resolveSettings } from "../config.ts";
import type { DoctorOptions, Patient, SettingRow } from "./check.ts";

const NAMES = Object.keys(KEYS) as readonly SettingName[];

/** Reads the settings as the runtime does at its start, and keeps where each is from. */
export function admit(options: DoctorOptions): Patient {
  const { folder = process.cwd(), env = process.env, network = true, sample, rate = 5_000 } = options;
  const file = checkFile(folder);
  const environment = checkEnvironment(env);
  const layers = [valuesOf(file), valuesOf(environment)];
  const settings = resolveSettings(layers);
  const rows = NAMES.map((key): SettingRow => {
    const source =
      layers[1]?.[key] !== undefined
        ? variableOf(key, env)
        : layers[0]?.[key] !== undefined
          ? "file"
          : "default";
    return { key, value: shown(key, settings[key]), from: source };
  });
  const problems = [file, environment].flatMap((one) => (one?.kind === "refused" ? one.problems : []));
  return { settings, rows, problems, network, sample, rate };
}

const valuesOf = (checked: Checked | undefined) =>
  checked === undefined ? {} : checked.kind === "values" ? checked.values : checked.salvaged;

function variableOf(key: SettingName, env: Readonly<Record<string, string | undefined>>): string {
  const { env: own, otherEnv } = KEYS[key] as { readonly env?: string; readonly otherEnv?: string };
  return own !== undefined && env[own] ? own : (otherEnv ?? own ?? "environment");
}

function shown(key: SettingName, value: unknown): string {
  if (key === "errorAggregationDsn" && typeof value === "string")
    return value.includes("://") ? value.replace(/\/\/[^@/]*@/, "//…@") : "…";
  return inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 60 });
}
