import { test } from "uvu";
import * as assert from "uvu/assert";
import { applyEdits } from "../../transforms/apply.ts";
import {
  insertAfterStatement,
  insertAtBlockStart,
  insertBeforeStatement,
} from "../../transforms/edits/statements.ts";
import type { Edit, Parsed } from "../../transforms/model.ts";
import { parse } from "../../transforms/parse.ts";
import { revertSource } from "../../transforms/revert.ts";
import { ts } from "../../transforms/syntax/ts.ts";
import { source } from "../helpers/sources.ts";

const OURS = 'backendLogger.info("m", LogCategory.API_LAYER, "C")';
const HEADER = 'import { backendLogger, LogCategory } from "blog-runtime";\n';

type Insert = (file: Parsed, node: never, code: string, reason: string) => readonly Edit[];

function find(node: ts.Node, matches: (n: ts.Node) => boolean): ts.Node | undefined {
  return matches(node) ? node : ts.forEachChild(node, (child) => find(child, matches));
}

const isTarget = (n: ts.Node): boolean =>
  ts.isStatement(n) && !ts.isBlock(n) && /^(log|return|continue)\b/.test(n.getText());

/** Inserts `●` at the target of `before`, compares, and takes it out again. */
function check(insert: Insert, matches: (n: ts.Node) => boolean, before: string, after: string): void {
  const text = HEADER + before;
  const file = parse(source(text));
  const target = find(file.ast, matches);
  assert.ok(target, `no target in ${before}`);
  const output = applyEdits(text, insert(file, target as never, OURS, "test"));
  assert.is(output.slice(HEADER.length).replace(OURS, "●"), after);
  const reverted = revertSource(source(output)).text;
  assert.is(reverted, before, `not reverted: ${JSON.stringify(before)}`);
}

const AFTER: readonly (readonly [string, string])[] = [
  ["log(1);\nb();\n", "log(1);\n●;\nb();\n"],
  ["log(1); // why\nb();\n", "log(1); // why\n●;\nb();\n"],
  ["log(1); /* a */ // b\r\nb();\r\n", "log(1); /* a */ // b\r\n●;\r\nb();\r\n"],
  ["log(1);", "log(1);\n●;"],
  ["log(1)\nb()\n", "log(1)\n●\nb()\n"],
  ["log(1)\n;[2].map(b)\n", "log(1)\n●\n;[2].map(b)\n"],
  ["log(1) // why\n  ;(b)()\n", "log(1) // why\n●\n  ;(b)()\n"],
  ["function f() { log(1); return; }", "function f() { log(1); ●; return; }"],
  ["function f() { log(1) }", "function f() { log(1); ● }"],
  ["if (x) log(1);\n", "if (x) { void ●; log(1); }\n"],
  ["if (x) log(1)\nelse b()\n", "if (x) { void ●; log(1) }\nelse b()\n"],
  ["if (x)\n  log(1);\nelse if (y) b();\n", "if (x)\n  { void ●; log(1); }\nelse if (y) b();\n"],
  ["for (const a of b) log(a);\n", "for (const a of b) { void ●; log(a); }\n"],
  [
    "switch (x) {\n  case 1:\n    log(1);\n  default:\n}\n",
    "switch (x) {\n  case 1:\n    log(1);\n    ●;\n  default:\n}\n",
  ],
  ["here: log(1);\n", "here: { void ●; log(1); }\n"],
  ["\tlog(1);\n\tb();\n", "\tlog(1);\n\t●;\n\tb();\n"],
  ["if (x) {\n  log(\n    1,\n  );\n}\n", "if (x) {\n  log(\n    1,\n  );\n  ●;\n}\n"],
];

for (const [before, after] of AFTER) {
  test(`after a statement: ${JSON.stringify(before)}`, () =>
    check(insertAfterStatement, isTarget, before, after));
}

const BEFORE: readonly (readonly [string, string])[] = [
  ["function f() {\n  // give up\n  return 1;\n}\n", "function f() {\n  // give up\n  ●;\n  return 1;\n}\n"],
  ["function f() { return 1; }\n", "function f() { ●; return 1; }\n"],
  ["function f() {return 1}\n", "function f() {●;return 1}\n"],
  ["function f() { if (x) return 1; }\n", "function f() { if (x) { void ●; return 1; } }\n"],
  ["while (a) {\n\tif (b) continue\n}\n", "while (a) {\n\tif (b) { void ●; continue }\n}\n"],
  ["function f() { if (x) { return; } }\n", "function f() { if (x) { ●; return; } }\n"],
];

for (const [before, after] of BEFORE) {
  test(`before a statement: ${JSON.stringify(before)}`, () =>
    check(insertBeforeStatement, isTarget, before, after));
}

const BLOCK: readonly (readonly [string, string])[] = [
  ["try { a(); } catch (e) {}\n", "try { a(); } catch (e) {\n  ●;\n}\n"],
  ["try { a(); } catch (e) { }\n", "try { a(); } catch (e) { ●; }\n"],
  ["try { a(); } catch (e) {\n}\n", "try { a(); } catch (e) { ●;\n}\n"],
  ["try { a(); } catch (e) { /* ignore */ }\n", "try { a(); } catch (e) { /* ignore */ ●; }\n"],
  ["try { a(); } catch (e) { // ignore\n}\n", "try { a(); } catch (e) { // ignore\n  ●;\n}\n"],
  ["try { a(); } catch (e) {\n  // ignore\n}\n", "try { a(); } catch (e) {\n  ●;\n  // ignore\n}\n"],
  ["try { a(); } catch (e) {\n  b();\n}\n", "try { a(); } catch (e) {\n  ●;\n  b();\n}\n"],
  ["try { a(); } catch (e) { return_(1); }\n", "try { a(); } catch (e) { ●; return_(1); }\n"],
  ["try { a() } catch (e) {\n  ;[1].map(b)\n}\n", "try { a() } catch (e) {\n  ●;\n  ;[1].map(b)\n}\n"],
  ["try { a() } catch (e) {\n  (b)()\n}\n", "try { a() } catch (e) {\n  ●;\n  (b)()\n}\n"],
];

const isCatchBlock = (n: ts.Node): boolean => ts.isBlock(n) && ts.isCatchClause(n.parent);

for (const [before, after] of BLOCK) {
  test(`at a block's start: ${JSON.stringify(before)}`, () =>
    check(insertAtBlockStart, isCatchBlock, before, after));
}

test.run();
