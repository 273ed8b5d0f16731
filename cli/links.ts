import { createLinks, type Links } from "../transforms/links.ts";
import type { MigrateOptions, Source } from "../transforms/model.ts";
import { createAliases } from "../transforms/modules/aliases.ts";
import { createDisk } from "./disk.ts";

/** Looks into other files through the disk. `known` are sources that are read already. */
export function linksOnDisk(options: MigrateOptions, cwd: string, known: readonly Source[] = []): Links {
  const { read, exists, text, folders } = createDisk(known, cwd);
  return createLinks({ read, exists, aliases: createAliases(text, folders) }, options);
}
