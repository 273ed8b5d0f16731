/**
 * What ast-grep can say of the same job: a line behind each call that looks like a log call. No scopes, no types, no
 * error paths, no check: `node ast-grep.mjs <list.json>`.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { Lang, parse } = createRequire(new URL("../peers/package.json", import.meta.url))("@ast-grep/napi");
const rule = {
  rule: {
    kind: "expression_statement",
    has: { kind: "call_expression", any: [{ pattern: "console.$M($$$)" }, { pattern: "logger.$M($$$)" }] },
  },
};
let made = 0;
for (const path of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const root = parse(path.endsWith("x") ? Lang.Tsx : Lang.TypeScript, readFileSync(path, "utf8")).root();
  const edits = root.findAll(rule).map((node) => node.replace(`${node.text()}\nbackendLogger.info("");`));
  made += edits.length;
  root.commitEdits(edits);
}
console.log(made);
