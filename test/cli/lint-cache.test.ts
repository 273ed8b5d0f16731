import { statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Folder, folder, type Ran } from "./harness.ts";

const LOST = "export const read = (path) => load(path).catch(() => null);\n";
const THROWN = "export const read = (path) => load(path).catch((e) => e);\n\n".padEnd(LOST.length, "\n");
const CACHE = "cache.json";

type Stored = { files: Record<string, { stamp?: number[]; result: { findings: { message: string }[] } }> };

const test = suite<{ at: Folder }>("lint cache");
test.before.each((context) => {
  context.at = folder({ "src/lost.js": LOST, "src/other.js": LOST });
});
test.after.each(({ at }) => at.remove());

const lint = (at: Folder, ...options: string[]): Ran =>
  at.run("lint", "src", "--cache", CACHE, "--format", "github", ...options);
const stored = (at: Folder): Stored => JSON.parse(at.read(CACHE)) as Stored;
const places = ({ out }: Ran): string[] => [...out.matchAll(/file=([^,]+)/g)].map(([, file]) => file!);

/** Until a stamp of what was written stands for one text only. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2100));

/** Says something else in the cache, as a mark of what comes from there. */
function marked(at: Folder): void {
  const cache = stored(at);
  for (const { result } of Object.values(cache.files))
    for (const finding of result.findings) finding.message = "from the cache";
  at.write({ [CACHE]: JSON.stringify(cache) });
}
const fromCache = ({ out }: Ran): number => out.split("from the cache").length - 1;

test("a file that changed just before is known by its text, and by its stamp from the next run on", async ({
  at,
}) => {
  assert.equal(places(lint(at)), ["src/lost.js", "src/other.js"]);
  assert.ok(Object.values(stored(at).files).every(({ stamp }) => stamp === undefined));
  await settled();
  marked(at);
  assert.is(fromCache(lint(at)), 2);
  assert.ok(Object.values(stored(at).files).every(({ stamp }) => stamp?.[0] === LOST.length));
  assert.is(fromCache(lint(at)), 2);
});

test("a change of the same size is seen, also where the time of the change is set back", async ({ at }) => {
  await settled();
  lint(at);
  marked(at);
  const path = join(at.root, "src/lost.js");
  const { atime, mtime } = statSync(path);
  at.write({ "src/lost.js": THROWN });
  utimesSync(path, atime, mtime);
  const ran = lint(at);
  assert.equal(places(ran), ["src/other.js"]);
  assert.is(fromCache(ran), 1);
});

test("a file that is as it was, with another time, as in a new checkout, is not linted again", async ({
  at,
}) => {
  await settled();
  lint(at);
  marked(at);
  at.write({ "src/lost.js": LOST });
  assert.is(fromCache(lint(at)), 2);
});

test("what was linted with --include-generated is left alone without", async ({ at }) => {
  at.write({ "src/made.js": `// @generated\n${LOST}` });
  await settled();
  assert.equal(places(lint(at, "--include-generated")), ["src/lost.js", "src/made.js", "src/other.js"]);
  assert.equal(places(lint(at)), ["src/lost.js", "src/other.js"]);
});

test("a run over some of the files keeps what is known of the others", async ({ at }) => {
  at.commit();
  lint(at);
  marked(at);
  at.write({ "src/lost.js": `${LOST}\n` });
  const ran = lint(at, "--changed");
  assert.equal(places(ran), ["src/lost.js"]);
  assert.is(fromCache(lint(at)), 1);
});

test("what --fix wrote is linted as it is now", async ({ at }) => {
  at.commit();
  await settled();
  lint(at);
  assert.is(lint(at, "--fix").code, 0);
  assert.match(at.read("src/lost.js"), "console.error(");
  assert.equal(places(lint(at)), []);
});

test.run();
