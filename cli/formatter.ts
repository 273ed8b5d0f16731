import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { dependsOn, manifest } from "./package-manager.ts";

/** A formatter that the project uses: its package, and the words that format files in place. */
const FORMATTERS = [
  { package: "@biomejs/biome", words: ["biome", "format", "--write", "--no-errors-on-unmatched"] },
  { package: "prettier", words: ["prettier", "--write", "--log-level", "warn"] },
  { package: "dprint", words: ["dprint", "fmt", "--allow-no-files"] },
] as const;

export type Formatter = (typeof FORMATTERS)[number];

/** More files than this are not listed in a command for a person to type. */
const LISTED = 6;

/** What the nearest package.json that names a formatter asks for, from `folder` up to the root of the repository. */
export function formatterOf(folder: string): Formatter | undefined {
  const own = manifest(folder);
  const found = FORMATTERS.find((one) => dependsOn(own, one.package));
  const isTop = existsSync(join(folder, ".git")) || dirname(folder) === folder;
  return found ?? (isTop ? undefined : formatterOf(dirname(folder)));
}

/** The command that formats just the changed files: a whole project that was never formatted is another matter. */
export function formatCommand({ words }: Formatter, files: readonly string[], cwd: string): string {
  const listed = files.map((file) => quoted(relative(cwd, file)));
  const which = listed.length <= LISTED ? listed.join(" ") : "$(git diff --name-only --relative)";
  return `npx ${words.join(" ")} ${which}`;
}

/** Formats files (absolute paths) with the project's own formatter; what went wrong comes back as a sentence. */
export function formatFiles(files: readonly string[], cwd: string): string | undefined {
  if (files.length === 0) return undefined;
  const formatter = formatterOf(cwd);
  if (!formatter) return "--format-files: no package.json from here up names biome, prettier or dprint.";
  const [bin, ...words] = formatter.words;
  const [program, ...first] = command(bin, cwd);
  // A command line has a limit: the files go in parts.
  for (let n = 0; n < files.length; n += 200) {
    const part = files.slice(n, n + 200);
    const { status, error, stderr } = spawnSync(program, [...first, ...words, ...part], {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
    });
    if (status !== 0)
      return `--format-files: ${bin} failed: ${(error?.message ?? stderr).trim().split("\n")[0] ?? ""}`;
  }
  return undefined;
}

/** The installed one; npx finds it elsewhere, and never downloads. */
function command(bin: string, cwd: string): readonly [string, ...string[]] {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", ".bin", bin);
    if (existsSync(path)) return [path];
    if (dirname(folder) === folder) return ["npx", "--no-install", bin];
  }
}

export const quoted = (path: string): string => (/^[\w./@+-]+$/.test(path) ? path : JSON.stringify(path));
