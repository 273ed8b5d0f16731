import type { Follow } from "../transforms/dialects/follow.ts";
import { followLoggers } from "../transforms/links.ts";
import type { MigrateOptions, Source } from "../transforms/model.ts";
import { createAliases } from "../transforms/modules/aliases.ts";
import { createDisk } from "./disk.ts";

/** Follows imports through the disk. `known` are sources that are read already. */
export function followOnDisk(options: MigrateOptions, cwd: string, known: readonly Source[] = []): Follow {
  const disk = createDisk(known, cwd);
  const { read, exists } = disk;
  return followLoggers({ read, exists, aliases: createAliases(disk.text, disk.folders) }, options);
}
