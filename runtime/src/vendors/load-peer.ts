import { createRequire } from "node:module";
import { join } from "node:path";
import { BlogConfigError, problems } from "../config/error.ts";
import { load } from "../require.ts";

/**
 * Loads a vendor's package, which the application installs when it wants it: from beside us, else from the application.
 * @param key the setting that asks for it
 * @throws {BlogConfigError} with the command that installs it
 */
export function loadPeer(name: string, key: string): unknown {
  for (const read of [load, createRequire(join(process.cwd(), "package.json"))]) {
    try {
      return read(name);
    } catch (error) {
      if (!isAbsent(error, name)) throw error;
    }
  }
  throw new BlogConfigError([problems.notInstalled(key, [name])]);
}

/** Absent is the package itself; one that lacks a dependency of its own is broken, which is another story. */
function isAbsent(error: unknown, name: string): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return code === "MODULE_NOT_FOUND" && String(message).includes(`'${name}'`);
}
