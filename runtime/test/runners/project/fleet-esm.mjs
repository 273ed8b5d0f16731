import { fileURLToPath } from "node:url";
import * as runtime from "blog-runtime";
import { run } from "./fleet.cjs";

await run(runtime, fileURLToPath(import.meta.url));
