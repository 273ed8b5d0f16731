/**
 * Runs the user's own transforms in a thread of its own, one over one text at a time, until it is ended: it may loop,
 * throw, print or exit, and none of that is the run's affair.
 */
import { parentPort, workerData } from "node:worker_threads";
// Before a transform's compiler is there, which would compile the TypeScript compiler too.
import { parse, syntaxErrors } from "../../transforms/parse.ts";
import { positions } from "../../transforms/syntax/positions.ts";
import { reindentedTemplate } from "../../transforms/templates.ts";
import { sameEnds } from "../codemods/ends.ts";
import { type Core, type Loaded, openLoader } from "../codemods/load.ts";
import type { Codemod, Message, Said, Step, StepResult } from "../codemods/model.ts";

const codemods = workerData as readonly Codemod[];
const say = (said: Said): void => parentPort?.postMessage(said);

let messages: Message[] = [];
/** An error that came up beside the transform: a promise that nobody waits for, a timer. */
let late: unknown;

for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk: unknown) => {
    messages.push({ code: "printed", text: String(chunk).trimEnd() });
    return true;
  };
}
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    late = error ?? new Error("an error without a value");
  });
}

const loaded: Loaded[] = [];
const cores = new Map<Core, Map<unknown, unknown>>();
const loaders: ReturnType<typeof openLoader>[] = [];
for (const [n, codemod] of codemods.entries()) {
  try {
    const loader = openLoader(codemod.path);
    loaders.push(loader);
    loaded.push(await loader.load(codemod));
  } catch (error) {
    say({ kind: "unloadable", codemod: n, reason: messageOf(error) });
  }
}
say({ kind: "ready" });

parentPort?.on("message", async (step: Step) => {
  messages = [];
  late = undefined;
  const result = await run(step);
  say({ kind: "done", result });
});

async function run(step: Step): Promise<StepResult> {
  const { name } = codemods[step.codemod]!;
  const fail = (code: Extract<StepResult, { kind: "failed" }>["code"], reason: string): StepResult => ({
    kind: "failed",
    code,
    reason: `${name} ${reason}`,
    messages,
  });
  let output: unknown;
  try {
    output = await transform(step);
    await new Promise(setImmediate);
    if (late !== undefined) throw late;
  } catch (error) {
    return fail("transform-threw", `threw: ${messageOf(error)}`);
  }
  // What jscodeshift takes for "nothing to do".
  if (!output) return { kind: "unchanged", messages };
  if (typeof output !== "string") return fail("transform-result", `returned no text but ${kindOf(output)}`);
  const text = sameEnds(step.text, output);
  if (text === step.text) return { kind: "unchanged", messages };
  return checked(step, text, fail) ?? { kind: "changed", text, messages };
}

async function transform({ codemod, path, text }: Step): Promise<unknown> {
  const { options, parser } = codemods[codemod]!;
  const { transform, parser: own } = loaded[codemod]!;
  const j = coreFor(loaders[codemod]!.core, own ?? parser ?? parserOf(path));
  const counts = new Map<string, number>();
  const api = {
    j,
    jscodeshift: j,
    stats: (name: string, quantity = 1) => void counts.set(name, (counts.get(name) ?? 0) + quantity),
    report: (text: unknown) => void messages.push({ code: "report", text: String(text) }),
  };
  try {
    return await transform({ path, source: text.replace(/^\ufeff/, "") }, api, options);
  } finally {
    for (const [name, count] of counts) messages.push({ code: "stats", text: `${name}: ${count}` });
  }
}

/** jscodeshift's own default, `babel`, knows no TypeScript. */
function parserOf(path: string): string {
  if (path.endsWith(".tsx")) return "tsx";
  return /\.[cm]?ts$/.test(path) ? "ts" : "babel";
}

function coreFor(core: Core, parser: unknown): unknown {
  const known = cores.get(core) ?? new Map<unknown, unknown>();
  cores.set(core, known);
  if (!known.has(parser)) known.set(parser, core.withParser(parser));
  return known.get(parser);
}

function checked(
  { path, text: before }: Step,
  text: string,
  fail: (code: "transform-syntax" | "transform-literals", reason: string) => StepResult,
): StepResult | undefined {
  const tree = (text: string): ReturnType<typeof parse> => parse({ path, relativePath: path, text });
  const after = tree(text);
  const [error] = syntaxErrors(after.ast);
  if (error) {
    const { line, column } = positions(text)(error.offset);
    return fail("transform-syntax", `makes of it what does not parse: ${line}:${column} ${error.message}`);
  }
  const template = reindentedTemplate(tree(before).ast, after.ast);
  if (template === undefined) return undefined;
  const { line } = positions(before)(template);
  const reason = `changes nothing but white space inside the template literal of line ${line}, as a printer does that indents anew`;
  return fail("transform-literals", reason);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
