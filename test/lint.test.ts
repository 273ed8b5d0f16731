import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ENV, type Folder, folder } from "./cli/harness.ts";

const BAD =
  "export function load(text) {\n  try {\n    return JSON.parse(text);\n  } catch (e) {\n    return null;\n  }\n}\n";
const GOOD = "export const x = 1;\n";
const WARNED = 'try {\n  work();\n} catch (e) {\n  console.error("failed");\n}\n';

const environment: Record<string, string | undefined> = ENV;

const test = suite<{ at: Folder }>("lint");
test.before.each((context) => {
  environment.GITHUB_ACTIONS = "";
  context.at = folder({ "src/bad.js": BAD, "src/good.js": GOOD, "src/warned.js": WARNED });
});
test.after.each(({ at }) => at.remove());

type Message = {
  ruleId: string;
  severity: number;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
};
type Result = { filePath: string; messages: Message[]; errorCount: number; warningCount: number };
const results = (out: string): Result[] => JSON.parse(out) as Result[];

test("findings make the exit code 1, none 0, and a mistake 2", ({ at }) => {
  assert.is(at.run("lint", "src/bad.js").code, 1);
  assert.is(at.run("lint", "src/good.js").code, 0);
  assert.is(at.run("lint", "src/warned.js").code, 0);
  assert.is(at.run("lint", "src/warned.js", "--max-warnings", "0").code, 1);
  assert.is(at.run("lint", "src/warned.js", "--max-warnings", "1").code, 0);
  assert.is(at.run("lint", "nowhere").code, 2);
  assert.is(at.run("lint", "--rule", "err/nothing=off").code, 2);
});

test("pretty shows the code and the way", ({ at }) => {
  const { out } = at.run("lint", "src/bad.js");
  assert.match(out, "src/bad.js:4:5 error err/swallowed-catch");
  assert.match(out, "caught in line 4 → returns in line 5");
  assert.match(out, /> 4 \| {3}\} catch \(e\) \{\n {4}\| {5}\^{9}\n/);
  assert.match(out, "1 file: 1 error, 0 warnings");
});

test("json is ESLint's result shape", ({ at }) => {
  const [bad, good, warned] = results(at.run("lint", "src", "--format", "json").out);
  assert.ok(bad && good && warned);
  assert.match(bad.filePath, /\/src\/bad\.js$/);
  const { ruleId, severity, line, column, endLine, endColumn } = bad.messages[0]!;
  assert.equal([ruleId, severity, line, column, endLine, endColumn], ["err/swallowed-catch", 2, 4, 5, 4, 14]);
  assert.equal([bad.errorCount, bad.warningCount], [1, 0]);
  assert.equal(good.messages, []);
  assert.equal([warned.errorCount, warned.warningCount], [0, 1]);
});

test("severities come from the command line, before the configuration", ({ at }) => {
  at.write({
    "blog.config.json": '{ "rules": { "err/swallowed-catch": "warn", "err/log-without-error": "off" } }',
  });
  const [bad, , warned] = results(at.run("lint", "src", "--format", "json").out);
  assert.equal([bad?.warningCount, warned?.warningCount], [1, 0]);
  const [again] = results(
    at.run("lint", "src/bad.js", "--rule", "swallowed-catch=error", "--format", "json").out,
  );
  assert.is(again?.errorCount, 1);
  assert.is(at.run("lint", "src/bad.js", "--quiet").out, "");
});

test("a wrong rule or policy of the configuration is refused by name", ({ at }) => {
  at.write({ "blog.config.json": '{ "rules": { "err/swallowed-catsh": "warn" } }' });
  const { code, err } = at.run("lint", "src");
  assert.is(code, 2);
  assert.match(err, 'Did you mean "err/swallowed-catch"?');
  at.write({ "blog.config.json": '{ "lint": { "metricOnly": "fine" } }' });
  assert.is(at.run("lint", "src").code, 2);
});

