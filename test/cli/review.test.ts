import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { PlanFile } from "../../cli/review/plan-file.ts";
import { hasTerminal, KEYS, onTerminal } from "../helpers/pseudo-terminal.ts";
import { type Folder, folder } from "./harness.ts";

const AGENT = `export async function load(path) {
  console.log("loading", path);
  try {
    return await read(path);
  } catch {
    return undefined;
  }
}
`;
const ASKS = /Make this edit \[y,n,e,a,d,f,s,q,\?\]\? $/;
const TOOL = 'console.warn("twice");\nconsole.warn("twice");\n';

function app(): Folder {
  const at = folder({
    "package.json": '{ "name": "app", "type": "module" }',
    "src/agents/agent.js": AGENT,
    "src/tools/tool.js": TOOL,
  });
  at.commit();
  return at;
}

const planOf = (at: Folder): PlanFile => JSON.parse(at.read("plan.json")) as PlanFile;

/** The plan with another decision for the edits of some kinds. */
function decide(at: Folder, no: (kind: string) => boolean): void {
  const plan = planOf(at);
  const files = plan.files.map((file) => ({
    ...file,
    edits: file.edits.map((edit) => (no(edit.kind) ? { ...edit, decision: "no" as const } : edit)),
  }));
  at.write({ "plan.json": JSON.stringify({ ...plan, files }) });
}

test("--plan writes what would be done and nothing else; apply does just that", () => {
  const at = app();
  const whole = app();
  whole.run("src");
  const { code, err, out } = at.run("src", "--plan", "plan.json");
  assert.is(code, 0, err);
  assert.match(out, "npx blog-migrate apply plan.json");
  assert.is(at.read("src/agents/agent.js"), AGENT);
  const [agent, tool] = planOf(at).files;
  assert.is(agent?.path, "src/agents/agent.js");
  assert.match(agent?.sha256 ?? "", /^[0-9a-f]{64}$/);
  assert.equal(
    agent?.edits.map(({ kind, line, decision }) => [kind, line, decision]),
    [
      ["span", 1, "yes"],
      ["log-call", 2, "yes"],
      ["error-path", 5, "yes"],
    ],
  );
  assert.is(new Set(tool?.edits.map(({ id }) => id)).size, 2, "equal edits have names of their own");

  const applied = at.run("apply", "plan.json");
  assert.is(applied.code, 0, applied.err);
  for (const file of ["src/agents/agent.js", "src/tools/tool.js"]) assert.is(at.read(file), whole.read(file));
  at.remove();
  whole.remove();
});

test("apply leaves out what the plan says no to, and counts it as declined", () => {
  const at = app();
  at.run("src", "--plan", "plan.json");
  decide(at, (kind) => kind !== "error-path");
  const report = JSON.parse(at.run("apply", "plan.json", "--format", "json").out);
  assert.is(report.command, "apply");
  assert.equal(report.totals.errorPaths, { found: 1, done: 1, declined: 0, already: 0 });
  assert.is(report.totals.logCalls.declined, 3);
  assert.match(at.read("src/agents/agent.js"), "backendLogger.error(");
  assert.not.match(at.read("src/agents/agent.js"), "backendLogger.info(");
  assert.is(at.read("src/tools/tool.js"), TOOL);
  at.remove();
});

test("a file that changed since, or is gone, is refused with the reason; the others are done", () => {
  const at = app();
  at.run("src", "--plan", "plan.json");
  at.write({ "src/agents/agent.js": `// new\n${AGENT}` });
  at.commit();
  const changed = at.run("apply", "plan.json");
  assert.is(changed.code, 1);
  assert.match(changed.out, "src/agents/agent.js: it has changed since the plan was made");
  assert.is(at.read("src/agents/agent.js"), `// new\n${AGENT}`);
  assert.match(at.read("src/tools/tool.js"), "backendLogger.warn(");

  const plan = { ...planOf(at), files: [{ ...planOf(at).files[0], path: "src/gone.js" }] };
  at.write({ "plan.json": JSON.stringify(plan) });
  const gone = at.run("apply", "plan.json");
  assert.is(gone.code, 1);
  assert.match(gone.out, "src/gone.js: it is not there any more");
  at.remove();
});

