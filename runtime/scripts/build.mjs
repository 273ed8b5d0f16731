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
/**
 * What most programs never use, by the file that is loaded when a function of it is first called: these modules, which
 * export functions only, and what they alone import.
 */
const PARTS = {
  seldom: ["aggregation/open.ts", "files/file-sink.ts", "otel/otel.ts"],
  redaction: ["redaction/pattern/slow.ts", "redaction/pii.ts", "redaction/texts.ts"],
};

rmSync(dist, { recursive: true, force: true });
emitTypes();
const index = { index: "index.ts" };
const sources = await bundle("runtime", index, partly());
const shared = new Set();
const own = {
  seldom: await bundlePart("seldom", { testing: "testing.ts", http: "http.ts", ...named(PARTS.seldom) }),
  redaction: await bundlePart("redaction", named(PARTS.redaction)),
  checklist: await bundlePart("checklist", { doctor: "doctor.ts" }),
};
await bundle("runtime", { ...index, ...named([...shared].sort()) }, partly());
for (const file of ["runtime", ...Object.keys(own)]) await withoutComments(join(dist, `cjs/${file}.js`));
checkParts();
const FILE_OF = { index: "runtime", doctor: "checklist" };
for (const entry of ENTRIES) writeDoors(entry, FILE_OF[entry] ?? "seldom");

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
 * more than pino does. One file has what every program that logs needs, the others what few do: what V8 has to read
 * decides how long the import takes. Returns the sources that went into it.
 */
async function bundle(file, modules, plugin) {
  const { metafile } = await build({
    stdin: { contents: doorOf(modules), resolveDir: SOURCES, loader: "ts" },
    outfile: join(dist, `cjs/${file}.js`),
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
      plugin,
    ],
  });
  return new Set(Object.keys(metafile.inputs));
}

/** `export * as …` under names that may have any character in them. */
function doorOf(modules) {
  return Object.entries(modules)
    .map(([name, path]) => `export * as ${JSON.stringify(name)} from "./${path}";`)
    .join("\n");
}

function named(paths) {
  return Object.fromEntries(paths.map((path) => [path, path]));
}

function bundlePart(file, modules) {
  return bundle(file, modules, sharedWith(file));
}

/** Path of a source that another one imports, from `src`. */
function imported({ path, importer, resolveDir }) {
  return importer === "<stdin>" ? undefined : relative(SOURCES, join(resolveDir, path)).replaceAll("\\", "/");
}

function partOf(path) {
  return Object.keys(PARTS).find((part) => PARTS[part].includes(path));
}

/** Takes what `homeOf` says is at home in another of our files from there, as `contentsOf` says how. */
function elsewhere(homeOf, contentsOf) {
  return {
    name: "elsewhere",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/\w+\.js$/ }, ({ path }) => ({ path, external: true }));
      onResolve({ filter: /^\./ }, (args) => {
        const path = imported(args);
        const home = path === undefined ? undefined : homeOf(path);
        return home === undefined ? undefined : { path, namespace: "elsewhere", pluginData: home };
      });
      onLoad({ filter: /./, namespace: "elsewhere" }, async ({ path, pluginData: home }) => ({
        contents: await contentsOf(path, `require("./${home}.js")[${JSON.stringify(path)}]`),
        resolveDir: SOURCES,
      }));
    },
  };
}

/** In the first file: functions of the same names, which load their part. */
function partly() {
  return elsewhere(partOf, async (path, required) =>
    [
      "let part;",
      `const load = () => (part ??= ${required});`,
      ...(await exportsOf(path)).map((name) => `exports.${name} = (...given) => load().${name}(...given);`),
    ].join("\n"),
  );
}

async function exportsOf(path) {
  const { metafile } = await build({
    entryPoints: [join(SOURCES, path)],
    write: false,
    metafile: true,
    outdir: dist,
    format: "esm",
  });
  return Object.values(metafile.outputs)[0].exports;
}

/** In the other files: what the first one or another part has. */
function sharedWith(file) {
  return elsewhere(
    (path) => {
      const part = partOf(path);
      if (part !== undefined) return part === file ? undefined : part;
      if (!sources.has(path) || path === "require.ts") return undefined;
      shared.add(path);
      return "runtime";
    },
    (_, required) => `module.exports = ${required};`,
  );
}

/** A class or a value that is put off could not be constructed or read, and a module in two parts would be there twice. */
function checkParts() {
  const load = createRequire(import.meta.url);
  for (const [part, paths] of Object.entries(PARTS)) {
    const modules = load(join(dist, `cjs/${part}.js`));
    for (const path of paths) {
      for (const [name, value] of Object.entries(modules[path])) {
        if (typeof value !== "function" || /^class\b/.test(String(value)))
          throw new Error(`${path} exports ${name}, which is no function: import it from another module`);
      }
    }
  }
  const times = new Map();
  for (const inputs of Object.values(own))
    for (const input of inputs) if (/^[^:<]+\.ts$/.test(input)) times.set(input, (times.get(input) ?? 0) + 1);
  const twice = [...times]
    .filter(([path, count]) => count > 1 && path !== "require.ts")
    .map(([path]) => path);
  if (twice.length > 0) throw new Error(`${twice.join(", ")}: in more than one part`);
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
