import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gitRoot } from "../../transforms/discover/ignores.ts";
import type { Source } from "../../transforms/model.ts";
import {
  dependsOn,
  type Manifest,
  manifest,
  type PackageManager,
  packageFolder,
  packageManager,
} from "../package-manager.ts";

/** What `init` found out about a project. Folders are absolute. */
export type Project = {
  /** Where the command is run from: the nearest folder with a package.json. */
  readonly folder: string;
  readonly manager: PackageManager;
  readonly isWorkspace: boolean;
  readonly moduleKind: "ES modules" | "CommonJS";
  /** Version of TypeScript, or the range that is asked for. */
  readonly typescript: string | undefined;
  readonly loggers: readonly string[];
  readonly formatter: (typeof FORMATTERS)[number] | undefined;
  /** Folder to migrate, as it is typed: `src/`. */
  readonly sources: string;
  /** Folders of the packages whose code logs or catches: they need the runtime. */
  readonly packages: readonly string[];
  /** Root of the repository, where a workflow would go. */
  readonly repository: string | undefined;
};

const LOGGERS = [
  "pino",
  "winston",
  "bunyan",
  "log4js",
  "loglevel",
  "debug",
  "tslog",
  "consola",
  "signale",
  "@nestjs/common",
  "fastify",
] as const;
const FORMATTERS = ["@biomejs/biome", "prettier", "dprint"] as const;
const SOURCE_FOLDERS = ["src", "lib", "app", "server", "packages"] as const;

/** Looks at a project: its manifests and lock files, and which of its packages have code to migrate. */
export function detect(folder: string, sources: readonly Source[]): Project {
  const own = manifest(folder);
  const packages = packagesOf(sources);
  const manifests = [own, ...packages.map(manifest)];
  return {
    folder,
    manager: packageManager(folder),
    isWorkspace: own.workspaces !== undefined || existsSync(join(folder, "pnpm-workspace.yaml")),
    moduleKind: own.type === "module" ? "ES modules" : "CommonJS",
    typescript: typescriptOf(folder, manifests),
    loggers: [
      ...LOGGERS.filter((name) => manifests.some((one) => dependsOn(one, name))),
      ...(sources.some(({ text }) => /\bconsole\.(?:log|error|warn|info|debug)\(/.test(text))
        ? ["console"]
        : []),
    ],
    formatter: FORMATTERS.find((name) => manifests.some((one) => dependsOn(one, name))),
    sources: `${SOURCE_FOLDERS.find((name) => existsSync(join(folder, name))) ?? "."}/`,
    packages: packages.length > 0 ? packages : [folder],
    repository: gitRoot(folder),
  };
}

/** A cheap sign of something to migrate; the engine decides for real. */
const SIGN = /\bconsole\.|\blog(?:ger)?\.|\bcatch\b/;

function packagesOf(sources: readonly Source[]): readonly string[] {
  const folders = sources.flatMap(({ path, text }) =>
    SIGN.test(text) ? (packageFolder(dirname(path)) ?? []) : [],
  );
  return [...new Set(folders)].sort();
}

function typescriptOf(folder: string, manifests: readonly Manifest[]): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const installed = join(at, "node_modules", "typescript", "package.json");
    if (existsSync(installed))
      return (JSON.parse(readFileSync(installed, "utf8")) as { version: string }).version;
    if (dirname(at) === at) break;
  }
  return manifests
    .map(({ devDependencies, dependencies }) => devDependencies?.typescript ?? dependencies?.typescript)
    .find((range) => range !== undefined);
}
