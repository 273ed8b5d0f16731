import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { applyChanges } from "../../transforms/apply.ts";
import { createLoggers } from "../../transforms/dialects/recognise.ts";
import { planHeader } from "../../transforms/edits/header.ts";
import { planErrorPaths } from "../../transforms/error-paths/plan.ts";
import type { Classified, FileContext, Sites } from "../../transforms/model.ts";
import { parse } from "../../transforms/parse.ts";
import { chooseNames } from "../../transforms/syntax/names.ts";
import { findOurs } from "../../transforms/syntax/ours.ts";
import { ts } from "../../transforms/syntax/ts.ts";
import { source } from "../helpers/sources.ts";

const ROOT = new URL("../../fixtures/error-paths/", import.meta.url);
const EXTENSIONS = ["ts", "cjs"] as const;

export type Fixture = { readonly name: string; readonly extension: string; readonly before: string };

/** Every `fixtures/error-paths/<case>/before.*`. */
export const fixtures: readonly Fixture[] = readdirSync(ROOT).map((name) => {
  const extension = EXTENSIONS.find((e) => existsSync(new URL(`${name}/before.${e}`, ROOT)));
  if (!extension) throw new Error(`fixtures/error-paths/${name} has no before file`);
  return { name, extension, before: readFileSync(new URL(`${name}/before.${extension}`, ROOT), "utf8") };
});

/** The expected text; with `U=1` it is `actual` from now on. */
export function expectedAfter({ name, extension }: Fixture, actual: string): string {
  const file = new URL(`${name}/after.${extension}`, ROOT);
  const { U: update } = process.env;
  if (update === "1") writeFileSync(file, actual);
  return existsSync(file) ? readFileSync(file, "utf8") : "(missing: run with U=1)";
}

export type Planned = { readonly sites: Sites; readonly after: string };

/** A context for one text, in a file whose category and component are fixed. */
export function contextOf(text: string, path = "src/example.ts"): FileContext {
  const at = { category: "TOOL_OPERATIONS", confidence: "high", evidence: [], component: "Example" } as const;
  const parsed = parse(source(text, path));
  const file: Classified = {
    ...parsed,
    module: { category: at.category, confidence: "high", evidence: [] },
    component: at.component,
    at: () => at,
  };
  const ours = findOurs(file.ast);
  return { file, names: chooseNames(file.ast), ours, logCall: createLoggers(file, ours, []).logCall };
}

/** Plans and applies the error paths of a text alone. */
export function migrate(text: string, path = "src/example.ts"): Planned {
  const ctx = contextOf(text, path);
  const sites = planErrorPaths(ctx);
  const header = sites.changes.length > 0 ? planHeader(ctx, false) : [];
  return { sites, after: applyChanges(text, [...header, ...sites.changes]) };
}

export type Line = { readonly level: string; readonly message: string; readonly fields: unknown };

export type Scenario = { readonly level: "error" | "debug" | "none"; readonly run: () => unknown };

type Loaded = {
  readonly runs: Readonly<Record<string, Scenario>>;
  /** Lines of our logger. */
  readonly lines: Line[];
  /** Lines of the console. */
  readonly legacy: unknown[][];
};

/** Runs a module's text with a logger that remembers. */
export function load(text: string): Loaded {
  const lines: Line[] = [];
  const legacy: unknown[][] = [];
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const real = createRequire(import.meta.url);
  const required = (name: string): unknown => (name === "blog-runtime" ? runtime(lines) : real(name));
  const exports: { runs?: Loaded["runs"] } = {};
  const body = new Function("exports", "require", "console", outputText);
  body(
    exports,
    required,
    recorder((method, args) => legacy.push([method, ...args])),
  );
  return { runs: exports.runs ?? {}, lines, legacy };
}

function runtime(lines: Line[]): object {
  const logger = recorder((level, [message, , , fields]) =>
    lines.push({ level, message: String(message), fields }),
  );
  const LogCategory = new Proxy({}, { get: (_target, name) => name });
  return { getLogger: () => logger, LogCategory };
}

function recorder(write: (method: string, args: unknown[]) => void): object {
  return new Proxy(
    {},
    {
      get:
        (_target, name) =>
        (...args: unknown[]) =>
          write(String(name), args),
    },
  );
}

/** What a scenario came to, as text that can be compared. */
export async function outcome({ run }: Scenario): Promise<string> {
  try {
    return `returned ${JSON.stringify(await run())}`;
  } catch (error) {
    return `threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  }
}
