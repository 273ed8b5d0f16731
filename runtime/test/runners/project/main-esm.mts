import { entries, isShared } from "./load.mjs";
import { scenario } from "./scenario.cjs";

const shared: boolean = isShared;
await scenario(entries);
console.log("shared" satisfies string, shared);
