import type { Takeable } from "../../transforms/discover/left-alone.ts";
import { checkConfig } from "../config/check.ts";
import { ONLY_NAMES, type OnlyName } from "../config/define.ts";
import { type Config, loadConfig } from "../config.ts";
import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import type { Request } from "./messages.ts";

export type Settings = {
  readonly config: Config;
  /** Undefined where neither the transform nor an option says it. */
  readonly only?: readonly OnlyName[] | undefined;
  /** Kinds of files to take that are left alone otherwise. */
  readonly take: readonly Takeable[];
};

/** The configuration as the command line reads it, with what jscodeshift's options add. @throws {UserError} */
export async function settings({ kind, cwd, options }: Request): Promise<Settings> {
  const file = await loadConfig(cwd, typeof options.config === "string" ? options.config : undefined);
  const given = checked({
    categories: parsed(options, "categories"),
    dialects: parsed(options, "dialects"),
  });
  const config = {
    ...file,
    categories: [...(given.categories ?? []), ...(file.categories ?? [])],
    dialects: [...(given.dialects ?? []), ...(file.dialects ?? [])],
  };
  const named = kind === "migrate" ? onlyOf(options.only) : undefined;
  const only = ONLY_NAMES.find((name) => name === kind);
  const generated = kind === "revert" || Boolean(options.includeGenerated ?? options["include-generated"]);
  return { config, only: only ? [only] : named, take: generated ? ["generated"] : [] };
}

/** A list of the configuration: as it is, or as JSON. */
function parsed(options: Request["options"], name: string): unknown {
  const value = options[name];
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch (error) {
    throw new UserError("usage", `--${name} is not JSON: ${(error as Error).message}`);
  }
}

function checked(value: object): Pick<Config, "categories" | "dialects"> {
  const [problem] = checkConfig(value);
  if (problem) throw new UserError("usage", problem.message);
  return value;
}

function onlyOf(value: unknown): readonly OnlyName[] | undefined {
  if (value === undefined) return undefined;
  const names = [value].flat().flatMap((text) =>
    String(text)
      .split(",")
      .map((name) => name.trim()),
  );
  for (const name of names) {
    if ((ONLY_NAMES as readonly string[]).includes(name)) continue;
    const hint = didYouMean(name, ONLY_NAMES);
    throw new UserError("usage", `"${name}" is no kind.${hint} Kinds: ${ONLY_NAMES.join(", ")}.`);
  }
  return names as OnlyName[];
}
