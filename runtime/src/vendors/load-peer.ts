import { createRequire } from "node:module";
import { join } from "node:path";
import { BlogConfigError, problems } from "../config/error.ts";
import { load } from "../require.ts";

/**
 * Loads a vendor's package, which the application installs when it wants it: from beside us, else from the application.
 * @param key the setting that asks for it
 * @param as `afresh`: a copy of our own, where the package keeps settings that all its users share
 * @throws {BlogConfigError} with the command that installs it
 */
export function loadPeer(name: string, key: string, as: "shared" | "afresh" = "shared"): unknown {
  for (const read of [load, createRequire(join(process.cwd(), "package.json"))]) {
    try {
      return as === "shared" ? read(name) : readAfresh(read, name);
    } catch (error) {
      if (!isAbsent(error, name)) throw error;
    }
  }
  throw new BlogConfigError([problems.notInstalled(key, [name])]);
}

/** The module's own file only: what it requires itself stays shared. */
function readAfresh(read: NodeJS.Require, name: string): unknown {
  const path = read.resolve(name);
  const { cache } = read;
  const shared = cache[path];
  delete cache[path];
  try {
    return read(path);
  } finally {
    delete cache[path];
    if (shared !== undefined) cache[path] = shared;
  }
}

/** Absent is the package itself; one that lacks a dependency of its own is broken, which is another story. */
function isAbsent(error: unknown, name: string): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return code === "MODULE_NOT_FOUND" && String(message).includes(`'${name}'`);
}
