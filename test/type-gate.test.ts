import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { migrateFile } from "../transforms/migrate.ts";
import type { MigrateOptions } from "../transforms/model.ts";
import { findConfigs, openProject } from "../transforms/project.ts";
import type { FileOutcome } from "../transforms/report.ts";
import { checkTypes, type TypeGate } from "../transforms/type-gate.ts";

const OPTIONS: MigrateOptions = {
  only: ["log-call", "error-path", "span"],
  dialects: [],
  categories: [{ files: "**", category: "AGENT_OPERATIONS" }],
};

type Files = Readonly<Record<string, string | object>>;
type World = { folder: string };

const test = suite<World>("type gate");
test.before.each((world) => {
  world.folder = realpathSync(mkdtempSync(join(tmpdir(), "types-")));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

function write(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
}

/** Migrates the source files of a project that was just written, and checks types. */
function gate(folder: string, files: Files): TypeGate {
  write(folder, files);
  const outcomes = Object.keys(files)
    .filter((path) => /(?<!\.d)\.[cm]?[jt]sx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(folder, path), "utf8");
      return migrateFile({ path: join(folder, path), relativePath: path, text }, OPTIONS);
    });
  return checkTypes(outcomes);
}

function outcome({ outcomes }: TypeGate, path: string): FileOutcome {
  const found = outcomes.find((o) => o.path === path);
  if (!found) throw new Error(`no outcome of ${path}`);
  return found;
}

function withdrawn(checked: TypeGate, path: string): readonly string[] {
  const found = outcome(checked, path);
  if (found.kind === "skipped" || found.kind === "failed") return [found.reason];
  return found.declined
    .filter(({ code }) => code === "type-error")
    .map(({ kind, reason }) => `${kind}: ${reason}`);
}

/** Diagnostics of what would be written. */
function diagnostics(folder: string, { outcomes }: TypeGate, config = "tsconfig.json"): readonly string[] {
  for (const o of outcomes) if (o.kind === "changed") writeFileSync(o.source.path, o.output);
  return openProject(join(folder, config))
    .check()
    .map(({ path, message }) => `${path}: ${message}`);
}

const STRICT = {
  compilerOptions: { strict: true, module: "nodenext", target: "es2022", types: [], noEmit: true },
  include: ["src"],
};

const AGENT = `export class Agent {
  async run(task: string): Promise<string> {
    try {
      return await work(task);
    } catch {
      return "";
    }
  }
}
async function work(task: string): Promise<string> { return task; }
`;

test("sound edits stand, with the runtime's types though it is not installed", ({ folder }) => {
  const checked = gate(folder, { "tsconfig.json": STRICT, "src/agent.ts": AGENT });
  assert.is(outcome(checked, "src/agent.ts").kind, "changed");
  assert.equal(withdrawn(checked, "src/agent.ts"), []);
  assert.equal(checked.unchecked, []);
  assert.equal(diagnostics(folder, checked), []);
});

test("an edit that adds a diagnostic is withdrawn, the rest of the file stands", ({ folder }) => {
  const config = {
    ...STRICT,
    compilerOptions: { ...STRICT.compilerOptions, declaration: true, isolatedDeclarations: true },
  };
  const checked = gate(folder, {
    "tsconfig.json": config,
    "src/agent.ts": `${AGENT}export const ask = async (task: string): Promise<string> => { const a = await work(task); return a; };\n`,
  });
  assert.is(outcome(checked, "src/agent.ts").kind, "changed");
  const [only, more] = withdrawn(checked, "src/agent.ts");
  assert.match(only ?? "", /^span: the type checker would object: TS90/);
  assert.is(more, undefined);
  assert.equal(diagnostics(folder, checked), []);
});

test("old errors do not count against an edit, wherever they move", ({ folder }) => {
  const checked = gate(folder, {
    "tsconfig.json": STRICT,
    "src/agent.ts": `const wrong: number = "text";\n${AGENT}export const alsoWrong: string = wrong;\n`,
  });
  assert.equal(withdrawn(checked, "src/agent.ts"), []);
  assert.is(outcome(checked, "src/agent.ts").kind, "changed");
});