test("policy and sinks are configurable, and listed", ({ at }) => {
  at.write({
    "src/bad.js": "try {\n  work();\n} catch (e) {\n  metrics.increment('x');\n}\n",
    "blog.config.json": '{ "lint": { "metricOnly": "handled", "sinks": ["audit.record"] } }',
  });
  assert.is(at.run("lint", "src/bad.js").code, 0);
  const { out, code } = at.run("lint", "--print-sinks");
  assert.is(code, 0);
  assert.match(out, "audit.record");
  assert.match(out, /pino .*fatal/);
});

test("github is the format inside GitHub Actions", ({ at }) => {
  environment.GITHUB_ACTIONS = "true";
  assert.is(at.run("lint", "src/good.js").out, "0 errors, 0 warnings\n");
  const { out } = at.run("lint", "src/bad.js", "--format", "github");
  assert.match(
    out,
    "::error file=src/bad.js,line=4,col=5,endLine=4,endColumn=14,title=err/swallowed-catch::The error is lost",
  );
});

test("a baseline hides what is known, by what it is and not where", ({ at }) => {
  assert.is(at.run("lint", "src", "--baseline", "known.json", "--update-baseline").code, 0);
  assert.is(at.run("lint", "src", "--baseline", "known.json").code, 0);
  at.write({ "src/bad.js": `// moved\n\n${BAD.replace("return null;", "return   null; // said")}` });
  assert.is(at.run("lint", "src", "--baseline", "known.json").code, 0);
  at.write({ "src/bad.js": `${BAD}${BAD.replace("load", "read")}` });
  const again = results(at.run("lint", "src", "--baseline", "known.json", "--format", "json").out);
  assert.equal(
    again.map(({ errorCount }) => errorCount),
    [1, 0, 0],
  );
});

test("entries of the baseline that are no longer found are told", ({ at }) => {
  at.run("lint", "src", "--baseline", "known.json", "--update-baseline");
  at.write({ "src/bad.js": GOOD });
  const { out, code } = at.run("lint", "src", "--baseline", "known.json");
  assert.is(code, 0);
  assert.match(out, "No longer found, though in the baseline");
  assert.match(out, "src/bad.js err/swallowed-catch in load");
  assert.not.match(at.run("lint", "src/good.js", "--baseline", "known.json").out, "No longer found");
  assert.is(at.run("lint", "src", "--baseline", "none.json").code, 2);
});

test("only what changed", ({ at }) => {
  at.git("init", "-q");
  at.commit();
  assert.is(at.run("lint", "src", "--changed").code, 0);
  at.write({ "src/new.js": BAD });
  const files = results(at.run("lint", "src", "--changed=HEAD", "--format", "json").out);
  assert.equal(
    files.map(({ filePath }) => filePath.split("/").at(-1)),
    ["new.js"],
  );
  assert.is(at.run("lint", "src", "--changed=nowhere").code, 2);
});

test("a cache gives the same, also when an imported file changes", ({ at }) => {
  at.write({
    "src/main.js":
      'import { report } from "./report.js";\nexport const run = () => work().catch((e) => report(e));\n',
    "src/report.js": "export const report = (e) => console.error(e);\n",
  });
  const run = () => at.run("lint", "src", "--cache", ".cache.json", "--format", "json").out;
  const first = run();
  assert.is(run(), first);
  assert.match(at.read(".cache.json"), "swallowed-catch");
  at.write({ "src/report.js": "export const report = (e) => void e;\n" });
  const main = results(run()).find(({ filePath }) => filePath.endsWith("main.js"));
  assert.is(main?.errorCount, 1);
});

test("a file that does not parse is a finding of the run", ({ at }) => {
  at.write({ "src/broken.js": "export const = 1;\n" });
  const { code, out } = at.run("lint", "src/broken.js", "--format", "json");
  assert.is(code, 1);
  assert.match(out, "Parsing error");
});

test.run();
