import { test } from "uvu";
import * as assert from "uvu/assert";
import { facts } from "../transforms/facts.ts";
import { link } from "../transforms/link.ts";
import { source } from "./helpers/sources.ts";

function inCycle(files: Readonly<Record<string, string>>): readonly string[] {
  const all = Object.entries(files).map(([path, text]) => facts(source(text, path)));
  return [...link(all).inCycle].map((path) => path.replace("/project/", "")).sort();
}

test("modules that reach themselves are in a cycle, those on the way in or out are not", () => {
  const files = {
    "src/main.ts": 'import "./a.js";',
    "src/a.ts": 'import { b } from "./b.js"; export const a = b;',
    "src/b.ts": 'export * from "./c";',
    "src/c.ts": 'import a from "./a"; import "./leaf";',
    "src/leaf.ts": "",
  };
  assert.equal(inCycle(files), ["src/a.ts", "src/b.ts", "src/c.ts"]);
});

test("an index file, require and dynamic import, and an import of itself count", () => {
  assert.equal(inCycle({ "lib/index.js": 'exports.a = require("./a")', "lib/a.js": 'import("./index")' }), [
    "lib/a.js",
    "lib/index.js",
  ]);
  assert.equal(inCycle({ "lib/index.cjs": "", "lib/self.mjs": 'import "./self.mjs"' }), ["lib/self.mjs"]);
});

test("an alias counts by its ending", () => {
  const files = {
    "src/llm/client.ts": 'import "@/llm/retry";',
    "src/llm/retry.ts": 'import "~/llm/client";',
  };
  assert.equal(inCycle(files), ["src/llm/client.ts", "src/llm/retry.ts"]);
});

test("10,000 modules in one chain do not exhaust the stack", () => {
  const files: Record<string, string> = {};
  for (let n = 0; n < 10_000; n++) files[`src/m${n}.ts`] = `import "./m${(n + 1) % 10_000}"`;
  assert.is(inCycle(files).length, 10_000);
});

test.run();
