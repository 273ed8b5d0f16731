/* The type gate as the command line has it: what it takes for the project's own configuration, and what it tells. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { FileReport, Report } from "../../transforms/report.ts";
import { type Folder, folder } from "./harness.ts";

const test = suite<{ at: Folder }>("type gate on the command line");
test.before.each((context) => {
  context.at = folder();
});
test.after.each(({ at }) => at.remove());

type Told = Report & { readonly notes: readonly string[] };

function migrate(at: Folder, files: Readonly<Record<string, string | object>>): Told {
  at.write(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        typeof text === "string" ? text : JSON.stringify(text),
      ]),
    ),
  );
  const { code, out, err } = at.run(".", "--force", "--format", "json");
  assert.is(code, 0, err);
  return JSON.parse(out) as Told;
}

const fileOf = ({ files }: Told, path: string): FileReport => {
  const found = files.find((file) => file.path === path);
  assert.ok(found, path);
  return found;
};

const objections = (told: Told, path: string): readonly string[] =>
  fileOf(told, path).declined.flatMap(({ code, kind }) => (code === "type-error" ? [kind] : []));

const AGENT = `export class Agent {
  async run(task: string): Promise<string> {
    console.log("running", task);
    try {
      return await work(task);
    } catch {
      return "";
    }
  }
}
export const ask = async (task: string): Promise<string> => { const a = await work(task); return a; };
`;
const WORK = "export async function work(task: string): Promise<string> { await 0; return task; }\n";
const IMPORT = 'import { work } from "./work.js";\n';
/** So that functions are traced. */
const BLOG = { "blog.config.json": { categories: [{ files: "**", category: "AGENT_OPERATIONS" }] } };

test("references, workspaces, extends and path aliases: an edit is withdrawn by its own package's rules", ({
  at,
}) => {
  const base = {
    strict: true,
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    types: [],
    noEmit: true,
  };
  const told = migrate(at, {
    ...BLOG,
    "package.json": { private: true, workspaces: ["packages/*"] },
    "tsconfig.json": { files: [], references: [{ path: "./packages/strict" }, { path: "./packages/app" }] },
    "tsconfig.base.json": { compilerOptions: { ...base, paths: { "@work/*": ["./packages/app/src/*"] } } },
    "packages/strict/tsconfig.json": {
      extends: ["../../tsconfig.base.json"],
      compilerOptions: { declaration: true, isolatedDeclarations: true },
      include: ["src"],
    },
    "packages/strict/src/agent.ts": `import { work } from "@work/work";\n${AGENT}`,
    "packages/app/tsconfig.json": { extends: "../../tsconfig.base.json", include: ["src"] },
    "packages/app/src/work.ts": WORK,
    "packages/app/src/agent.ts": `${IMPORT}${AGENT}`,
  });
  assert.equal(told.notes, []);
  assert.equal(objections(told, "packages/strict/src/agent.ts"), ["span"]);
  assert.equal(objections(told, "packages/app/src/agent.ts"), []);
  assert.is(fileOf(told, "packages/strict/src/agent.ts").status, "changed");
  assert.match(at.read("packages/app/src/agent.ts"), 'backendLogger.traced("Agent.ask"');
  assert.not.match(at.read("packages/strict/src/agent.ts"), "backendLogger.traced(");
});

test("checkJs: JavaScript is checked as its types say", ({ at }) => {
  const told = migrate(at, {
    ...BLOG,
    "jsconfig.json": {
      compilerOptions: { checkJs: true, strict: true, target: "es2022", module: "nodenext", types: [] },
      include: ["src"],
    },
    "package.json": { type: "module" },
    "src/agent.js":
      "/** @param {unknown} x @returns {x is string} */\n" +
      'export const isText = (x) => { console.log("seen", x); return typeof x === "string"; };\n' +
      "/** @param {string} task */\n" +
      'export async function ask(task) { await 0; try { return JSON.parse(task); } catch { return ""; } }\n',
    "src/other.js": "// @ts-nocheck\nexport function go(x) { console.log('go', x); }\n",
  });
  assert.equal(told.notes, []);
  assert.equal(objections(told, "src/agent.js"), []);
  assert.is(fileOf(told, "src/agent.js").status, "changed");
  assert.is(fileOf(told, "src/other.js").status, "changed");
});

