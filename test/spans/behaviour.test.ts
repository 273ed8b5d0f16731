import { createRequire } from "node:module";
import vm from "node:vm";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ts } from "../../transforms/syntax/ts.ts";
import { traced } from "./plan.ts";

/*
 * Runs a module before and after, with a runtime that only notes its spans: what differs is then the fault of the
 * rewritten text. What a real span does to a value is tested with the runtime.
 */

// biome-ignore lint/suspicious/noExplicitAny: modules of any shape
type Module = Record<string, any>;

function run(text: string, spans: string[] = []): Module {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const module = { exports: {} };
  const note = (name: string): number => spans.push(name);
  const backendLogger = {
    span(name: string, _category: string, fn: () => unknown) {
      note(name);
      return fn();
    },
    traced(name: string, _category: string, fn: unknown) {
      note(name);
      return fn;
    },
    traceMethods(owner: { name: string }, _category: string, names: string[]) {
      for (const name of names) note(`${owner.name}.${name}`);
    },
  };
  const runtime = { getLogger: () => backendLogger, LogCategory: {} };
  const require = (name: string): unknown =>
    name === "blog-runtime" ? runtime : createRequire(import.meta.url)(name);
  vm.runInThisContext(`(function (module, exports, require) {${outputText}\n})`)(
    module,
    module.exports,
    require,
  );
  return module.exports;
}

/** The same question to both; the answers must be equal, and the second module must have made these spans. */
async function same(text: string, spans: readonly string[], ask: (module: Module) => unknown): Promise<void> {
  const seen: string[] = [];
  const changed = traced(text, "src/agent.ts");
  const [before, after] = await Promise.all([answer(run(text), ask), answer(run(changed, seen), ask)]);
  assert.equal(after, before);
  assert.equal(seen, spans);
}

async function answer(module: Module, ask: (module: Module) => unknown): Promise<unknown> {
  try {
    return { value: await ask(module) };
  } catch (error) {
    return { error: String(error) };
  }
}

test("parameters, defaults, rest, length and name", () =>
  same(
    `export async function f(a, b = a + 1, ...rest) { const sum = a + b; return [sum, rest]; }`,
    ["Agent.f"],
    async ({ f }) => [await f(1, undefined, 3), f.length, f.name],
  ));

test("a parameter default that throws, throws as before", () =>
  same(
    `export function f(a = (() => { throw new Error("no") })()) { const x = a; return Promise.resolve([x]).then(String); }`,
    [],
    ({ f }) => f(),
  ));

test("a synchronous throw stays synchronous", () =>
  same(
    `export function f(a) { if (!a) throw new TypeError("no a"); return new Promise((done) => done(a)); }`,
    ["Agent.f", "Agent.f"],
    ({ f }) => {
      try {
        f();
        return "nothing thrown";
      } catch (error) {
        return [String(error), f(1) instanceof Promise];
      }
    },
  ));

test("this, arguments, super and private members", () =>
  same(
    `class Base { async name(x) { return "base " + x; } }
     export const make = () => class extends Base {
       #secret = 7;
       async name(x) { const inner = await super.name(x); return [inner, this.#secret, arguments.length]; }
     };`,
    ["Agent.name"],
    ({ make }) => new (make())().name("x", 1),
  ));

test("a body without this of its own keeps that of its caller", () =>
  same(
    `export const tools = { kind: "tools", async run() { await null; return this?.kind; } };`,
    ["Tools.run", "Tools.run"],
    async ({ tools }) => {
      const { run: detached } = tools;
      return [await tools.run(), await detached()];
    },
  ));

test("a function declaration is still hoisted", () =>
  same(
    `export const early = typeof later; export async function later() { await null; return inner(); function inner() { return 1; } }`,
    ["Agent.later"],
    async ({ early, later }) => [early, await later()],
  ));

test("directives stay first", () =>
  same(
    `export function f() { "use strict"; const self = this; return Promise.resolve(self).then(String); }`,
    ["Agent.f"],
    ({ f }) => f(),
  ));

test("generators: values sent in, return, throw, finally", () =>
  same(
    `export const log = [];
     export function* f(n) { try { for (let i = 0; i < n; i++) log.push(yield i); return "end"; } catch (e) { log.push(String(e)); yield "caught"; } finally { log.push("finally"); } }`,
    ["Agent.f", "Agent.f", "Agent.f"],
    ({ f, log }) => {
      const [a, b, c] = [f(2), f(2), f(2)];
      return [
        [a.next("x"), a.next("y"), a.next("z"), a.next()],
        [b.next(), b.return("early"), b.next()],
        [c.next(), c.throw(new Error("in")), c.next()],
        log,
      ];
    },
  ));

test("async generators: for await, break, rejection", () =>
  same(
    `export const log = [];
     export async function* f(n) { try { for (let i = 0; i < n; i++) yield Promise.resolve(i); throw new Error("over"); } finally { log.push("finally"); } }`,
    ["Agent.f", "Agent.f"],
    async ({ f, log }) => {
      for await (const i of f(3)) if (i === 1) break;
      const seen = [];
      try {
        for await (const i of f(2)) seen.push(i);
      } catch (error) {
        seen.push(String(error));
      }
      return [seen, log];
    },
  ));

test("an anonymous default export keeps its name", () =>
  same(`export default async function () { await null; return 1; }`, ["Agent.default"], async (m) => [
    await m.default(),
    m.default.name,
  ]));

test("multi-line strings stay what they were", () =>
  same(
    [
      "export async function f(a) {",
      "  const text = `",
      "    one",
      "  two` + a;",
      "  await null;",
      "  return text;",
      "}",
    ].join("\n"),
    ["Agent.f"],
    ({ f }) => f(1),
  ));

test("the methods named are those of the class", () =>
  same(
    `export class A { static async make() { await null; return new A(); } async run() { await null; } get x() { return 1; } }`,
    ["A.make", "A.run"],
    ({ A }) => Object.getOwnPropertyNames(A.prototype),
  ));

test.run();
