/** Writes what is generated in `docs/`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { configurationReference } from "./docs/configuration.ts";

mkdirSync("docs", { recursive: true });
writeFileSync("docs/configuration.md", configurationReference());
console.log("docs/configuration.md");
