import { fileURLToPath } from "node:url";
import * as runtime from "blog-runtime";
import { run } from "./fleet.cjs";

// tsx does not read a thread's first module on Node 20; a cluster's workers start with this one.
const worker: string = fileURLToPath(new URL("./fleet-esm.mjs", import.meta.url));
await run(runtime, worker);