test("a plan brings no code and no path of its own", () => {
  const at = app();
  at.run("src", "--plan", "plan.json");
  const plan = planOf(at);
  const [file] = plan.files;
  const cases: readonly (readonly [plan: unknown, says: RegExp])[] = [
    [{ ...plan, version: 2 }, /version is 2, but must be 1/],
    [
      { ...plan, files: [{ ...file, path: "../outside.js" }] },
      /files\[0\]\.path "\.\.\/outside\.js" leads out/,
    ],
    [{ ...plan, files: [{ ...file, path: "/etc/hosts" }] }, /leads out of the folder/],
    [{ ...plan, files: [{ ...file, sha256: "x" }] }, /files\[0\]\.sha256 must be 64/],
    [
      { ...plan, files: [{ ...file, edits: [{ ...file?.edits[0], decision: "maybe" }] }] },
      /files\[0\]\.edits\[0\]\.decision must be "yes" or "no"/,
    ],
  ];
  for (const [wrong, says] of cases) {
    at.write({ "plan.json": JSON.stringify(wrong) });
    const { code, err } = at.run("apply", "plan.json");
    assert.is(code, 2);
    assert.match(err, says);
  }
  const foreign = {
    ...file,
    edits: [{ id: "0123456789abcdef", kind: "span", decision: "yes", text: "evil()" }],
  };
  at.write({ "plan.json": JSON.stringify({ ...plan, files: [foreign] }) });
  const { code, out } = at.run("apply", "plan.json");
  assert.is(code, 1);
  assert.match(out, "1 of its planned edits are not found");
  assert.is(at.read("src/agents/agent.js"), AGENT);
  at.remove();
});

test("--interactive where there is no terminal is refused, and waits for nothing", () => {
  const at = app();
  const { code, err } = at.run("src", "--interactive");
  assert.is(code, 2);
  assert.match(err, "`--interactive` has questions, and there is no terminal");
  at.remove();
});

