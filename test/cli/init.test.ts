import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { TYPESCRIPT_CONFIG } from "../../cli/init/templates.ts";
import { hasTerminal, KEYS, onTerminal } from "../helpers/pseudo-terminal.ts";
import { type Folder, folder } from "./harness.ts";

const MANIFEST = `{
    "name": "app",
    "type": "module",
    "scripts": { "build": "tsc", "test": "uvu" },
    "dependencies": {
        "pino": "^10.0.0"
    },
    "devDependencies": { "typescript": "^5.9.0", "prettier": "3" }
}
`;

const app = (more: Readonly<Record<string, string>> = {}): Folder => {
  const at = folder({ "package.json": MANIFEST, "src/a.ts": 'console.log("x");\n', ...more });
  at.commit();
  return at;
};

test("says what it found, sets the project up, and has nothing to do a second time", () => {
  const at = app({ "pnpm-lock.yaml": "", "src/b.ts": 'import pino from "pino";\npino().info("x");\n' });
  const { code, out, err } = at.run("init", "--yes", "--workflow");
  assert.is(code, 0, err);
  for (const row of [
    "package manager: pnpm",
    "modules: ES modules",
    "TypeScript: ^5.9.0",
    "loggers: pino, console",
    "formatter: prettier",
    "packages with code to migrate: .",
    "created blog.config.ts (the configuration)",
    "changed package.json (blog-runtime, blog-migrate, lint:errors)",
    "created .github/workflows/error-paths.yml",
    "\n  pnpm install\n  pnpm exec blog-migrate src/ --dry-run\n  pnpm exec blog-migrate src/\n  pnpm run lint:errors\n",
  ])
    assert.match(out, row);
  const own = JSON.parse(at.read("package.json"));
  assert.match(own.dependencies["blog-runtime"], /^\^\d/);
  assert.match(own.devDependencies["blog-migrate"], /^\^\d/);
  assert.is(own.scripts["lint:errors"], "blog-migrate lint src/");
  assert.match(
    at.read(".github/workflows/error-paths.yml"),
    "pnpm exec blog-migrate lint src/ --format sarif",
  );

  at.git("add", "-A");
  at.git("commit", "-qm", "set up");
  const again = at.run("init", "--yes", "--workflow");
  assert.match(again.out, "Nothing to do: everything is set up.");
  assert.is(at.git("status", "--porcelain"), "");
  at.remove();
});

test("only adds to package.json, and the configuration works", () => {
  const at = app();
  at.run("init", "--yes");
  const lines = at.read("package.json").split("\n");
  const added = MANIFEST.split("\n").filter((line) => !lines.includes(line));
  assert.ok(added.length <= 2, added.join("\n"));
  assert.match(at.read("package.json"), /\n {8}"blog-runtime": "\^[^"]+",\n {8}"pino"/);
  assert.is(at.read("blog.config.ts"), TYPESCRIPT_CONFIG);
  const { code, err } = at.run("src", "--check");
  assert.is(code, 1, err);
  at.remove();
});

test("--undo takes back what it made, but not what the user has made of it", () => {
  const at = app();
  at.run("init", "--yes", "--workflow");
  assert.match(at.run("init", "--undo").out, "deleted blog.config.ts");
  assert.equal(JSON.parse(at.read("package.json")), JSON.parse(MANIFEST));
  assert.is(existsSync(join(at.root, ".github/workflows/error-paths.yml")), false);

  at.run("init", "--yes");
  at.write({ "blog.config.ts": `${TYPESCRIPT_CONFIG}// mine\n` });
  at.run("init", "--undo");
  assert.is(at.read("blog.config.ts"), `${TYPESCRIPT_CONFIG}// mine\n`);
  at.remove();
});

test("--dry-run shows a diff and writes nothing", () => {
  const at = app();
  const { out } = at.run("init", "--dry-run");
  assert.match(out, /\+ {8}"blog-runtime": /);
  assert.match(out, "Would be done");
  assert.is(at.git("status", "--porcelain"), "");
  at.remove();
});

test("in a workspace the runtime goes to each package with code, the tool to the root", () => {
  const at = folder({
    "package.json": '{\n  "private": true,\n  "workspaces": ["packages/*"]\n}\n',
    "package-lock.json": "{}",
    "packages/a/package.json": '{\n  "name": "a",\n  "dependencies": {}\n}\n',
    "packages/a/src/a.js": 'console.log("x");\n',
    "packages/types/package.json": '{\n  "name": "types"\n}\n',
    "packages/types/index.ts": "export type A = 1;\n",
  });
  const { out } = at.run("init", "--yes");
  assert.match(out, "package manager: npm, workspace");
  assert.match(out, "packages with code to migrate: packages/a\n");
  assert.match(at.read("packages/a/package.json"), '"blog-runtime"');
  assert.not.match(at.read("packages/types/package.json"), "blog-runtime");
  assert.not.match(at.read("package.json"), "blog-runtime");
  assert.match(at.read("package.json"), '"blog-migrate"');
  at.remove();
});

test("tells what is wrong: no package.json, a broken one, nobody to ask", () => {
  const at = app();
  const asks = at.run("init");
  assert.is(asks.code, 2);
  assert.match(asks.err, "`init` has questions, and there is no terminal to ask on\nUse --yes");
  at.write({ "package.json": "{ broken" });
  const broken = at.run("init", "--yes");
  assert.is(broken.code, 2);
  assert.match(broken.err, "package.json is not valid JSON");
  assert.is(at.git("status", "--porcelain"), " M package.json\n");
  at.remove();
});

if (hasTerminal) {
  test("asks on a terminal, and does what is answered", async () => {
    const at = app({ ".github/CODEOWNERS": "* @a\n" });
    const { code, shown } = await onTerminal(
      at.root,
      ["init", "--no-install"],
      [
        [/Add a GitHub workflow/, KEYS.enter],
        [/Write the configuration/, KEYS.enter],
      ],
    );
    assert.is(code, 0, shown);
    assert.match(shown, "created .github/workflows/error-paths.yml");
    at.remove();
  });

  test("Ctrl-C at a question writes nothing", async () => {
    const at = app();
    const { code } = await onTerminal(at.root, ["init"], [[/Add a GitHub workflow/, KEYS.ctrlC]]);
    assert.is(code, 2);
    assert.is(at.git("status", "--porcelain"), "");
    at.remove();
  });
}

test.run();
