import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Folder, folder } from "./cli/harness.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PAGES = [
  "README.md",
  "runtime/README.md",
  ...readdirSync(join(ROOT, "docs"), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith(".md"))
    .map((path) => `docs/${path.replaceAll("\\", "/")}`),
];
const read = (page: string): string => readFileSync(join(ROOT, page), "utf8");

test("every link between pages leads somewhere", () => {
  for (const page of PAGES) {
    for (const [, target = ""] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? join(ROOT, page) : join(ROOT, dirname(page), path);
      assert.ok(existsSync(file), `${page}: ${target}`);
      if (anchor === undefined || !file.endsWith(".md")) continue;
      const anchors = [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
        title
          .toLowerCase()
          .replace(/[^\w\s-]/g, "")
          .replace(/\s/g, "-"),
      );
      assert.ok(anchors.includes(anchor), `${page}: ${target}`);
    }
  }
});

test("the index names every page", () => {
  const index = read("docs/README.md");
  for (const page of PAGES) {
    if (!/^docs\/[^/]+\.md$/.test(page) || page === "docs/README.md") continue;
    assert.ok(index.includes(`(${page.slice("docs/".length)})`), page);
  }
});

/** A small backend in which every path that the pages speak of exists. */
function app(): Folder {
  const at = folder({
    "package.json": '{ "name": "app", "type": "module", "devDependencies": { "typescript": "5" } }\n',
    "src/agents/agent.ts": `export async function load(path: string): Promise<string | undefined> {
  console.log("loading", path);
  try {
    return await Promise.resolve(path);
  } catch {
    return undefined;
  }
}
`,
    "src/tools/tool.ts": 'export const run = (): void => console.warn("tool");\n',
  });
  mkdirSync(join(at.root, "node_modules"));
  symlinkSync(join(ROOT, "runtime"), join(at.root, "node_modules", "blog-runtime"));
  at.write({ ".gitignore": "node_modules\n" });
  at.commit();
  return at;
}

const words = (command: string): readonly string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

for (const page of PAGES) {
  const commands = [...read(page).matchAll(/^\$ npx blog-migrate ?(.*)$/gm)].map(([, args = ""]) => args);
  if (commands.length === 0) continue;
  test(`every command of ${page} can be typed, in its order`, () => {
    const at = app();
    for (const command of commands) {
      const { code, err } = at.run(...words(command));
      assert.ok(code === 0 || code === 1, `$ npx blog-migrate ${command}\n${err}`);
    }
    at.remove();
  });
}

test("the action lints, and passes its exit code on", () => {
  const action = read("action.yml");
  const script = /run: \|\n((?: {8}.*\n)+)/.exec(action)?.[1]?.replace(/^ {8}/gm, "") ?? "";
  const at = app();
  mkdirSync(join(at.root, "node_modules", ".bin"));
  const bin = join(at.root, "node_modules", ".bin", "blog-migrate");
  writeFileSync(bin, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, "dist/cli/main.js")}" "$@"\n`, {
    mode: 0o755,
  });
  const run = (baseline: string): number => {
    const env = {
      ...process.env,
      PATHS: "src/agents src/tools",
      BASELINE: baseline,
      SARIF: "true",
      NO_COLOR: "1",
    };
    try {
      execFileSync("bash", ["-e", "-c", script], { cwd: at.root, env, stdio: "pipe" });
      return 0;
    } catch (error) {
      return (error as { status: number }).status;
    }
  };
  assert.is(run(""), 1);
  assert.is(JSON.parse(at.read("blog-lint.sarif")).version, "2.1.0");
  at.run("lint", "src", "--baseline", "known.json", "--update-baseline");
  assert.is(run("known.json"), 0);
  at.remove();
});

test.run();
