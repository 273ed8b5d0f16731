import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ESLint as ESLint10, Linter as Linter10 } from "eslint";
import { type ESLint as ESLint9, Linter as Linter9 } from "eslint-9";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import plugin from "../../cli/eslint/index.ts";
import { createLinter } from "../../transforms/lint.ts";
import { createAliases } from "../../transforms/modules/aliases.ts";
import { CATALOG, RULE_IDS } from "../../transforms/rules/catalog.ts";
import type { FileFindings } from "../../transforms/rules/model.ts";
import { type Folder, folder } from "../cli/harness.ts";
import { casesOf, OPTIONS, ruleFolders } from "../rules/harness.ts";

/** The plugin is one of ESLint's, as its own types have it. */
plugin satisfies ESLint9.Plugin satisfies ESLint10.Plugin;
const config10: Linter10.Config = plugin.configs.recommended;
const config9: Linter9.Config = plugin.configs.recommended;

/** A parser that knows nothing: the plugin reads the text alone. */
const parser = {
  parse: (text: string) => ({
    type: "Program",
    sourceType: "module",
    body: [],
    tokens: [],
    comments: [],
    range: [0, text.length],
    loc: { start: { line: 1, column: 0 }, end: { line: text.split("\n").length, column: 0 } },
  }),
};
const all = { files: ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"], languageOptions: { parser } };

type Message = {
  ruleId: string | null;
  severity: number;
  message: string;
  line: number;
  column: number;
  endLine?: number | undefined;
  endColumn?: number | undefined;
  suggestions?: { desc: string; fix: { range: [number, number]; text: string } }[] | undefined;
};
type Verify = (text: string, path: string, settings?: object) => Message[];

function verifiers(cwd: string): readonly (readonly [string, Verify])[] {
  const linter9 = new Linter9({ cwd, configType: "flat" });
  const linter10 = new Linter10({ cwd });
  return [
    [
      "ESLint 9",
      (text, path, settings = {}) =>
        linter9.verify(text, [all, config9, settings] as Linter9.Config[], { filename: path }) as Message[],
    ],
    [
      "ESLint 10",
      (text, path, settings = {}) =>
        linter10.verify(text, [all, config10, settings] as Linter10.Config[], {
          filename: path,
        }) as Message[],
    ],
  ];
}

const shownOf = (messages: readonly Message[]): readonly string[] =>
  messages.map(
    (m) =>
      `${m.ruleId} ${m.severity} ${m.line}:${m.column}-${m.endLine}:${m.endColumn} ${m.message} ${JSON.stringify(m.suggestions?.map(({ fix }) => fix))}`,
  );

/** Findings of the command line's own engine, as ESLint would show them. */
function expected({ findings, source }: FileFindings): readonly string[] {
  const at = (offset: number): string => {
    const lines = source.text.slice(0, offset).split("\n");
    return `${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
  };
  return findings.map(({ ruleId, severity, start, end, message, fix }) => {
    const from = fix && Math.min(...fix.edits.map((e) => e.start));
    return `${ruleId} ${severity === "error" ? 2 : 1} ${at(start)}-${at(end)} ${message} ${from === undefined ? undefined : from}`;
  });
}

/** The same line of both sides; of a suggestion, where it begins. */
const comparable = (shown: string): string => shown.replace(/\[\{"range":\[(\d+),.*$/s, "$1");

const sorted = (lines: readonly string[]): readonly string[] => [...lines].sort();

const test = suite<{ at: Folder }>("eslint plugin");
test.before.each((context) => {
  context.at = folder();
});
test.after.each(({ at }) => at.remove());

test("has every rule, and recommends those that are on", () => {
  assert.equal(
    Object.keys(plugin.rules).map((name) => `err/${name}`),
    [...RULE_IDS],
  );
  const on = RULE_IDS.filter((id) => CATALOG[id].severity !== "off");
  assert.equal(Object.keys(plugin.configs.recommended.rules), on);
});

test("finds in each fixture what the command line finds, in ESLint 9 and 10", ({ at }) => {
  const root = at.root.replaceAll("\\", "/");
  const both = verifiers(root);
  let count = 0;
  for (const rule of ruleFolders) {
    for (const kind of ["invalid", "valid"] as const) {
      for (const [n, example] of casesOf(rule, kind).entries()) {
        const files = new Map(
          [...example.files].map(([p, text]) => [p.replace("/app", `${rule}-${kind}-${n}`), text]),
        );
        at.write(Object.fromEntries(files));
        const main = example.main.replace("/app", `${root}/${rule}-${kind}-${n}`);
        const texts = new Map([...files].map(([p, text]) => [`${root}/${p}`, text]));
        const read = (path: string) => {
          const text = texts.get(path);
          return text === undefined ? undefined : { path, relativePath: path.slice(root.length + 1), text };
        };
        const linter = createLinter(
          { read, exists: (path) => texts.has(path), aliases: createAliases((path) => texts.get(path)) },
          { ...OPTIONS, fixes: true },
        );
        const wanted = sorted(expected(linter.lint(read(main)!)));
        count += wanted.length;
        for (const [name, verify] of both)
          assert.equal(
            sorted(shownOf(verify(texts.get(main)!, main)).map(comparable)),
            wanted,
            `${name} ${rule} ${example.name}`,
          );
      }
    }
  }
  assert.ok(count > 150);
});

test("finds in the example application what the command line finds", () => {
  const root = fileURLToPath(new URL("../../fixtures/projects/agentic-backend", import.meta.url));
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.[cm]?[jt]s$/.test(file))
    .map((file) => join(root, "src", file).replaceAll("\\", "/"));
  const text = (path: string): string | undefined => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      return undefined; // asked for and not there
    }
  };
  const read = (path: string) => {
    const found = text(path);
    return found === undefined ? undefined : { path, relativePath: path.slice(root.length + 1), text: found };
  };
  const linter = createLinter(
    { read, exists: (path) => text(path) !== undefined, aliases: createAliases(text) },
    { ...OPTIONS, fixes: true },
  );
  let count = 0;
  for (const [name, verify] of verifiers(root)) {
    for (const path of files) {
      const wanted = sorted(expected(linter.lint(read(path)!)));
      count += wanted.length;
      assert.equal(sorted(shownOf(verify(text(path)!, path)).map(comparable)), wanted, `${name} ${path}`);
    }
  }
  assert.ok(count >= 80);
});

test("a suggestion is the fix of the command line", ({ at }) => {
  const code = "export const read = (path) => load(path).catch(() => null);\n";
  for (const [, verify] of verifiers(at.root)) {
    const [message] = verify(code, join(at.root, "a.js"));
    const { range, text } = message!.suggestions![0]!.fix;
    const mended = code.slice(0, range[0]) + text + code.slice(range[1]);
    assert.is(
      mended,
      'export const read = (path) => load(path).catch((backendError) => (console.error("A.read failed (handled here)", backendError, { path }), null));\n',
    );
    assert.equal(verify(mended, join(at.root, "a.js")), []);
  }
});

test("sees what was typed since, in the file and in one that it imports", ({ at }) => {
  const main = 'import { report } from "./report.js";\nwork().catch((e) => report(e));\n';
  at.write({ "main.js": main, "report.js": "export const report = (e) => console.error(e);\n" });
  for (const [, verify] of verifiers(at.root)) {
    const path = join(at.root, "main.js");
    assert.equal(verify(main, path), []);
    assert.is(verify(main.replace("report(e)", "null"), path).length, 1);
    assert.equal(verify(main, path), []);
  }
});

test("policy, sinks and rules that are off come from the configuration", ({ at }) => {
  const code = "work().catch((e) => audit.record('x'));\n";
  const path = join(at.root, "a.js");
  for (const [, verify] of verifiers(at.root)) {
    assert.is(verify(code, path).length, 1);
    const settings = { settings: { blog: { lint: { sinks: ["audit.record"] } } } };
    assert.equal(
      verify(code, path, settings).map(({ ruleId }) => ruleId),
      ["err/log-without-error"],
    );
    assert.throws(
      () => verify(code, path, { settings: { blog: { lint: { sink: [] } } } }),
      /unknown key "lint.sink"/,
    );
    const thrown = "try {\n  a();\n} catch (e) {\n  console.error(e);\n  throw e;\n}\n";
    assert.equal(verify(thrown, path), []);
    assert.is(
      verify(thrown, path, { rules: { "err/log-and-throw": "warn" } })[0]?.ruleId,
      "err/log-and-throw",
    );
  }
});

test.run();
