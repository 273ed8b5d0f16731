import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
const dist = process.argv[2] ?? join(root, "dist");
const SOURCES = join(root, "src");
const ENTRIES = ["index", "testing", "http", "doctor"];
/** What most programs never use: loaded when a function of it is first called. Each exports functions only. */
const SELDOM = [
  "aggregation/open.ts",
  "files/file-sink.ts",
  "otel/otel.ts",
  "redaction/pattern/compile.ts",
  "redaction/pattern/slow.ts",
];

rmSync(dist, { recursive: true, force: true });
emitTypes();
const sources = await bundle("runtime", doorOf({ index: "index.ts" }), [seldom()]);
const shared = new Set();
const rest = Object.fromEntries(["testing", "http", ...SELDOM].map((name) => [name, sourceOf(name)]));
await bundle("seldom", doorOf(rest), [sharedWith(sources, shared)]);
await bundle("checklist", doorOf({ doctor: "doctor.ts" }), [sharedWith(sources, shared)]);
const kept = Object.fromEntries([...shared].sort().map((path) => [path, path]));
await bundle("runtime", doorOf({ index: "index.ts", ...kept }), [seldom()]);
checkSeldom();
for (const entry of ENTRIES) writeDoors(entry, { index: "runtime", doctor: "checklist" }[entry] ?? "seldom");

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
 * CommonJS files, however they are loaded: a process has one copy of our code, and a hundred small modules would cost
 * more than pino does. One file has what every program that logs needs, a second one what few do: what V8 has to read
 * decides how long the import takes (measured over pino's own, on one machine: 40 ms as ES modules, 25 as CommonJS
 * modules, 21 as one file, 14 as two). Returns the sources that went into it.
 */
async function bundle(file, door, plugins) {
  const outfile = join(dist, `cjs/${file}.js`);
  const { metafile } = await build({
    stdin: { contents: door, resolveDir: SOURCES, loader: "ts" },
    outfile,
    bundle: true,
    metafile: true,
    absWorkingDir: SOURCES,
    format: "cjs",
    platform: "node",
    target: "node20.19",
    packages: "external",
    plugins: [
      { name: "require", setup: ownRequire },
      { name: "late", setup: late },
      { name: "page", setup: page },
      ...plugins,
    ],
  });
  await withoutComments(outfile);
  return new Set(Object.keys(metafile.inputs));
}

/** `export * as …` under names that may have any character in them. */
function doorOf(modules) {
  return Object.entries(modules)
    .map(([name, path]) => `export * as ${JSON.stringify(name)} from "./${path}";`)
    .join("\n");
}

function sourceOf(name) {
  return name.endsWith(".ts") ? name : `${name}.ts`;
}

/** Path of a source that another one imports, from `src`. */
function imported({ path, importer, resolveDir }) {
  return importer === "<stdin>" ? undefined : relative(SOURCES, join(resolveDir, path)).replaceAll("\\", "/");
}

/** In the first file: functions of the same names, which load the second one. */
function seldom() {
  const exportsOf = async (path) => {
    const { metafile } = await build({
      entryPoints: [join(SOURCES, path)],
      bundle: true,
      write: false,
      metafile: true,
      outdir: dist,
      format: "esm",
      platform: "node",
      packages: "external",
      plugins: [{ name: "page", setup: page }],
    });
    return Object.values(metafile.outputs)[0].exports;
  };
  return {
    name: "seldom",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/seldom\.js$/ }, ({ path }) => ({ path, external: true }));
      onResolve({ filter: /^\./ }, (args) => {
        const path = imported(args);
        return path !== undefined && SELDOM.includes(path) ? { path, namespace: "seldom" } : undefined;
      });
      onLoad({ filter: /./, namespace: "seldom" }, async ({ path }) => {
        const part = JSON.stringify(path);
        const lines = (await exportsOf(path)).map(
          (name) => `exports.${name} = (...given) => require("./seldom.js")[${part}].${name}(...given);`,
        );
        return { contents: lines.join("\n"), resolveDir: SOURCES };
      });
    },
  };
}

/** In the other files: what the first one has is taken from there. */
function sharedWith(sources, used) {
  return {
    name: "shared",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/runtime\.js$/ }, ({ path }) => ({ path, external: true }));
      onResolve({ filter: /^\./ }, (args) => {
        const path = imported(args);
        if (path === undefined || !sources.has(path) || path === "require.ts") return undefined;
        used.add(path);
        return { path, namespace: "shared" };
      });
      onLoad({ filter: /./, namespace: "shared" }, ({ path }) => ({
        contents: `module.exports = require("./runtime.js")[${JSON.stringify(path)}];`,
        resolveDir: SOURCES,
      }));
    },
  };
}

/** A class or a value that is put off could not be constructed or read. */
function checkSeldom() {
  const parts = createRequire(import.meta.url)(join(dist, "cjs/seldom.js"));
  for (const path of SELDOM) {
    for (const [name, value] of Object.entries(parts[path])) {
      if (typeof value !== "function" || /^class\b/.test(String(value)))
        throw new Error(`${path} exports ${name}, which is no function: import it from another module`);
    }
  }
}

/** Comments that the bundler left: one letter outside of Latin-1 in them makes V8 read all of the file as wide text. */
async function withoutComments(file) {
  const before = readFileSync(file, "utf8");
  const after = before
    .split("\n")
    .filter((line) => !/^\s*\/\//.test(line))
    .join("\n");
  const minified = async (text) => (await transform(text, { minify: true })).code;
  if ((await minified(before)) !== (await minified(after)))
    throw new Error(`${file}: a line of code was taken for a comment`);
  if (/[^\0-\xff]/.test(after))
    throw new Error(`${file} has a letter outside of Latin-1: write it as an escape`);
  writeFileSync(file, after);
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
