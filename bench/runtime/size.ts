import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

type Manifest = { readonly dependencies?: Readonly<Record<string, string>> };

/** What packages and everything they depend on take on the disk, in MB, each counted once. */
export function installSize(...names: readonly string[]): number {
  const seen = new Set<string>();
  for (const name of names) collect(join(ROOT, "runtime"), name, seen);
  let bytes = 0;
  for (const folder of seen) bytes += sizeOf(folder);
  return bytes / 1_048_576;
}

function collect(from: string, name: string, seen: Set<string>): void {
  const folder = find(from, name);
  if (folder === undefined || seen.has(folder)) return;
  seen.add(folder);
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  for (const dependency of Object.keys(dependencies)) collect(folder, dependency, seen);
}

/** As Node looks for it: in the `node_modules` of each folder above. */
function find(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}

/** The workspace's own package without what is not published. */
const isPublished = (name: string): boolean =>
  !["node_modules", "src", "test", "scripts", ".scratch"].includes(name);

function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path)
    .filter(isPublished)
    .reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
