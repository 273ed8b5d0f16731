import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
const dist = process.argv[2] ?? join(root, "dist");
const ENTRIES = ["index", "testing", "http", "doctor"];

rmSync(dist, { recursive: true, force: true });
emitTypes();
await bundle("runtime", ENTRIES);
for (const entry of ENTRIES) writeDoors(entry, "runtime");
// The checklist has its own copy, so that no program that logs has to load it.
await bundle("checklist", ["doctor"]);
writeDoors("doctor", "checklist");

/** The same declarations twice: the nearest package.json says what module system they speak of. */
function emitTypes() {
  const tsc = join(typescript, "bin", "tsc");
  const args = [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", join(dist, "esm")];
  execFileSync(process.execPath, args, { stdio: "inherit" });
  nameOutputs(join(dist, "esm"));
  cpSync(join(dist, "esm"), join(dist, "cjs"), { recursive: true });
  writeFileSync(join(dist, "cjs/package.json"), '{ "type": "commonjs" }\n');
}

/**
 * One CommonJS file with all of our code, however it is loaded: a process has one copy of it, and a hundred small modules
 * would cost more than pino does (measured over pino's own import: 40 ms as ES modules, 25 as CommonJS, 6 as one file).
 */
async function bundle(file, entries) {
  const door = entries.map((entry) => `export * as ${entry} from "./${entry}.ts";`).join("\n");
  await build({
    stdin: { contents: door, resolveDir: join(root, "src"), loader: "ts" },
    outfile: join(dist, `cjs/${file}.js`),
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20.19",
    packages: "external",
    plugins: [
      { name: "require", setup: ownRequire },
      { name: "late", setup: late },
      { name: "page", setup: page },
    ],
  });
}

/** `import.meta` has no CommonJS form, and `require` no ESM one: see src/require.ts. */
function ownRequire({ onLoad }) {
  onLoad({ filter: /src[\\/]require\.ts$/ }, () => ({
    contents: "export const load = require;",
  }));
}

/** The page of `serveMetrics` is served from memory, so its script and style are put in as texts. */
function page({ onLoad }) {
  onLoad({ filter: /live[\\/]assets\.ts$/ }, async ({ path }) => {
    const text = async (name) => {
      const { outputFiles } = await build({
        entryPoints: [join(dirname(path), "client", name)],
        bundle: true,
        minify: true,
        write: false,
        format: "esm",
        target: "es2023",
        charset: "utf8",
      });
      return JSON.stringify(outputFiles[0].text);
    };
    return {
      contents: `export const script = () => ${await text("main.ts")};\nexport const style = () => ${await text("style.css")};`,
    };
  });
}

/** Parts of Node that take longer to load than all of our code; most programs that log need none of them. */
function late({ onResolve, onLoad }) {
  onResolve(
    { filter: /^node:(?:crypto|fs\/promises|https?|stream\/promises|worker_threads|zlib)$/ },
    ({ path, namespace }) => (namespace === "late" ? { path, external: true } : { path, namespace: "late" }),
  );
  onLoad({ filter: /./, namespace: "late" }, ({ path }) => ({
    contents: `
      let loaded;
      for (const name of ${JSON.stringify(Object.keys(process.getBuiltinModule(path)))}) {
        Object.defineProperty(exports, name, { enumerable: true, get: () => (loaded ??= require("${path}"))[name] });
      }`,
  }));
}

/** In forms that Node's reader of CommonJS exports understands. */
function writeDoors(entry, file) {
  const names = Object.keys(createRequire(import.meta.url)(join(dist, `cjs/${file}.js`))[entry]);
  const lines = names.map((name) => `exports.${name} = ${entry}.${name};`).join("\n");
  writeFileSync(
    join(dist, `cjs/${entry}.js`),
    `"use strict";\nconst { ${entry} } = require("./${file}.js");\n${lines}\n`,
  );
  writeFileSync(join(dist, `esm/${entry}.js`), `export { ${names.join(", ")} } from "../cjs/${entry}.js";\n`);
}

/** The compiler rewrites `./x.ts` in code but not in declarations. */
function nameOutputs(folder) {
  for (const entry of readdirSync(folder, { recursive: true })) {
    if (!entry.endsWith(".d.ts")) continue;
    const file = join(folder, entry);
    writeFileSync(file, readFileSync(file, "utf8").replace(/((?:from |import\()"\.[^"]+)\.ts"/g, '$1.js"'));
  }
}
