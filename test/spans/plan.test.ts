import { test } from "uvu";
import * as assert from "uvu/assert";
import { revertSource } from "../../transforms/revert.ts";
import type { CategoryName } from "../../transforms/target.ts";
import { planned, traced } from "./plan.ts";

const codes = (text: string, path?: string, category?: CategoryName): readonly string[] =>
  planned(text, path, category).declined.map(({ code }) => code);

const WORK = "const a = await b(); return a;";

const DECLINED: readonly (readonly [code: string, text: string])[] = [
  ["constructor", "export class A { constructor() { go(); } }"],
  ["accessor", "export class A { get a() { return go(); } }"],
  ["computed-name", `export class A { async [key]() { ${WORK} } }`],
  ["not-public", `export class A { private async a() { ${WORK} } }`],
  ["not-public", `export class A { async #a() { ${WORK} } }`],
  ["not-exported", `class A { async a() { ${WORK} } }`],
  ["not-exported", `async function a() { ${WORK} }`],
  ["not-exported", `const a = async () => { ${WORK} };`],
  ["callback", `go(async function a() { ${WORK} });`],
  ["sync", "export function a() { const b = 1; return b; }"],
  ["sync", "export const a = () => { const b = 1; return b; };"],
  ["trivial", "export async function a() {}"],
  ["trivial", "export class A { async a(b) { return this.inner.a(b, { c: 1 }); } }"],
  ["protocol", `export class A { async then() { ${WORK} } }`],
  ["react", `export async function useThing() { ${WORK} }`],
  ["recursion", "export async function a(n) { if (n) await a(n - 1); return n; }"],
  ["recursion", "export const a = async (n) => { if (n) await a(n - 1); return n; };"],
  ["recursion", "export class A { a = async (n) => { if (n) await this.a(n - 1); return n; }; }"],
  ["own-frame", "export function* a() { yield this; yield 2; }"],
  ["redeclared-parameter", "export async function a(b) { var b = b || 1; await b; return b; }"],
  ["expression-body", "export const a = cached(async (id) => await load(id));"],
];

for (const [code, text] of DECLINED) {
  test(`declined as ${code}: ${text}`, () => {
    const { found, done, changes } = planned(text);
    assert.equal(codes(text), [code]);
    assert.equal([found, done, changes], [1, 0, []]);
  });
}

test("functions inside functions are declined as nested", () => {
  const inner = `async function b() { ${WORK} } const c = async () => { ${WORK} };`;
  assert.equal(codes(`export function a() { ${inner} return { b, c, async d() { ${WORK} } }; }`), [
    "sync",
    "nested",
    "nested",
    "callback",
  ]);
});

test("overload signatures, abstract and declared functions are not functions here", () => {
  const text = `export declare function a(): Promise<void>;
    export abstract class A { abstract a(): Promise<void>; b(): Promise<void>; b(n?: number): Promise<void> { return go(n); } }`;
  assert.is(planned(text).found, 1);
});

for (const category of [
  "AGENT_OPERATIONS",
  "TOOL_OPERATIONS",
  "RAG_OPERATIONS",
  "LLM_OPERATIONS",
  "API_LAYER",
] as const) {
  test(`traced by default: ${category}`, () =>
    assert.is(planned(`export async function a() { ${WORK} }`, "a.ts", category).changes.length, 1));
}

for (const category of ["DATABASE_LAYER", "SERVICE_OPERATIONS", "CONFIGURATION_MANAGEMENT"] as const) {
  test(`not traced by default: ${category}`, () => {
    assert.equal(codes(`export async function a() { ${WORK} }`, "a.ts", category), ["category"]);
    assert.is(
      planned(`app.get("/a", async (req, res) => { ${WORK} });`, "a.ts", category).changes.length,
      1,
      "but a request handler always is",
    );
  });
}

const EXPORTED: readonly string[] = [
  `export async function a() { ${WORK} }`,
  `async function a() { ${WORK} } export { a };`,
  `async function a() { ${WORK} } export { a as b };`,
  `async function a() { ${WORK} } export default a;`,
  `async function a() { ${WORK} } export = a;`,
  `async function a() { ${WORK} } module.exports = a;`,
  `async function a() { ${WORK} } module.exports = { a };`,
  `async function a() { ${WORK} } module.exports = { b: a };`,
  `async function a() { ${WORK} } exports.b = module.exports.c = a;`,
  `const a = async () => { ${WORK} }; export const tools = { a }; export { a };`,
  `exports.a = async function () { ${WORK} };`,
  `module.exports = async () => { ${WORK} };`,
  `module.exports = { async a() { ${WORK} } };`,
  `module.exports = class { async a() { ${WORK} } };`,
  `class A { async a() { ${WORK} } } export const a = new A();`,
  `class A { async a() { ${WORK} } } module.exports = new A();`,
  `export default { async a() { ${WORK} } };`,
  `export default class { async a() { ${WORK} } }`,
];

for (const text of EXPORTED) {
  test(`traced: ${text}`, () => {
    const { changes } = planned(text, "a.js");
    assert.is(changes.length, 1);
    const after = traced(text, "a.js");
    assert.is(planned(after, "a.js").changes.length, 0);
    assert.is(revertSource({ path: "a.js", relativePath: "a.js", text: after }).text, text);
  });
}

test("a later run adds the new methods to the line that is there", () => {
  const first = traced(`export class A {\n  async a() { ${WORK} }\n}\n`);
  const edited = first.replace("}\nbackend", `  async "b-c"() { ${WORK} }\n}\nbackend`);
  const second = traced(edited);
  assert.ok(second.includes(`traceMethods(A, LogCategory.AGENT_OPERATIONS, ["a", "b-c"]);`), second);
  assert.is(planned(edited).changes[0]?.sites?.length, 1);
  assert.is(planned(second).done, 2);
});

test("a trailing comma in the list of names stays behind", () => {
  const text = traced(`export class A {\n  async a() { ${WORK} }\n  async b() { ${WORK} }\n}\n`).replace(
    '["a", "b"]',
    '[\n  "a",\n]',
  );
  assert.ok(traced(text).includes('[\n  "a", "b",\n]'), traced(text));
});

test("CRLF, tabs, single quotes and no semicolons are kept", () => {
  const text = `import x from 'x'\r\nexport async function a() {\r\n\tconst b = await x\r\n\treturn b\r\n}\r\n`;
  assert.ok(
    traced(text).endsWith(
      `export async function a() {\r\n\treturn backendLogger.span('Agent.a', LogCategory.AGENT_OPERATIONS, async () => {\r\n\tconst b = await x\r\n\treturn b\r\n\t})\r\n}\r\n`,
    ),
    JSON.stringify(traced(text)),
  );
});

test("server actions keep a function that their compiler can see", () => {
  const text = `"use server";\nexport const act = async () => {\n  ${WORK}\n};\n`;
  assert.ok(
    traced(text).includes("export const act = async () => {\n  return backendLogger.span("),
    traced(text),
  );
});

test.run();
