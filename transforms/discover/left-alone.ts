/*
 * What is left alone by its name. Each row is a code for machines and a sentence for people.
 * Out of scope: `src/config/app.config.ts` and `src/build/`, which are the application's own code.
 */

/** Why a file or folder is left alone; the sentence is the same for all of a code, so that reports can group. */
export const LEFT_ALONE = {
  "node-modules": "installed packages",
  gitignored: "named by .gitignore",
  "config-ignore": "named by `ignore` in the configuration",
  output: "a build's output folder",
  declaration: "a declaration file has no code that runs",
  test: "a test",
  story: "a Storybook story",
  "tool-config": "a tool's configuration",
  generated: "generated: its generator would overwrite the edits",
  minified: "minified",
  "use-client": '"use client" module: runs in the browser',
  "not-utf8": "not UTF-8 text",
  "not-code": "not a TypeScript or JavaScript source",
  "too-large": "larger than 4 MB",
  symlink: "a symbolic link: what it points to is handled at its own place",
} as const;
export type LeftAlone = keyof typeof LEFT_ALONE;

/** What a run may ask for all the same, as it is found by reading the file. */
export type Takeable = Extract<LeftAlone, "generated" | "use-client">;

export const SOURCE_FILE = /\.(?:[cm]?[jt]s|[jt]sx)$/i;

/** Folders that are never part of the sources, and not worth a line in the report. */
export const SILENT_FOLDERS: ReadonlySet<string> = new Set([".git", ".hg", ".svn", ".jj"]);

const TEST_FOLDERS: ReadonlySet<string> = new Set([
  "__tests__",
  "__mocks__",
  "__fixtures__",
  "__snapshots__",
  "test",
  "tests",
  "e2e",
]);
/** Output wherever they stand. */
const OUTPUT_FOLDERS: ReadonlySet<string> = new Set([
  "dist",
  ".next",
  ".nuxt",
  ".output",
  ".svelte-kit",
  ".turbo",
  ".vercel",
]);
/** Output only at the root of a package: `src/build/` is code. */
const PACKAGE_OUTPUT_FOLDERS: ReadonlySet<string> = new Set(["build", "out", "coverage"]);

/** Why a folder found on the way is left alone. `atPackageRoot`: it stands beside a package.json or tsconfig.json. */
export function folderLeftAlone(name: string, atPackageRoot: boolean): LeftAlone | undefined {
  if (name === "node_modules") return "node-modules";
  if (TEST_FOLDERS.has(name)) return "test";
  if (OUTPUT_FOLDERS.has(name) || (atPackageRoot && PACKAGE_OUTPUT_FOLDERS.has(name))) return "output";
  return undefined;
}

const BY_NAME: readonly (readonly [LeftAlone, RegExp])[] = [
  ["declaration", /\.d\.(?:[^.]+\.)?[cm]?ts$/i],
  ["test", /\.(?:test|spec|e2e-spec|test-d|cy|bench)\.[^.]+$/i],
  ["story", /\.stories\.[^.]+$/i],
  ["generated", /\.(?:gen|generated)\.[^.]+$|^\.pnp\.[cm]?js$/i],
  ["minified", /[.-]min\.[cm]?js$/i],
  ["tool-config", /^\..+rc\.[^.]+$|^(?:gulpfile|gruntfile|jakefile)\.[^.]+$/i],
  [
    "tool-config",
    /^(?:astro|ava|babel|blog|commitlint|cypress|drizzle|eslint|jest|karma|knip|lint-staged|metro|next|nuxt|playwright|postcss|prettier|remix|rollup|rspack|svelte|tailwind|tsdown|tsup|typedoc|vite|vitest|wdio|webpack)\.(?:[^.]+\.)*(?:config|setup|workspace|conf)\.[^.]+$/i,
  ],
];
const TOOL_CONFIG_AT_ROOT = /\.config\.[cm]?[jt]s$/i;

/** Why a file is left alone, by its name alone. */
export function fileLeftAlone(name: string, atPackageRoot: boolean): LeftAlone | undefined {
  if (!SOURCE_FILE.test(name)) return "not-code";
  const row = BY_NAME.find(([, pattern]) => pattern.test(name));
  return row?.[0] ?? (atPackageRoot && TOOL_CONFIG_AT_ROOT.test(name) ? "tool-config" : undefined);
}
