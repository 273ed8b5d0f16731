/**
 * Bundles the command line and the engine into `dist/`, with the report's page, beside the CommonJS door that is written by hand and the
 * types of the runtime, for projects that have not installed it yet. The runtime is built before.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, rmSync, statSync } from "node:fs";
import { build } from "esbuild";

const WORKERS = ["codemod-gate", "codemods", "jscodeshift", "lint", "migrate", "type-gate"];

rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});
// Many small modules take longer to load than they take to run.
await build({
  entryPoints: ["main", "index", "eslint/index", ...WORKERS.map((name) => `workers/${name}`)].map((name) => ({
    in: `cli/${name}.ts`,
    out: name,
  })),
  outdir: "dist/cli",
  chunkNames: "parts/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  charset: "utf8",
});
copyFileSync("transforms/syntax/compiler.d.ts", "dist/transforms/syntax/compiler.d.ts");
for (const file of [
  "compile-cache.cjs",
  "index.cjs",
  "index.d.cts",
  "eslint/index.cjs",
  "eslint/index.d.cts",
])
  copyFileSync(`cli/${file}`, `dist/cli/${file}`);
// The page of `--report` is one file, so its script and style are bundled to be put into it.
await build({
  entryPoints: ["main.ts", "style.css"].map((name) => ({
    in: `cli/reporters/html/client/${name}`,
    out: "client",
  })),
  outdir: "dist/cli/reporters/html",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2023",
  legalComments: "inline",
  charset: "utf8",
});
// Of the two kinds those that both may import: CommonJS files of a project may not import an ES module.
cpSync("runtime/dist/cjs", "dist/runtime-types", {
  recursive: true,
  filter: (path) => statSync(path).isDirectory() || /\.d\.ts$|package\.json$/.test(path),
});
