import { test } from "uvu";
import * as assert from "uvu/assert";
import { revertSource } from "../../transforms/revert.ts";
import { cases, migrate, migrated, sourceOf } from "../hard-cases/cases.ts";
import { treeOf } from "./tree.ts";

/* What people do to a migrated file before they revert it, or run `migrate` again. */

const BEFORE = `import pino from "pino";

const logger = pino();

export class Agent {
  async run(task: string): Promise<string> {
    logger.info({ task }, "run");
    try {
      return await this.loop(task);
    } catch {
      return "failed";
    }
  }
  private async loop(task: string): Promise<string> {
    if (!task) logger.warn("no task");
    const answers = [task].map((t) => logger.debug(t));
    return String(answers);
  }
}

export async function main(): Promise<void> {
  await new Agent().run("a").catch(() => {});
}

export const later = async (ms: number): Promise<number> => {
  await null;
  return ms;
};
`;

const revert = (text: string, path = "agent.ts"): string =>
  revertSource({ path: `/elsewhere/${path}`, relativePath: path, text }).text;
const after = migrated(BEFORE, "ts");

test("the whole is reverted wherever the file is now, and whatever it is called", () => {
  for (const path of ["src/deep/renamed.ts", "x.mts", "y.tsx", "z.cts"])
    assert.is(revert(after, path), BEFORE);
});

const EDITS: Readonly<Record<string, (text: string) => string>> = {
  "a line above": (text) => text.replace("export class", "// a class\nexport class"),
  "an import": (text) =>
    text.replace('import pino from "pino";', 'import fs from "node:fs";\nimport pino from "pino";'),
  "an import behind ours": (text) =>
    text.replace("\nexport class", '\nimport os from "node:os";\nexport class'),
  "new arguments": (text) =>
    text.replace('logger.info({ task }, "run")', 'logger.info({ task, at: Date.now() }, "run now")'),
  "a renamed method": (text) => text.replaceAll("loop", "think"),
  "a statement in a handler": (text) =>
    text.replace('return "failed"', 'const why = 1;\n      return "failed" + why'),
  "other indentation": (text) => text.replace(/^( +)/gm, "$1$1"),
  CRLF: (text) => text.replaceAll("\n", "\r\n"),
  "a removed function": (text) => text.replace(/export const later[\s\S]*/, ""),
  "code at the end": (text) => `${text}main();\n`,
};
for (const [name, edit] of Object.entries(EDITS)) {
  test(`reverted after an edit: ${name}`, () => {
    assert.is.not(edit(after), after);
    assert.is(revert(edit(after)), edit(BEFORE));
  });
}

/** A block that is empty again keeps the line break of the deleted line. */
const flat = (text: string): string => text.replace(/\{\s*\}/g, "{}");

test("lines of ours that a person has deleted are not missed", () => {
  const lines = after.split("\n");
  const ours = lines.flatMap((line, n) => (/^\s*backendLogger\./.test(line) ? [n] : []));
  assert.ok(ours.length >= 2, after);
  for (const gone of ours)
    assert.is(flat(revert(lines.filter((_, n) => n !== gone).join("\n"))), flat(BEFORE));
  assert.is(flat(revert(lines.filter((_, n) => !ours.includes(n)).join("\n"))), flat(BEFORE));
});

test("calls that a person wrote stay, and what they need with them", () => {
  const own =
    'export const note = (n: number) => backendLogger.info(String(n), LogCategory.PERFORMANCE, "Notes");\n';
  const reverted = revert(after + own);
  assert.match(reverted, /^import { getLogger, LogCategory } from "blog-runtime";$/m);
  assert.match(reverted, /^const backendLogger = getLogger\(\);$/m);
  assert.ok(reverted.endsWith(own));
  const header = /import \{ getLogger.*\n|const backendLogger.*\n/g;
  assert.is(reverted.replace(header, "").replace(own, ""), BEFORE);
});

/** A second run over `after` with new code in it: the new code is done, and nothing else changes. */
function rerun(edit: (text: string) => string): string {
  const edited = edit(after);
  assert.is.not(edited, after);
  const outcome = migrate(edited, "ts");
  if (outcome.kind !== "changed") throw new Error(`nothing done in ${edited}`);
  assert.is(revert(outcome.output), edit(BEFORE));
  assert.is(outcome.output, migrated(edit(BEFORE), "ts"));
  assert.is(migrate(outcome.output, "ts").kind, "unchanged");
  return outcome.output;
}

test("a new method joins the line of its class", () => {
  const text = rerun((t) =>
    t.replace(
      "  private async loop",
      "  async stop(): Promise<void> {\n    await null;\n    logger.info('stopped');\n  }\n  private async loop",
    ),
  );
  assert.match(text, 'backendLogger.traceMethods(Agent, LogCategory.AGENT_OPERATIONS, ["run", "stop"]);');
});

test("a new class gets a line of its own", () => {
  const text = rerun((t) =>
    t.replace(
      "export const later",
      "export class Other {\n  async go(): Promise<void> {\n    await null;\n  }\n}\n\nexport const later",
    ),
  );
  assert.match(text, 'backendLogger.traceMethods(Other, LogCategory.AGENT_OPERATIONS, ["go"]);');
});

test("new functions, log calls and handlers", () => {
  const text = rerun(
    (t) =>
      `${t.replace("    if (!task)", '    logger.error("new");\n    if (!task)')}export async function added(): Promise<void> {\n  try {\n    await null;\n  } catch (e) {}\n}\n`,
  );
  assert.match(text, 'backendLogger.span("Agent.added"');
});

test("a method that was deleted leaves its name in the line, and revert does not mind", () => {
  const edit = (t: string): string => t.replace(/ {2}async run[\s\S]*?\n {2}\}\n(?= {2}private)/, "");
  assert.is(revert(edit(after)), edit(BEFORE));
});

for (const { name, extension, before } of cases) {
  test(`${name}: lines deleted one by one`, () => {
    const lines = migrated(before, extension).split("\n");
    for (const [n, line] of lines.entries()) {
      if (!/^\s*backendLogger\d*\.(?!span)\w+\(.*\);?$/.test(line)) continue;
      const text = lines.filter((_, other) => other !== n).join("\n");
      const { text: reverted } = revertSource(sourceOf(text, extension));
      assert.is(treeOf(reverted, extension).join("\n"), treeOf(before, extension).join("\n"), line);
    }
  });
}

test.run();
