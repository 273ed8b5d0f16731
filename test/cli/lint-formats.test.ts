import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Folder, folder } from "./harness.ts";

const LOST =
  "export function load(text) {\n  try {\n    return JSON.parse(text);\n  } catch (e) {\n    if (e instanceof TypeError) throw e;\n    return null;\n  }\n}\n";
const SUPPRESSED =
  "try {\n  work();\n  // blog-ignore-next-line err/swallowed-catch -- the queue tells of it\n} catch (e) {}\n";
const WARNED = 'try {\n  work();\n} catch (e) {\n  console.error("failed");\n}\n';
const TWICE = `${LOST}\n${LOST.replace("load", "read")}`;

const test = suite<{ at: Folder }>("lint formats");
test.before.each((context) => {
  context.at = folder({
    "src/lost.js": LOST,
    "src/twice.js": TWICE,
    "src/sub dir/sup%ressed.js": SUPPRESSED,
    "src/warned.js": WARNED,
    "src/broken.js": "export const = 1;\n",
    "src/clean.js": "export const x = 1;\n",
  });
});
test.after.each(({ at }) => at.remove());

type Region = { startLine: number; startColumn: number; endLine: number; endColumn: number };
type Place = { physicalLocation: { artifactLocation: { uri: string }; region: Region } };
type SarifResult = {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: Place[];
  codeFlows?: { threadFlows: { locations: { location: Place & { message: { text: string } } }[] }[] }[];
  suppressions?: { kind: string; justification: string }[];
  partialFingerprints: Record<string, string>;
};
type Sarif = {
  runs: { tool: { driver: { rules: { id: string; helpUri: string }[] } }; results: SarifResult[] }[];
};

function validator(): (value: unknown) => string {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const schema = readFileSync(
    new URL("../../fixtures/schemas/sarif-schema-2.1.0.json", import.meta.url),
    "utf8",
  );
  const validate = ajv.compile(JSON.parse(schema) as object);
  return (value) => (validate(value) ? "" : ajv.errorsText(validate.errors));
}

test("sarif is valid by the schema of SARIF 2.1.0, also without findings", ({ at }) => {
  const validate = validator();
  assert.is.not(validate({ version: "2.1.0", runs: [{}] }), "");
  for (const paths of [["src"], ["src/clean.js"], ["src", "--quiet"]]) {
    const { out } = at.run("lint", ...paths, "--format", "sarif");
    assert.is(validate(JSON.parse(out)), "");
  }
});

test("sarif shows the way of the error as a code flow", ({ at }) => {
  const { out } = at.run("lint", "src/lost.js", "--format", "sarif");
  const [run] = (JSON.parse(out) as Sarif).runs;
  const [result] = run?.results ?? [];
  assert.is(result?.ruleId, "err/swallowed-catch");
  assert.is(run?.tool.driver.rules[result?.ruleIndex ?? -1]?.id, "err/swallowed-catch");
  assert.is(result?.level, "error");
  assert.equal(result?.locations[0]?.physicalLocation.region, {
    startLine: 4,
    startColumn: 5,
    endLine: 4,
    endColumn: 14,
  });
  const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => [
    location.physicalLocation.region.startLine,
    location.message.text,
  ]);
  assert.equal(steps, [
    [4, "caught"],
    [5, "`if (e instanceof TypeError)` is false"],
    [6, "returns"],
  ]);
});

test("sarif has suppressed findings with their reason, and paths as URIs", ({ at }) => {
  const { out } = at.run("lint", "src/sub dir", "--format", "sarif");
  const [result] = (JSON.parse(out) as Sarif).runs[0]?.results ?? [];
  assert.equal(result?.suppressions, [{ kind: "inSource", justification: "the queue tells of it" }]);
  assert.is(result?.locations[0]?.physicalLocation.artifactLocation.uri, "src/sub%20dir/sup%25ressed.js");
});

test("json has ESLint's counts, suppressed messages and fixes", ({ at }) => {
  const { out } = at.run("lint", "src", "--format", "json");
  const results = JSON.parse(out) as {
    filePath: string;
    messages: { fatal?: true; fix?: { range: [number, number]; text: string } }[];
    suppressedMessages: { suppressions: { kind: string; justification: string }[] }[];
    errorCount: number;
    fatalErrorCount: number;
    fixableErrorCount: number;
  }[];
  const by = (name: string) => results.find(({ filePath }) => filePath.endsWith(name))!;
  assert.equal([by("twice.js").errorCount, by("twice.js").fixableErrorCount], [2, 2]);
  assert.equal([by("broken.js").fatalErrorCount, by("broken.js").messages[0]?.fatal], [1, true]);
  assert.equal(by("sup%ressed.js").suppressedMessages[0]?.suppressions, [
    { kind: "directive", justification: "the queue tells of it" },
  ]);
  const fix = by("lost.js").messages[0]?.fix;
  assert.ok(fix);
  const mended = LOST.slice(0, fix.range[0]) + fix.text + LOST.slice(fix.range[1]);
  assert.match(
    mended,
    'throw e;\n    console.error("Lost.load failed (handled here)", e);\n    return null;',
  );
});

test("gitlab has one entry a finding, each with its own fingerprint that survives a move", ({ at }) => {
  type Entry = { check_name: string; fingerprint: string; severity: string; location: object };
  const read = (): Entry[] => JSON.parse(at.run("lint", "src", "--format", "gitlab").out) as Entry[];
  const before = read();
  assert.is(new Set(before.map(({ fingerprint }) => fingerprint)).size, before.length);
  assert.equal(
    before.map(({ severity }) => severity),
    ["major", "major", "major", "minor", "blocker"],
  );
  assert.equal(before[0]?.location, { path: "src/lost.js", lines: { begin: 4 } });
  at.write({ "src/lost.js": `// a comment\n\n${LOST}` });
  assert.equal(
    read().map(({ fingerprint }) => fingerprint),
    before.map(({ fingerprint }) => fingerprint),
  );
});

test("junit has a suite a file and escapes what XML would take for its own", ({ at }) => {
  at.write({ 'src/a"b<c.js': LOST });
  const { out } = at.run("lint", "src", "--format", "junit");
  assert.match(out, /^<\?xml version="1\.0" encoding="utf-8"\?>\n<testsuites /);
  assert.match(out, 'name="src/a&quot;b&lt;c.js"');
  const count = (text: string): number => out.split(text).length - 1;
  assert.is(count("<testsuite "), count("</testsuite>"));
  assert.is(count("<failure "), 5);
  assert.is(count("<error "), 1);
  const total = /<testsuites [^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)"/.exec(out)?.slice(1);
  assert.equal(total, [String(count("<testcase ")), "5", "1"]);
});

test("github escapes what its commands would take for their own", ({ at }) => {
  const { out } = at.run("lint", "src/sub dir", "src/broken.js", "--format", "github");
  assert.match(out, "::error file=src/broken.js::does not parse");
  at.write({ "src/a,b.js": LOST });
  assert.match(at.run("lint", "src/a,b.js", "--format", "github").out, "file=src/a%2Cb.js,");
});

test("a report can go to a file, and colours never do", ({ at }) => {
  const { out, code } = at.run("lint", "src/lost.js", "--format", "sarif", "--output", "report.sarif");
  assert.equal([out, code], ["", 1]);
  assert.is((JSON.parse(at.read("report.sarif")) as Sarif).runs.length, 1);
  assert.is(at.run("lint", "src/lost.js", "--output", "no/such/folder.txt").code, 2);
});

test.run();
