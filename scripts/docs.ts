/** Writes what is generated: the reference in `docs/`, and the schema that editors read. */
import { mkdirSync, writeFileSync } from "node:fs";
import { configurationReference } from "./docs/configuration.ts";
import { configurationSchema } from "./docs/schema.ts";

const GENERATED: Readonly<Record<string, () => string>> = {
  "docs/configuration.md": configurationReference,
  "schema.json": configurationSchema,
};

mkdirSync("docs", { recursive: true });
for (const [path, text] of Object.entries(GENERATED)) {
  writeFileSync(path, text());
  console.log(path);
}
