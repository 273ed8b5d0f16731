import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Checked, checkValues, refuse } from "../config.ts";
import { load } from "../require.ts";
import { problems } from "./error.ts";

const EXTENSIONS = ["json", "yaml", "yml", "js", "ts", "mjs", "cjs"];
const PLACES = [
  "package.json",
  ".blogrc",
  ...EXTENSIONS.map((extension) => `.blogrc.${extension}`),
  ...EXTENSIONS.map((extension) => `blog.config.${extension}`),
];

type Cosmiconfig = typeof import("cosmiconfig");

/**
 * The `logging` key of the project's configuration file in `folder`, if there is one.
 * cosmiconfig is loaded only when some candidate mentions `logging`, so that a program without one pays a directory read.
 */
export function checkFile(folder: string): Checked | undefined {
  const candidates = findCandidates(folder);
  if (candidates.length === 0) return undefined;
  try {
    const found = (load("cosmiconfig") as Cosmiconfig)
      .cosmiconfigSync("blog", { searchPlaces: PLACES, loaders: LOADERS })
      .search(folder);
    const logging = (found?.config as { readonly logging?: unknown } | undefined)?.logging;
    return logging === undefined ? undefined : checkValues(logging, `${found?.filepath}: `);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
    const protects = candidates.some((path) => readFileSync(path, "utf8").includes("enablePiiRedaction"));
    return refuse(
      [problems.unreadableFile(candidates.join(", "), reason)],
      protects ? { enablePiiRedaction: true } : {},
    );
  }
}

function findCandidates(folder: string): readonly string[] {
  try {
    const present = new Set(readdirSync(folder));
    return PLACES.filter((name) => present.has(name))
      .map((name) => join(folder, name))
      .filter((path) => existsSync(path) && mentionsLogging(path));
    // blog-ignore-next-line err/swallowed-catch -- a folder that cannot be read has no configuration
  } catch {
    return [];
  }
}

function mentionsLogging(path: string): boolean {
  const text = readFileSync(path, "utf8");
  return text.includes("logging") && (!path.endsWith("package.json") || text.includes('"blog"'));
}

/** `require` reads modules too where Node can (20.19 on), and TypeScript where Node or a hook of the host's can. */
const loadModule = (path: string): unknown => {
  const module = load(path) as { readonly default?: unknown };
  return module.default ?? module;
};

const LOADERS = { ".js": loadModule, ".cjs": loadModule, ".mjs": loadModule, ".ts": loadModule };