for (const type of ["commonjs", "module"])
  test(`files of a package of type ${type} may import the runtime that is not installed yet`, ({
    folder,
  }) => {
    const checked = gate(folder, {
      "tsconfig.json": { ...STRICT, compilerOptions: { ...STRICT.compilerOptions, module: "node16" } },
      "package.json": { type },
      "src/agent.ts": AGENT,
      "src/one.cts": AGENT,
      "src/two.mts": AGENT,
    });
    for (const path of ["src/agent.ts", "src/one.cts", "src/two.mts"]) {
      assert.is(outcome(checked, path).kind, "changed");
      assert.equal(withdrawn(checked, path), []);
    }
    assert.equal(diagnostics(folder, checked), []);
  });

test("a file where the import itself is not allowed is left alone", ({ folder }) => {
  const checked = gate(folder, {
    "tsconfig.json": {
      ...STRICT,
      compilerOptions: { ...STRICT.compilerOptions, module: "nodenext", verbatimModuleSyntax: true },
    },
    "package.json": { type: "commonjs" },
    "src/agent.ts": AGENT.replace("export class", "class").replace(/$/, "export = Agent;\n"),
  });
  assert.is(outcome(checked, "src/agent.ts").kind, "unchanged");
  assert.ok(withdrawn(checked, "src/agent.ts").length > 0);
});

test("a diagnostic in a file that was not changed is found, and its cause withdrawn", ({ folder }) => {
  const checked = gate(folder, {
    "tsconfig.json": STRICT,
    "src/predicate.ts":
      "export const isText = async (value: unknown): Promise<boolean> => { await 0; return typeof value === 'string'; };\n",
    "src/use.d.ts": 'import { isText } from "./predicate.js";\nexport declare const check: typeof isText;\n',
  });
  assert.equal(diagnostics(folder, checked), []);
});

test("references: the configuration that includes the file is the one that is used", ({ folder }) => {
  const files = {
    "tsconfig.json": { files: [], references: [{ path: "./packages/core" }, { path: "./packages/app" }] },
    "packages/core/tsconfig.json": {
      compilerOptions: { ...STRICT.compilerOptions, composite: true, noEmit: false, declaration: true },
      include: ["src"],
    },
    "packages/core/src/agent.ts": AGENT,
    "packages/app/tsconfig.json": { ...STRICT, references: [{ path: "../core" }] },
    "packages/app/src/main.ts": AGENT,
  };
  const checked = gate(folder, files);
  assert.equal(checked.unchecked, []);
  assert.equal(checked.checked.map((path) => path.replace(`${folder}/`, "")).sort(), [
    "packages/app/tsconfig.json",
    "packages/core/tsconfig.json",
  ]);
  assert.equal(withdrawn(checked, "packages/core/src/agent.ts"), []);
});

test("a stricter project that always complained of a file of another one is not asked about it", ({
  folder,
}) => {
  const files = {
    "core/tsconfig.json": { compilerOptions: { ...STRICT.compilerOptions, strict: false }, include: ["src"] },
    "core/src/find.ts": `export async function find(word: string): Promise<string> {
  try {
    return await load(word);
  } catch (error) {
    console.warn("not found", { status: error.status });
    throw error;
  }
}
async function load(word: string): Promise<string> { return word; }
`,
    "app/tsconfig.json": STRICT,
    "app/src/main.ts": `import { find } from "../../core/src/find.js";
export const found = find("a");
${AGENT}`,
  };
  const checked = gate(folder, files);
  assert.is(checked.checked.length, 2);
  assert.equal(withdrawn(checked, "core/src/find.ts"), []);
  assert.equal(withdrawn(checked, "app/src/main.ts"), []);
});

test("a name that was missing before, for want of an installed package, does not count where it is repeated", ({
  folder,
}) => {
  const checked = gate(folder, {
    "tsconfig.json": STRICT,
    "src/main.ts": `console.warn("no key", process.env.API_KEY);\n${AGENT}`,
  });
  assert.equal(withdrawn(checked, "src/main.ts"), []);
  const found = outcome(checked, "src/main.ts");
  assert.ok(found.kind === "changed" && found.output.includes('backendLogger.warn("no key"'));
});

