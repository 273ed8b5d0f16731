import { createRequire } from "node:module";
import { ts } from "../../transforms/syntax/ts.ts";
import { shown } from "../hard-cases/module.ts";
import type { Program } from "./grammar.ts";

/*
 * Runs a generated module with the real runtime, and notes everything that it does: effects, legacy lines, what its
 * functions return, throw and yield.
 */

const load = createRequire(import.meta.url);

let isSilent = false;

function runtime(): unknown {
  const loaded = load("blog-runtime") as { configureLogging: (config: object) => void };
  if (!isSilent) loaded.configureLogging({ level: "debug", destination: { write: () => {} } });
  isSilent = true;
  return loaded;
}

type Note = (text: string) => void;

export async function run({ text, extension }: Program): Promise<readonly string[]> {
  const notes: string[] = [];
  const note: Note = (line) => void notes.push(line);
  const module = { exports: {} as Record<string, unknown> };
  const body = new Function("module", "exports", "require", "console", "effect", compiled(text, extension));
  body(module, module.exports, packages(note), recorder("console", note), (value: unknown) => {
    note(`effect ${shown(value)}`);
    return value;
  });
  for (const [name, unit] of Object.entries(module.exports)) {
    for (const [label, fn] of functionsOf(name, unit)) {
      for (const input of [1, 3]) {
        note(`${label}(${input}) ${fn.name} ${fn.length}`);
        note(await outcome(() => fn(input), note));
      }
    }
  }
  return notes;
}

function compiled(text: string, extension: Program["extension"]): string {
  if (extension === "js" || extension === "cjs") return text;
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  return outputText;
}

function packages(note: Note): (name: string) => unknown {
  const legacy: Readonly<Record<string, unknown>> = {
    pino: () => recorder("pino", note),
    winston: { createLogger: () => recorder("winston", note) },
    debug:
      () =>
      (...args: unknown[]) =>
        note(`debug ${args.map(shown).join(", ")}`),
  };
  return (name) => (name === "blog-runtime" ? runtime() : legacy[name]);
}

function recorder(name: string, note: Note): object {
  return new Proxy(
    {},
    {
      get:
        (_target, method) =>
        (...args: unknown[]) =>
          note(`${name}.${String(method)} ${args.map(shown).join(", ")}`),
    },
  );
}

// biome-ignore lint/suspicious/noExplicitAny: functions of any shape
type AnyFunction = (...args: any[]) => unknown;

/** A function, or the methods of a class. */
function functionsOf(name: string, unit: unknown): readonly (readonly [string, AnyFunction])[] {
  const fn = unit as AnyFunction & { prototype?: Record<string, AnyFunction> };
  if (!/^class\b/.test(Function.prototype.toString.call(fn))) return [[name, fn]];
  const object = Reflect.construct(fn, []) as Record<string, AnyFunction>;
  return ["one", "two"].flatMap((method) =>
    [object, fn as unknown as Record<string, AnyFunction>].flatMap((owner) => {
      const found = owner[method];
      return found
        ? [[`${name}.${method}`, Object.assign(found.bind(owner), { shown: found.name })] as const]
        : [];
    }),
  );
}

async function outcome(call: () => unknown, note: Note): Promise<string> {
  try {
    const value = call();
    if (isIterator(value)) return await drive(value, note);
    const isPromise = value instanceof Promise;
    return `${isPromise ? "resolved" : "returned"} ${shown(await value)}`;
  } catch (error) {
    return `threw ${shown(error)}`;
  }
}

type Steps = {
  next: (value?: unknown) => unknown;
  return: (value?: unknown) => unknown;
  throw: (value?: unknown) => unknown;
};

const isIterator = (value: unknown): value is Steps =>
  typeof value === "object" && value !== null && typeof (value as Partial<Steps>).next === "function";

async function drive(it: Steps, note: Note): Promise<string> {
  for (const step of [
    () => it.next(1),
    () => it.next(2),
    () => it.throw(new Error("in")),
    () => it.next(3),
    () => it.return(4),
    () => it.next(),
  ]) {
    try {
      note(`step ${shown(await step())}`);
    } catch (error) {
      note(`step threw ${shown(error)}`);
    }
  }
  return Object.prototype.toString.call(it);
}
