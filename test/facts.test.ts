import { test } from "uvu";
import * as assert from "uvu/assert";
import { facts } from "../transforms/facts.ts";
import { ts } from "../transforms/syntax/ts.ts";
import { source } from "./helpers/sources.ts";

/** What the compiler finds in the whole text. */
const whole = (text: string, path: string): readonly string[] =>
  ts.preProcessFile(text, true, path.endsWith("js")).importedFiles.map(({ fileName }) => fileName);

const TEXTS: readonly (readonly [string, string])[] = [
  ["a.ts", 'import { a } from "./a.js";\nexport const b = a + 1;\nfunction f() { return "text"; }\n'],
  ["a.ts", 'export async function f() { return import(/* webpackChunkName: "chunk" */ "./a.js"); }'],
  ["a.ts", 'const a = import(\n  // it\'s "late"\n  "./a.js",\n);'],
  ["a.ts", 'import type { A } from "./a.js"; // it\'s imported from "elsewhere"'],
  ["a.ts", "import x = require(\"./x\"); export * from './y';"],
  ["a.ts", "export { a } from `./a`"],
  ["a.js", 'const a = require("./a"); require(`./b`)'],
  ["a.js", 'define("m", ["./a", "./b"], (a) => a);'],
  ["a.ts", 'import "./a'],
  ["a.ts", "export const nothing = 1;"],
];

test("the imports are those of the whole text", () => {
  for (const [path, text] of TEXTS) {
    assert.equal(facts(source(text, path)).imports, whole(text, path), text);
  }
  assert.equal(facts(source('void import(/* "a" */ "./b.js")', "a.ts")).imports, ["./b.js"]);
});

test.run();