if (hasTerminal) {
  test("--interactive asks about each edit with its reasons, and keeps a no for later runs", async () => {
    const at = app();
    const { code, shown } = await onTerminal(
      at.root,
      ["src", "--interactive"],
      [
        [ASKS, `?${KEYS.enter}`],
        [ASKS, `n${KEYS.enter}`],
        [ASKS, `y${KEYS.enter}`],
        [ASKS, `y${KEYS.enter}`],
        [ASKS, `f${KEYS.enter}`],
      ],
    );
    assert.is(code, 0, shown);
    assert.match(
      shown,
      /src\/agents\/agent\.js \(file 1 of 2\)\n?AGENT_OPERATIONS, \w+ confidence, component Agent/,
    );
    assert.match(shown, /\+ {2}backendLogger\.info\("loading"|\+.*backendLogger/);
    assert.match(shown, "y  make this edit");
    const agent = at.read("src/agents/agent.js");
    assert.not.match(agent, "backendLogger.span(");
    assert.match(agent, "backendLogger.info(");
    assert.match(agent, "backendLogger.error(");
    assert.is(at.read("src/tools/tool.js").match(/backendLogger\.warn/g)?.length, 2);

    at.git("add", "-A");
    at.git("commit", "-qm", "reviewed");
    const again = JSON.parse(at.run("src", "--format", "json").out);
    assert.is(again.totals.changed, 0);
    assert.ok(
      again.files.some((file: { declined: { code: string }[] }) =>
        file.declined.some(({ code: why }) => why === "rejected"),
      ),
    );
    at.remove();
  });

  test("all of a kind, none of a kind, and stopping early", async () => {
    const at = app();
    const { code, shown } = await onTerminal(
      at.root,
      ["src", "--interactive"],
      [
        [ASKS, `d${KEYS.enter}`],
        [ASKS, `a${KEYS.enter}`],
        [ASKS, `q${KEYS.enter}`],
      ],
    );
    assert.is(code, 0, shown);
    const agent = at.read("src/agents/agent.js");
    assert.not.match(agent, "backendLogger.span(");
    assert.match(agent, "backendLogger.info(");
    assert.not.match(agent, "backendLogger.error(");
    assert.is(at.read("src/tools/tool.js"), TOOL);
    at.remove();
  });

  test("Ctrl-C writes nothing", async () => {
    const at = app();
    const { code, shown } = await onTerminal(
      at.root,
      ["src", "--interactive"],
      [
        [ASKS, `y${KEYS.enter}`],
        [ASKS, KEYS.ctrlC],
      ],
    );
    assert.is(code, 2, shown);
    assert.match(shown, "Stopped: nothing was written.");
    assert.is(at.git("status", "--porcelain"), "");
    assert.is(existsSync(join(at.root, "blog-decisions.json")), false);
    at.remove();
  });
}

test("a plan may word a log line otherwise, and a later run knows it again", () => {
  const at = app();
  at.run("src", "--plan", "plan.json");
  const word = (wording: object, kind = "error-path"): void => {
    const plan = planOf(at);
    const files = plan.files.map((file) => ({
      ...file,
      edits: file.edits.map((edit) => (edit.kind === kind ? { ...edit, wording } : edit)),
    }));
    at.write({ "worded.json": JSON.stringify({ ...plan, files }) });
  };
  for (const [wording, says] of [
    [{ level: "loud" }, /level must be one of debug, info, warn, error, critical/],
    [{ mesage: "x" }, /has no "mesage": level, category, component, message/],
    [{ component: 1 }, /component must be a text/],
  ] as const) {
    word(wording);
    const { code, err } = at.run("apply", "worded.json");
    assert.is(code, 2);
    assert.match(err, says);
  }
  word({ level: "warn", message: "x" });
  assert.match(at.run("apply", "worded.json").out, /level and message cannot both change/);
  assert.is(at.read("src/agents/agent.js"), AGENT);
  at.git("checkout", "src");
  word({ level: "warn", category: "API_LAYER", component: 'the "Loader"' });
  assert.is(at.run("apply", "worded.json").code, 0);
  assert.match(
    at.read("src/agents/agent.js"),
    'backendLogger.warn("Agent.load failed", LogCategory.API_LAYER, "the \\"Loader\\"", { error: backendError });',
  );
  at.git("commit", "-qam", "migrated");
  assert.is(at.run("src", "--check").code, 0, "nothing is done twice");
  at.run("revert", "src");
  assert.is(at.read("src/agents/agent.js"), AGENT);
  at.remove();
});

if (hasTerminal) {
  test("e words a line otherwise, shows it, and asks again", async () => {
    const at = app();
    const enter = KEYS.enter;
    const { code, shown } = await onTerminal(
      at.root,
      ["src", "--interactive", "--only", "log-calls"],
      [
        [ASKS, `e${enter}`],
        [/level \[info\]: $/, `inform${enter}`],
        [/There is no level inform[\s\S]*level \[info\]: $/, enter],
        [/category \[AGENT_OPERATIONS\]: $/, `rag_operations${enter}`],
        [/component \[Agent\]: $/, enter],
        [/message \[loading\]: $/, `loading a file${enter}`],
        [ASKS, `y${enter}`],
        [ASKS, `q${enter}`],
      ],
    );
    assert.is(code, 0, shown);
    assert.match(shown, /\+ {2}backendLogger\.info\("loading a file", LogCategory\.RAG_OPERATIONS/);
    assert.match(
      at.read("src/agents/agent.js"),
      'backendLogger.info("loading a file", LogCategory.RAG_OPERATIONS, "Agent"',
    );
    assert.is(at.read("src/tools/tool.js"), TOOL);
    at.remove();
  });
}

test.run();
