import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { RUNTIME_PACKAGE } from "../transforms/target.ts";

/** What to do after a run that wrote `files` (absolute paths), most urgent first. */
export function nextSteps(
  files: readonly string[],
  paths: readonly string[],
  cwd: string,
): readonly string[] {
  if (files.length === 0) return [];
  const packages = new Set(files.map((file) => packageFolder(dirname(file))));
  return [
    ...[...packages].flatMap((folder) => (folder ? installStep(folder, cwd) : [])),
    ...formatStep(cwd),
    "look at `git diff`, and run the type check and the tests",
    `to take it all back: npx blog-migrate revert ${paths.map(quoted).join(" ")}`,
  ];
}

function packageFolder(folder: string): string | undefined {
  if (existsSync(join(folder, "package.json"))) return folder;
  return dirname(folder) === folder ? undefined : packageFolder(dirname(folder));
}

type Manifest = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

function manifest(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  } catch {
    return {};
  }
}

const INSTALL = [
  ["pnpm-lock.yaml", "pnpm add"],
  ["yarn.lock", "yarn add"],
  ["bun.lock", "bun add"],
  ["bun.lockb", "bun add"],
] as const;

/** `npm install blog-runtime`, by the package manager whose lock file is nearest. */
function installStep(folder: string, cwd: string): readonly string[] {
  const { dependencies, devDependencies, peerDependencies } = manifest(folder);
  if ([dependencies, devDependencies, peerDependencies].some((list) => list?.[RUNTIME_PACKAGE])) return [];
  const where = relative(cwd, folder);
  const prefix = where === "" ? "" : `(cd ${quoted(where)}) `;
  return [`${prefix}${installCommand(folder)} ${RUNTIME_PACKAGE}`];
}

function installCommand(folder: string): string {
  const known = INSTALL.find(([lock]) => existsSync(join(folder, lock)));
  if (known) return known[1];
  const isTop = existsSync(join(folder, "package-lock.json")) || existsSync(join(folder, ".git"));
  return isTop || dirname(folder) === folder ? "npm install" : installCommand(dirname(folder));
}

function formatStep(cwd: string): readonly string[] {
  const { dependencies, devDependencies } = manifest(cwd);
  const has = (name: string): boolean => Boolean(devDependencies?.[name] ?? dependencies?.[name]);
  if (has("@biomejs/biome")) return ["npx biome format --write ."];
  return has("prettier") ? ["npx prettier --write ."] : [];
}

const quoted = (path: string): string => (/^[\w./@+-]+$/.test(path) ? path : JSON.stringify(path));
