import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { slashed } from "../../transforms/slashed.ts";
import { rebase } from "../config/rebase.ts";
import type { Config } from "../config.ts";
import { UserError } from "../errors.ts";
import type { Codemod } from "./model.ts";

/** Milliseconds that a transform may take for one file, unless the configuration says so itself. */
const TIME_LIMIT = 10_000;

/** The transforms of a configuration in their order, those left out that are for files of other folders. @throws {UserError} */
export function codemodsOf({ transforms = [], folder }: Config, cwd: string): readonly Codemod[] {
  const below = slashed(relative(folder, cwd));
  return transforms.flatMap((entry) => {
    const {
      path,
      options = {},
      parser,
      files,
      timeLimit = TIME_LIMIT,
    } = typeof entry === "string" ? { path: entry } : entry;
    const glob = files === undefined ? undefined : rebase(files, below);
    if (files !== undefined && glob === undefined) return [];
    const absolute = locate(path, folder);
    const name = slashed(relative(cwd, absolute));
    return [{ name, path: absolute, options, parser, files: glob, timeLimit }];
  });
}

/** A file from the configuration's folder, or one of an installed package. */
function locate(path: string, folder: string): string {
  const file = resolve(folder, path);
  if (existsSync(file)) return file;
  try {
    return createRequire(join(folder, "blog.config.js")).resolve(path);
    // blog-ignore-next-line err/lost-cause -- the message says it all: there is no such file or package
  } catch {
    throw new UserError(
      "config",
      `the transform ${path} does not exist: neither ${file} nor a package's file`,
    );
  }
}
