import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const PACKAGE_MANAGERS = {
  npm: {
    locks: ["package-lock.json", "npm-shrinkwrap.json"],
    add: "npm install",
    install: "npm install",
    run: "npx",
  },
  pnpm: { locks: ["pnpm-lock.yaml"], add: "pnpm add", install: "pnpm install", run: "pnpm exec" },
  yarn: { locks: ["yarn.lock"], add: "yarn add", install: "yarn install", run: "yarn" },
  bun: { locks: ["bun.lock", "bun.lockb"], add: "bun add", install: "bun install", run: "bunx" },
} as const satisfies Record<string, Commands & { readonly locks: readonly string[] }>;

type Commands = { readonly add: string; readonly install: string; readonly run: string };

export type PackageManager = keyof typeof PACKAGE_MANAGERS;

const NAMES = Object.keys(PACKAGE_MANAGERS) as readonly PackageManager[];

/**
 * What installs packages in a folder: the nearest lock file from there up, `packageManager` of a package.json
 * (Corepack's field) where it is nearer, npm where the repository ends without either.
 */
export function packageManager(folder: string): PackageManager {
  const named = /^(npm|pnpm|yarn|bun)@/.exec(String(manifest(folder).packageManager ?? ""))?.[1];
  const found =
    NAMES.find((name) => name === named) ??
    NAMES.find((name) => PACKAGE_MANAGERS[name].locks.some((lock) => existsSync(join(folder, lock))));
  if (found) return found;
  const isTop = existsSync(join(folder, ".git")) || dirname(folder) === folder;
  return isTop ? "npm" : packageManager(dirname(folder));
}

/** The fields of a package.json that are read here. */
export type Manifest = {
  readonly name?: string;
  readonly type?: string;
  readonly packageManager?: string;
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};

/** The package.json of a folder; empty where there is none or it is broken. */
export function manifest(folder: string): Manifest {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return typeof value === "object" && value !== null ? value : {};
    // blog-ignore-next-line err/swallowed-catch -- a manifest that cannot be read names no package manager
  } catch {
    return {};
  }
}

/** The nearest folder with a package.json, from `folder` up. */
export function packageFolder(folder: string): string | undefined {
  if (existsSync(join(folder, "package.json"))) return folder;
  return dirname(folder) === folder ? undefined : packageFolder(dirname(folder));
}

/** Whether a package.json names a package in any of its lists. */
export const dependsOn = (
  { dependencies, devDependencies, peerDependencies }: Manifest,
  name: string,
): boolean => [dependencies, devDependencies, peerDependencies].some((list) => list?.[name] !== undefined);
