import { execFileSync } from "node:child_process";
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const RUNTIME = fileURLToPath(new URL("../../runtime", import.meta.url));

export type Copy = { readonly folder: string; readonly remove: () => void };

/**
 * Copies a checkout without its history. `node_modules` are copied as hard links, so that the links of a workspace lead
 * to the copy's own packages, and the runtime is where a resolver that climbs finds it: beside the copy.
 */
export function copyCheckout(from: string): Copy {
  const parent = mkdtempSync(join(tmpdir(), "repository-"));
  const folder = join(parent, basename(from));
  const modules: string[] = [];
  cpSync(from, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => {
      if (basename(path) === "node_modules") modules.push(relative(from, path));
      return ![".git", "node_modules"].includes(basename(path));
    },
  });
  for (const path of modules) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    execFileSync("cp", ["-al", join(from, path), join(folder, path)]);
  }
  mkdirSync(join(parent, "node_modules"));
  symlinkSync(RUNTIME, join(parent, "node_modules", "blog-runtime"));
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

/** Content of every source file below a folder by relative path, a character a byte. */
export function snapshot(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const visit = (path: string): void => {
    const stat = lstatSync(path);
    if (stat.isDirectory() && ![".git", "node_modules"].includes(basename(path))) {
      for (const entry of readdirSync(path)) visit(join(path, entry));
    } else if (stat.isFile() && /\.[cm]?[jt]sx?$/.test(path))
      files.set(relative(folder, path), readFileSync(path, "latin1"));
  };
  visit(folder);
  return files;
}
