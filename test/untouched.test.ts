import { test } from "uvu";
import * as assert from "uvu/assert";
import { applyEdits } from "../transforms/apply.ts";
import type { Edit } from "../transforms/model.ts";
import { parse } from "../transforms/parse.ts";
import { emptiedBodies } from "../transforms/untouched.ts";

const LONG = "doThis(); ".repeat(8).trim();

/** The text that is left to verify when something is inserted at the mark. */
function left(marked: string, path = "/p/a.ts"): string {
  const at = marked.indexOf("‸");
  const text = marked.replace("‸", "");
  const edits: Edit[] = [{ start: at, end: at, text: "", side: "after", reason: "test" }];
  const file = parse({ path, relativePath: "a.ts", text });
  return applyEdits(text, emptiedBodies(file, edits));
}

test("bodies without an edit are emptied, and those around one are not", () => {
  const text = `function a() { ${LONG} }\nfunction b() { function c() { ${LONG} } ‸x(); }\nclass D { m() { ${LONG} } }\n`;
  assert.is(left(text), "function a() {}\nfunction b() { function c() {} x(); }\nclass D {}\n");
});

test("an edit at the brace of a body is in it", () => {
  for (const text of [`function a() {‸ ${LONG} }`, `function a() { ${LONG} ‸}`])
    assert.is(left(text), text.replace("‸", ""));
  assert.is(left(`function a() { ${LONG} }‸`), "function a() {}");
  assert.is(left(`‸function a() { ${LONG} }`), "function a() {}");
});

test("a body in front of its own class's body is seen, though its class begins before it", () => {
  const inside = `class A extends mixin(class { m() { ‸ ${LONG} } }) { n() { ${LONG} } }`;
  assert.is(left(inside), `class A extends mixin(class { m() {  ${LONG} } }) {}`);
  const parameter = `function f(a = () => { ‸ ${LONG} }) { ${LONG} }`;
  assert.is(left(parameter), `function f(a = () => {  ${LONG} }) {}`);
});

test("short bodies, blocks that are no bodies and object literals stay", () => {
  const text = `‸if (x) { ${LONG} }\nconst o = { a: [${"1, ".repeat(30)}] };\nfunction s() { return 1 }`;
  assert.is(left(text), text.replace("‸", ""));
});

test("where names look like ours, everything is verified", () => {
  for (const sign of ['import "blog-runtime";', "const backendError1 = 1;", 'const s = "\\u0062";']) {
    const text = `${sign}\nfunction a() { ${LONG} }\n‸b();`;
    assert.is(left(text), text.replace("‸", ""));
  }
});

test.run();
