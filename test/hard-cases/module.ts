import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { ts } from "../../transforms/syntax/ts.ts";

/*
 * Runs a module, before or after, as Node itself would: as a file of its own, with the real runtime beside it.
 * The runtime is the built one, as published; its lines go nowhere.
 */

const RUNTIME = fileURLToPath(new URL("../../runtime", import.meta.url));
const folders: string[] = [];

export type System = "esm" | "cjs";

/** What one scenario of a module did, as text that can be compared. */
export type Trace = Readonly<
  Record<string, { readonly outcome: string; readonly effects: readonly string[] }>
>;

type Exports = { readonly runs?: Readonly<Record<string, () => unknown>> };

/** A scratch folder in which `blog-runtime` resolves; `removeFolders` takes it away. */
export function scratch(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "hard-case-"));
  folders.push(folder);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(RUNTIME, join(folder, "node_modules/blog-runtime"), "dir");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The text as Node runs it: TypeScript and JSX compiled for a module system, JavaScript as it is. */
export function runnable(text: string, extension: string, system: System): { name: string; text: string } {
  const name = `main.${system === "esm" ? "mjs" : "cjs"}`;
  if (/^[cm]?js$/.test(extension)) return { name, text };
  const { outputText } = ts.transpileModule(text, {
    fileName: `main.${extension}`,
    compilerOptions: {
      module: system === "esm" ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.React,
      jsxFactory: "h",
      experimentalDecorators: /^\/\/ legacy decorators/m.test(text),
      esModuleInterop: true,
    },
  });
  return { name, text: outputText };
}

/** Module systems that a file can run in. */
export function systemsOf(text: string, extension: string): readonly System[] {
  if (/^(mts|mjs)$/.test(extension)) return ["esm"];
  if (/^(cts|cjs)$/.test(extension) || /\bexport =|\brequire\(/.test(text)) return ["cjs"];
  if (/^import\.meta|^(?:const .*= )?await /m.test(text)) return ["esm"];
  if (/^jsx?$/.test(extension)) return [/^(?:import|export)\b/m.test(text) ? "esm" : "cjs"];
  return ["esm", "cjs"];
}

/** Loads a module and runs each of its `runs`, noting what comes out and what happens on the way. */
export async function trace(text: string, extension: string, system: System): Promise<Trace> {
  const file = runnable(text, extension, system);
  const folder = scratch({ [file.name]: file.text });
  await silence(folder);
  const effects: string[] = [];
  return watched(effects, async () => {
    const { runs = {} } = await load(join(folder, file.name), system);
    const loading = effects.splice(0);
    const seen: Record<string, Trace[string]> = { "(load)": { outcome: "", effects: loading } };
    for (const [name, run] of Object.entries(runs)) {
      const outcome = await outcomeOf(run);
      await new Promise((done) => setImmediate(done));
      seen[name] = { outcome, effects: effects.splice(0) };
    }
    return seen;
  });
}

async function load(path: string, system: System): Promise<Exports> {
  if (system === "cjs") return createRequire(path)(path) as Exports;
  const module = (await import(pathToFileURL(path).href)) as Exports & { readonly default?: Exports };
  return module.runs ? module : (module.default ?? {});
}

async function silence(folder: string): Promise<void> {
  const runtime = createRequire(join(folder, "main.cjs"))("blog-runtime") as {
    configureLogging: (config: object) => void;
  };
  runtime.configureLogging({ level: "debug", destination: { write: () => {} } });
}

async function outcomeOf(run: () => unknown): Promise<string> {
  try {
    const returned = run();
    const kind = isThenable(returned) ? "promise of" : "value";
    return `${kind} ${shown(await returned)}`;
  } catch (error) {
    return `threw ${shown(error)}`;
  }
}

const isThenable = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "then" in value;

/** Stacks aside: they are the one thing that must differ. */
export function shown(value: unknown): string {
  return inspect(value, { depth: 6, breakLength: Number.POSITIVE_INFINITY, sorted: false }).replace(
    /\n\s+at [^\n]*/g,
    "",
  );
}

/** While `body` runs, `effect(x)` and the methods of the console are noted. */
async function watched<T>(effects: string[], body: () => Promise<T>): Promise<T> {
  const world = globalThis as { effect?: unknown };
  const kept = { ...console };
  world.effect = (value: unknown): unknown => {
    effects.push(shown(value));
    return value;
  };
  for (const method of ["log", "info", "warn", "error", "debug"] as const) {
    console[method] = (...args: unknown[]) => void effects.push(`${method}(${args.map(shown).join(", ")})`);
  }
  try {
    return await body();
  } finally {
    Object.assign(console, kept);
    delete world.effect;
  }
}
