/** Writes the edits that the engine plans for the files of a list, for peers to repeat: `node edits.mjs <list> <to>`. */
import { readFileSync, writeFileSync } from "node:fs";
import { migrateFile } from "../../transforms/migrate.ts";

const [list, to] = process.argv.slice(2);
const options = { only: ["log-call", "error-path", "span"], dialects: [], categories: [] };
const planned = JSON.parse(readFileSync(list, "utf8")).map((path) => {
  const outcome = migrateFile({ path, relativePath: path, text: readFileSync(path, "utf8") }, options);
  return { path, edits: outcome.kind === "changed" ? outcome.changes.flatMap(({ edits }) => edits) : [] };
});
writeFileSync(to, JSON.stringify(planned.filter(({ edits }) => edits.length > 0)));
