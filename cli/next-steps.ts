import { dirname, relative, sep } from "node:path";
import { RUNTIME_PACKAGE } from "../transforms/target.ts";
import { formatCommand, formatterOf, quoted } from "./formatter.ts";
import { dependsOn, manifest, PACKAGE_MANAGERS, packageFolder, packageManager } from "./package-manager.ts";

/** What to do after a run that wrote `files` (absolute paths), most urgent first. */
export function nextSteps(
  files: readonly string[],
  paths: readonly string[],
  cwd: string,
  isFormatted = false,
): readonly string[] {
  if (files.length === 0) return [];
  const packages = new Set(files.map((file) => packageFolder(dirname(file))));
  return [
    ...[...packages].flatMap((folder) => (folder ? installStep(folder, cwd) : [])),
    ...(isFormatted ? [] : formatStep(files, cwd)),
    "look at `git diff`, and run the type check and the tests",
    `to take it all back: npx blog-migrate revert ${short(files, paths, cwd).map(quoted).join(" ")}`,
  ];
}

/** What was asked for, or the folder that all changed files are in where that is a long list: `revert` takes out ours alone. */
function short(files: readonly string[], paths: readonly string[], cwd: string): readonly string[] {
  if (paths.length <= 3) return paths;
  const [first = [], ...more] = files.map((file) => relative(cwd, dirname(file)).split(sep));
  const isShared = (part: string, at: number): boolean => more.every((parts) => parts[at] === part);
  const end = first.findIndex((part, at) => !isShared(part, at));
  return [first.slice(0, end === -1 ? first.length : end).join("/") || "."];
}

/** `npm install blog-runtime`, by the package manager whose lock file is nearest. */
function installStep(folder: string, cwd: string): readonly string[] {
  if (dependsOn(manifest(folder), RUNTIME_PACKAGE)) return [];
  const where = relative(cwd, folder);
  const prefix = where === "" ? "" : `(cd ${quoted(where)}) `;
  return [`${prefix}${PACKAGE_MANAGERS[packageManager(folder)].add} ${RUNTIME_PACKAGE}`];
}

function formatStep(files: readonly string[], cwd: string): readonly string[] {
  const formatter = formatterOf(cwd);
  return formatter ? [formatCommand(formatter, files, cwd)] : [];
}
