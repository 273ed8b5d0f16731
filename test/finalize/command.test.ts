import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Folder, folder } from "../cli/harness.ts";

const AGENT = `import pino from "pino";
const log = pino();
export function run(list: string[]): void {
  log.info("one");
  log.info("two");
  log.info("three %d", list.push("x"));
}
`;

/** Migrated and committed. */
function migrated(): Folder {
  const at = folder({ "package.json": '{ "name": "app", "type": "module" }', "src/agent.ts": AGENT });
  at.run("src", "--no-verify", "--only", "log-calls");
  at.commit();
  return at;
}

const LINES = /^ {2}log\.info\(/gm;

test("takes the legacy calls out, says what it left and why, and git takes it back", () => {
  const at = migrated();
  const before = at.read("src/agent.ts");
  const { code, out } = at.run("src", "--finalize", "--no-verify");
  assert.is(code, 0);
  assert.match(out, /log calls +3 +2 +1\n/);
  assert.match(
    out,
    /left-out \(log call\): the production line does not say all that it says: push \(call\)/,
  );
  assert.not.match(out, /blog-migrate revert/, "which could not take it back");
  assert.is(at.read("src/agent.ts").match(LINES)?.length, 1);
  assert.match(at.read("src/agent.ts"), 'import pino from "pino";');
  assert.is(
    at.run("src", "--finalize", "--no-verify", "--check", "--force").code,
    0,
    "a second run does nothing",
  );
  at.git("checkout", "src");
  assert.is(at.read("src/agent.ts"), before);
  at.remove();
});

test("is reviewed as everything else: a plan, in which a no keeps the logger that the call needs", () => {
  const at = migrated();
  at.write({ "src/agent.ts": at.read("src/agent.ts").replace(/.*list\.push.*\n.*\n/, "") });
  at.git("commit", "-qam", "only two");
  at.run("src", "--finalize", "--no-verify", "--plan", "plan.json");
  const plan = JSON.parse(at.read("plan.json"));
  assert.is(plan.finalize, true);
  const [file] = plan.files;
  assert.equal(
    file.edits.map(({ summary }: { summary: string }) => summary),
    ["log.info dropped", "log.info dropped"],
  );
  file.edits[0].decision = "no";
  at.write({ "no.json": JSON.stringify(plan) });
  assert.is(at.run("apply", "no.json", "--no-verify").code, 0);
  assert.is(at.read("src/agent.ts").match(LINES)?.length, 1);
  assert.match(at.read("src/agent.ts"), "const log = pino();");
  at.git("checkout", "src");
  assert.is(at.run("apply", "plan.json", "--no-verify").code, 0);
  assert.not.match(at.read("src/agent.ts"), /pino|log\.info/);
  at.remove();
});

test("where git could not bring it back, nothing is written", () => {
  const at = folder({ "package.json": "{}", "src/agent.ts": AGENT });
  at.run("src", "--no-verify", "--only", "log-calls");
  const before = at.read("src/agent.ts");
  const refused = at.run("src", "--finalize", "--no-verify");
  assert.is(refused.code, 2);
  assert.match(refused.err, /only git could bring back, and this folder is in no repository\n.*--dry-run/);
  assert.match(at.run("src", "--finalize", "--no-verify", "--dry-run").out, /^-import pino|^- {2}log\.info/m);
  assert.is(at.read("src/agent.ts"), before);
  assert.is(at.run("src", "--finalize", "--only", "spans").code, 2);
  at.remove();
});

test("what no production line stands beside is left, with what to do", () => {
  const at = folder({ "package.json": "{}", "src/agent.ts": AGENT });
  const { out } = at.run("src", "--finalize", "--no-verify", "--dry-run", "--format", "pretty");
  assert.match(out, /3 not-mirrored .*run blog-migrate first/);
  at.remove();
});

test.run();
