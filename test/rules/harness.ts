import { readdirSync, readFileSync } from "node:fs";
import { DEFAULT_POLICY, type Policy } from "../../transforms/error-paths/policy.ts";
import { createLinter } from "../../transforms/lint.ts";
import type { Source } from "../../transforms/model.ts";
import { createAliases } from "../../transforms/modules/aliases.ts";
import type { RuleId, Severity } from "../../transforms/rules/catalog.ts";
import type { FileFindings, LintOptions } from "../../transforms/rules/model.ts";

/** One case of a rule: its files by path, the linted one last. */
export type Case = {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  readonly main: string;
};

const FOLDER = new URL("../../fixtures/rules/", import.meta.url);

export const ruleFolders = readdirSync(FOLDER).sort();

/** The cases of `valid.ts` or `invalid.ts`: each behind `// --- name`, with several files behind `// === path`. */
export function casesOf(rule: string, kind: "valid" | "invalid"): readonly Case[] {
  const text = readFileSync(new URL(`${rule}/${kind}.ts`, FOLDER), "utf8");
  return text
    .split(/^\/\/ --- /m)
    .slice(1)
    .map((part) => {
      const [name = "", ...lines] = part.split("\n");
      const files = filesOf(lines.join("\n"));
      return { name, files, main: [...files.keys()].at(-1) ?? "" };
    });
}

function filesOf(text: string): ReadonlyMap<string, string> {
  const [only = "", ...parts] = text.split(/^\/\/ === /m);
  if (parts.length === 0) return new Map([["/app/main.ts", only]]);
  return new Map(
    parts.map((part) => {
      const [path = "", ...lines] = part.split("\n");
      return [`/app/${path}`, lines.join("\n")];
    }),
  );
}

export type LintSettings = {
  readonly rules?: Readonly<Partial<Record<RuleId, Severity>>>;
  readonly policy?: Partial<Policy>;
  readonly fixes?: boolean;
};

/** Options of a run without any settings. */
export const OPTIONS: LintOptions = { rules: {}, policy: DEFAULT_POLICY, dialects: [], categories: [] };

/** Lints the last file of a case; the others are there for it to import. */
export function lintCase(
  { files, main }: Pick<Case, "files" | "main">,
  settings: LintSettings = {},
): FileFindings {
  const sourceAt = (path: string): Source | undefined => {
    const text = files.get(path);
    return text === undefined ? undefined : { path, relativePath: path.slice("/app/".length), text };
  };
  const linter = createLinter(
    {
      read: sourceAt,
      exists: (path) => files.has(path),
      aliases: createAliases((path) => files.get(path)),
    },
    {
      ...OPTIONS,
      rules: settings.rules ?? {},
      policy: { ...DEFAULT_POLICY, ...settings.policy },
      fixes: settings.fixes ?? false,
    },
  );
  const source = sourceAt(main);
  if (!source) throw new Error(`no file ${main}`);
  return linter.lint(source);
}

/** Lints one text. */
export const lintText = (text: string, settings?: LintSettings, path = "/app/main.ts"): FileFindings =>
  lintCase({ files: new Map([[path, text]]), main: path }, settings);

/** Findings as `err/x:line`. */
export function shown({ findings, source }: FileFindings): readonly string[] {
  return findings.map(({ ruleId, start }) => `${ruleId}:${source.text.slice(0, start).split("\n").length}`);
}