test("extends and path aliases are followed", ({ folder }) => {
  write(folder, {
    "tsconfig.base.json": {
      compilerOptions: {
        ...STRICT.compilerOptions,
        module: "esnext",
        moduleResolution: "bundler",
        paths: { "@/*": ["./src/*"] },
      },
    },
  });
  const checked = gate(folder, {
    "tsconfig.json": { extends: "./tsconfig.base.json", include: ["src"] },
    "src/work.ts": "export async function work(task: string): Promise<string> { await 0; return task; }\n",
    "src/agent.ts": `import { work } from "@/work";\n${AGENT.replace(/async function[\s\S]*/, "")}`,
  });
  assert.equal(diagnostics(folder, checked), []);
  assert.equal(withdrawn(checked, "src/agent.ts"), []);
});

test("JavaScript with checkJs is checked", ({ folder }) => {
  const checked = gate(folder, {
    "jsconfig.json": {
      compilerOptions: { checkJs: true, strict: true, module: "nodenext", target: "es2022", types: [] },
    },
    "agent.js": AGENT.replaceAll(": string", "")
      .replaceAll(": Promise<string>", "")
      .replaceAll("(task)", "(/** @type {string} */ task)"),
  });
  assert.equal(checked.unchecked, []);
  assert.equal(withdrawn(checked, "agent.js"), []);
  assert.is(outcome(checked, "agent.js").kind, "changed");
});

test("what only an older TypeScript assumed is still assumed", ({ folder }) => {
  write(folder, { "node_modules/typescript/package.json": { name: "typescript", version: "4.9.5" } });
  const checked = gate(folder, {
    "tsconfig.json": {
      compilerOptions: { module: "commonjs", target: "es2019", moduleResolution: "node", noEmit: true },
      include: ["src"],
    },
    "src/loose.ts": `export function loose(x) { return x.y; }\n${AGENT}`,
  });
  assert.equal(withdrawn(checked, "src/loose.ts"), []);
  assert.equal(diagnostics(folder, checked), []);
});

test("a file that no configuration includes is told", ({ folder }) => {
  const checked = gate(folder, {
    "tsconfig.json": { ...STRICT, include: ["lib"] },
    "src/agent.ts": AGENT,
    "lib/a.ts": "",
  });
  assert.equal(checked.unchecked, ["src/agent.ts"]);
  assert.is(outcome(checked, "src/agent.ts").kind, "changed");
  assert.is(findConfigs([join(folder, "src/agent.ts")]).size, 0);
});

/** A span of this adds TS90xx under `isolatedDeclarations`. */
const ASKS =
  "const work = async (task: string): Promise<string> => task;\nexport const ask = async (task: string): Promise<string> => { const a = await work(task); return a; };\n";
const ISOLATED = {
  compilerOptions: { ...STRICT.compilerOptions, declaration: true, isolatedDeclarations: true },
};
const ENTRY = 'export { ask } from "./agent.js";\n';

for (const entry of [ENTRY, `${ENTRY}export const start = (): void => console.log("up");\n`])
  test(`a file that is named by nobody and imported by one that is ${entry === ENTRY ? "as it was" : "changed"}`, ({
    folder,
  }) => {
    const checked = gate(folder, {
      "tsconfig.json": { ...ISOLATED, files: ["src/index.ts"] },
      "src/index.ts": entry,
      "src/agent.ts": ASKS,
    });
    assert.is(withdrawn(checked, "src/agent.ts").length, 1);
    assert.equal(checked.unchecked, []);
    assert.equal(diagnostics(folder, checked), []);
  });

test("a file that is imported by what a reference of the nearest configuration names", ({ folder }) => {
  const checked = gate(folder, {
    "tsconfig.json": { files: [], references: [{ path: "./tsconfig.app.json" }, { path: "../other" }] },
    "tsconfig.app.json": { ...ISOLATED, files: ["src/index.ts"] },
    "src/index.ts": ENTRY,
    "src/agent.ts": ASKS,
  });
  assert.is(withdrawn(checked, "src/agent.ts").length, 1);
  assert.equal(checked.unchecked, []);
});

test("a file that no program has is told", ({ folder }) => {
  const checked = gate(folder, {
    "tsconfig.json": { ...ISOLATED, include: ["src"], exclude: ["**/*.test.ts"] },
    "src/index.ts": "export {};\n",
    "src/agent.test.ts": ASKS,
  });
  assert.equal(withdrawn(checked, "src/agent.test.ts"), []);
  assert.equal(checked.unchecked, ["src/agent.test.ts"]);
});

test.run();
