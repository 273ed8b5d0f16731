import { test } from "uvu";
import * as assert from "uvu/assert";
import { folder } from "../cli/harness.ts";
import { IS_LONG } from "./settings.ts";

/*
 * Files as nobody writes them, through the real command line: each is a clear finding or is done, none is a crash, a
 * hang or a changed byte.
 */
const DEEP = IS_LONG ? 2000 : 600;
const LINES = IS_LONG ? 20_000 : 3000;
const nested = (open: string, inner: string, close: string, depth = DEEP): string =>
  `${open.repeat(depth)}${inner}${close.repeat(depth)}\n`;
/** Bytes from a small generator of its own: alike on each machine. */
function noise(length: number): string {
  let state = 20_261_126;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return String.fromCharCode(state >>> 24);
  }).join("");
}

const FILES: Readonly<Record<string, string>> = {
  "deep-if.ts": nested("if (a) { ", 'console.log("in");', " }"),
  "deep-try.ts": nested("try { ", "f();", " } catch {}", DEEP / 4),
  "deep-calls.ts": `${nested("f(", "1", ")").trim()};\n`,
  "deep-arrays.ts": `const a = ${nested("[", "1", "]").trim()};\n`,
  "deep-functions.ts": nested("function f() { ", 'console.log("in");', " }", DEEP / 4),
  "deep-templates.ts": `const a = ${"`${".repeat(DEEP / 4)}1${"}`".repeat(DEEP / 4)};\n`,
  "chain.ts": `p${".then(f)".repeat(DEEP / 4)};\n`,
  "else-if.ts": `${"if (a) f(); else ".repeat(DEEP)}f();\n`,
  "ternary.ts": `const a = ${"b ? c : ".repeat(DEEP)}d;\n`,
  "long-line.ts": `const text = "${"x".repeat(10_000_000)}";\nconsole.log("behind");\n`,
  "long-code.ts": `${'console.log("a"); '.repeat(LINES)}\n`,
  "long-function.ts": `export async function f() {\n${'  console.log("a", b);\n'.repeat(LINES)}}\n`,
  "nul.ts": 'const a = "\0";\0\nconsole.log(a);\n',
  "surrogate.ts": 'console.log("\\ud800 \ud83d\ude00");\nconst \u{20bb7} = 1;\n',
  "noise.ts": noise(20_000),
  "empty.ts": "",
  "bom.ts": "\ufeff\ufeffconsole.log(1);\n",
  "separators.ts": 'console.log("a\u2028b");\u2028console.log("c");\u2029\n',
  "controls.ts": 'console.log("\x1b[31m\x07\x08");\n// \u202e reversed\n',
};

type Report = {
  readonly files: readonly { readonly path: string; readonly status: string; readonly reason?: string }[];
};

test("no crash, no hang, no changed byte, and a reason for each that fails", () => {
  const at = folder(Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`src/${name}`, text])));
  const names = Object.keys(FILES).map((name) => `src/${name}`);
  const before = new Map(names.map((name) => [name, at.read(name)]));
  const run = (...args: string[]) => {
    const { code, out, err } = at.run(...args, "--format", "json");
    assert.ok(code === 0 || code === 1, err.slice(0, 500));
    return { code, out };
  };
  const { files } = JSON.parse(run("src", "--no-verify", "--force").out) as Report;
  assert.equal(files.map(({ path }) => path).sort(), [...names].sort());
  for (const { path, status, reason = "" } of files) {
    if (status === "failed") assert.match(reason, /^does not parse: \d+:\d+ ./, path);
    if (status === "skipped")
      assert.match(reason, /minified|larger than|not a TypeScript or JavaScript source/, path);
  }
  assert.ok(files.filter(({ status }) => status === "changed").length >= 7);
  const again = JSON.parse(run("src", "--no-verify", "--force", "--check").out) as Report;
  assert.equal(
    again.files.filter(({ status }) => status === "changed"),
    [],
  );
  run("lint", "src");
  run("revert", "src");
  for (const name of names) assert.ok(at.read(name) === before.get(name), `${name} is not what it was`);
  at.remove();
});

test.run();
