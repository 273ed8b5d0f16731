import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { Codemod } from "./model.ts";

/** The parts of jscodeshift that are used; its version is the project's own, where it has one. */
export type Core = { readonly withParser: (parser: unknown) => unknown };
export type Transform = (file: object, api: object, options: object) => unknown;
export type Loaded = { readonly transform: Transform; readonly parser: unknown };

export type Loader = {
  readonly core: Core;
  readonly load: (codemod: Codemod) => Promise<Loaded>;
};

/** Loads what jscodeshift would load, in the ways in which it would, for transforms beside `path`. */
export function openLoader(path: string): Loader {
  const entry = locateCore(path);
  const require = createRequire(entry);
  const core = require(entry) as Core;
  let compile: ((path: string) => unknown) | undefined;
  return {
    core,
    load: async ({ path }) => {
      const compiled = (): unknown => {
        compile ??= openCompiler(require);
        return compile(path);
      };
      const module = /\.[cm]?tsx?$/.test(path) ? compiled() : await asIs(path).catch(orElse(compiled));
      return transformOf(module);
    },
  };
}

function locateCore(path: string): string {
  try {
    return createRequire(path).resolve("jscodeshift");
    // blog-ignore-next-line err/swallowed-catch -- not beside the transform: then it is ours, or the next line throws
  } catch {
    return createRequire(import.meta.url).resolve("jscodeshift");
  }
}

const asIs = (path: string): Promise<unknown> => import(pathToFileURL(path).href);

/** JSX, Flow, and modules of the older kinds that only a compiler makes out, are syntax errors for Node.js. */
const orElse =
  (compiled: () => unknown) =>
  (error: Error): unknown => {
    if (error instanceof SyntaxError || error.name === "SyntaxError") return compiled();
    throw error;
  };

/** What jscodeshift's runner sets up for its transforms; installed packages are left as they are. */
function openCompiler(require: NodeJS.Require): (path: string) => unknown {
  const plugin = (name: string): unknown => (require(name) as { default?: unknown }).default;
  const { DEFAULT_EXTENSIONS } = require("@babel/core") as { DEFAULT_EXTENSIONS: readonly string[] };
  const register = require("@babel/register") as (options: object) => void;
  register({
    configFile: false,
    babelrc: false,
    cache: false,
    overrides: [
      { test: /\.[cm]?tsx?$/, presets: [plugin("@babel/preset-typescript")] },
      { exclude: /\.[cm]?tsx?$/, presets: [plugin("@babel/preset-flow")] },
    ],
    plugins: [
      "@babel/plugin-transform-class-properties",
      "@babel/plugin-transform-nullish-coalescing-operator",
      "@babel/plugin-transform-optional-chaining",
      "@babel/plugin-transform-modules-commonjs",
      "@babel/plugin-transform-private-methods",
    ].map(plugin),
    extensions: [...DEFAULT_EXTENSIONS, ".ts", ".tsx", ".mts", ".cts"],
    ignore: [/\/node_modules\//],
  });
  return (path) => require(path);
}

/** The function of a module: its default export, that of the CommonJS module in it, or the module itself. */
function transformOf(module: unknown): Loaded {
  for (const candidate of [module, member(module, "default")]) {
    const transform = [member(candidate, "default"), candidate].find((value) => typeof value === "function");
    if (transform) {
      const parser = member(candidate, "parser") ?? member(module, "parser") ?? member(transform, "parser");
      return { transform: transform as Transform, parser };
    }
  }
  throw new Error("it exports no function");
}

function member(value: unknown, key: string): unknown {
  const holds = (typeof value === "object" && value !== null) || typeof value === "function";
  return holds ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
