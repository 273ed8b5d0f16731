import { test } from "uvu";
import * as assert from "uvu/assert";
import { NO_CACHE_FILE } from "../../cli/lint/cache.ts";
import { lintAll } from "../../cli/lint/run.ts";
import { DEFAULT_POLICY } from "../../transforms/error-paths/policy.ts";
import { createKept } from "../../transforms/kept.ts";
import type { Source } from "../../transforms/model.ts";

const source = (name: string, text: string): Source => ({
  path: `/app/${name}`,
  relativePath: name,
  text,
  packageType: "module",
});

/** Files whose findings depend on a module that they import. */
const SOURCES: readonly Source[] = [
  source("report.ts", "export function report(error: unknown) { console.error(error); }\n"),
  source("drop.ts", "export function drop(_error: unknown) {}\n"),
  ...["report", "drop"].flatMap((name) =>
    Array.from({ length: 12 }, (_, n) =>
      source(
        `${name}${n}.ts`,
        `import { ${name} } from "./${name}.js";\nexport async function run() { try { await go(); } catch (error) { ${name}(error); } }\n`,
      ),
    ),
  ),
  source("broken.ts", "export const = 1;\n"),
];

test("the findings are the same, and in the same order, for 1 and 2 threads", async () => {
  const options = { rules: {}, policy: DEFAULT_POLICY, dialects: [], categories: [] };
  const progress = { stage: () => {}, at: () => {}, end: () => {} };
  const run = (workers: number) =>
    lintAll(SOURCES, SOURCES, options, { cwd: "/app", progress, cache: NO_CACHE_FILE, workers });
  const one = await run(1);
  assert.equal(
    one.files.map(({ path }) => path),
    SOURCES.map(({ relativePath }) => relativePath),
  );
  const found = one.files.filter(({ findings }) => findings.length > 0).map(({ path }) => path);
  assert.equal(
    found,
    SOURCES.map(({ relativePath }) => relativePath).filter((path) => /^drop\d/.test(path)),
  );
  assert.ok(one.files.some(({ failure }) => failure));
  assert.equal(await run(2), one);
});

test("what was asked for last is kept", () => {
  const kept = createKept<string>(2);
  let made = 0;
  const get = (key: string) => kept.get(key, () => ({ value: `${key}${++made}`, size: 1 }));
  for (const key of ["a", "b", "c", "a"]) get(key);
  assert.is(made, 3);
  kept.trim();
  assert.is(get("c"), "c3");
  assert.is(get("a"), "a1");
  assert.is(get("b"), "b4");
});

test.run();
