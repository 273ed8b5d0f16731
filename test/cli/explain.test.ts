/*
 *   blog-migrate explain src/agent.ts        category, confidence, evidence, and each site with what is added or why not
 *   blog-migrate explain src/agent.ts:3      the sites of line 3
 *   blog-migrate explain src/agent.test.ts   that it is left alone, and why
 */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Folder, folder, type Ran } from "./harness.ts";

function explaining(
  files: Readonly<Record<string, string>>,
  then: (explain: (target: string) => Ran) => void,
): void {
  const scratch: Folder = folder(files);
  try {
    then((target) => scratch.run("explain", target));
  } finally {
    scratch.remove();
  }
}

const AGENT = `export class Agent {
  async run(task: string): Promise<string> {
    try {
      return JSON.parse(task);
    } catch {
      return "";
    }
  }
}
`;

test("explains the categories of classes and functions that differ from their module's", () => {
  const text = `export class SearchTool { async run(q: string) { console.log("run", q); return q; } }
export class ReactAgent { async go(q: string) { console.log("go", q); return q; } }
`;
  const files = { "package.json": '{ "name": "@acme/agents" }', "src/agents/all.ts": text };
  explaining(files, (explain) => {
    const { code, out, err } = explain("src/agents/all.ts");
    assert.is(code, 0, err);
    assert.match(out, /category {3}AGENT_OPERATIONS/);
    assert.match(out, /package "@acme\/agents"/);
    assert.match(
      out,
      /class SearchTool, line 1: TOOL_OPERATIONS \(\w+ confidence\)\n {13}class SearchTool\n/,
    );
    assert.not.match(out, /class ReactAgent, line/);
  });
});

test("explains a file, and one line of it", () => {
  explaining({ "src/agents/agent.ts": AGENT }, (explain) => {
    const whole = explain("src/agents/agent.ts");
    assert.is(whole.code, 0, whole.err);
    assert.match(whole.out, /category {3}AGENT_OPERATIONS \(high confidence\)\n {13}\S/);
    assert.match(whole.out, /error-path [^\n]+\n +adds .*backendLogger\.error\("Agent\.run failed"/);
    const line = explain("src/agents/agent.ts:2");
    assert.match(line.out, /2:3 +span +traced run of Agent/);
    assert.not.match(line.out, /error-path/);
    assert.match(explain("src/agents/agent.ts:9").out, /no site on line 9/);
  });
});

test("says why a file is left alone, and what cannot be explained", () => {
  explaining({ "src/agent.test.ts": AGENT, "src/broken.ts": "const = ;\n" }, (explain) => {
    assert.match(explain("src/agent.test.ts").out, /src\/agent\.test\.ts is left alone: a test/);
    const broken = explain("src/broken.ts");
    assert.is(broken.code, 1);
    assert.match(broken.out, /does not parse: 1:7/);
    assert.is(explain("src/none.ts").code, 2);
    assert.is(explain("src").code, 2);
  });
});

test.run();