/** What configurations look like in projects of each TypeScript; each has options that others do not know. */
const VERSIONS: Readonly<Record<string, object>> = {
  "4.9.5": {
    module: "commonjs",
    moduleResolution: "node",
    target: "es2019",
    importsNotUsedAsValues: "error",
    suppressImplicitAnyIndexErrors: true,
    keyofStringsOnly: true,
    charset: "utf8",
  },
  "5.0.4": {
    module: "es2022",
    moduleResolution: "node",
    target: "es2021",
    verbatimModuleSyntax: true,
    baseUrl: ".",
  },
  "5.9.3": { module: "node20", target: "es2023", erasableSyntaxOnly: true, esModuleInterop: false },
  "6.0.3": { module: "nodenext", stableTypeOrdering: true, noUncheckedSideEffectImports: true },
  "7.0.2": { module: "preserve", someOptionOfTomorrow: true, target: "es2099" },
};

test("projects on TypeScript 4.9 to 7: no configuration is refused or misjudged", ({ at }) => {
  const packages = Object.entries(VERSIONS).flatMap(([version, options]) => {
    const inside = `packages/v${version}`;
    return [
      [`${inside}/package.json`, { type: version === "4.9.5" ? "commonjs" : "module" }],
      [`${inside}/node_modules/typescript/package.json`, { name: "typescript", version }],
      [
        `${inside}/tsconfig.json`,
        { compilerOptions: { strict: true, types: [], ...options }, include: ["src"] },
      ],
      [`${inside}/src/work.ts`, WORK],
      [`${inside}/src/agent.ts`, `${IMPORT}${AGENT}`],
    ] as const;
  });
  const told = migrate(at, { ...BLOG, ...Object.fromEntries(packages) });
  assert.equal(told.notes, []);
  for (const version of Object.keys(VERSIONS)) {
    const path = `packages/v${version}/src/agent.ts`;
    assert.equal(objections(told, path), [], version);
    assert.equal(
      fileOf(told, path)
        .edits.map(({ kind }) => kind)
        .sort(),
      ["error-path", "import", "log-call", "logger", "span", "span"],
      version,
    );
  }
});

test("a configuration that is wrong is told, and the run goes on without a check of its files", ({ at }) => {
  const good = { compilerOptions: { strict: true, module: "nodenext", target: "es2022", types: [] } };
  const told = migrate(at, {
    ...BLOG,
    "broken/tsconfig.json": '{ "compilerOptions": { "strict": true,, } \n "include": ["src" }',
    "broken/src/agent.ts": `${IMPORT}${AGENT}`,
    "broken/src/work.ts": WORK,
    "orphan/tsconfig.json": { extends: "@tsconfig/not-installed/tsconfig.json" },
    "orphan/agent.ts": `import { work } from "../broken/src/work.js";\n${AGENT}`,
    "good/tsconfig.json": {
      ...good,
      compilerOptions: { ...good.compilerOptions, declaration: true, isolatedDeclarations: true },
    },
    "good/agent.ts": `${IMPORT}${AGENT}`,
    "good/work.ts": WORK,
  });
  const [first, second, more] = [...told.notes].sort();
  assert.match(
    first ?? "",
    /^broken\/tsconfig\.json cannot be used, so types were not checked in 2 changed files that it includes: /,
  );
  assert.match(first ?? "", /\(line 1\)$/);
  assert.match(
    second ?? "",
    /^orphan\/tsconfig\.json cannot be used, .* 1 changed file .*@tsconfig\/not-installed/,
  );
  assert.is(more, undefined);
  for (const path of ["broken/src/agent.ts", "orphan/agent.ts"]) {
    assert.equal(objections(told, path), [], path);
    assert.is(fileOf(told, path).status, "changed", path);
  }
  assert.equal(objections(told, "good/agent.ts"), ["span"], "other projects are checked as ever");
});

test.run();
