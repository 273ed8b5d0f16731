import { finalizeFile } from "../transforms/finalize.ts";
import { migrateFile } from "../transforms/migrate.ts";
import type { MigrateOptions } from "../transforms/model.ts";

/** What is done with each file. */
export const planFileFor = ({ finalize }: MigrateOptions): typeof migrateFile =>
  finalize ? finalizeFile : migrateFile;
