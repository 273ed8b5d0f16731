import { createRequire } from "node:module";
import { test } from "vitest";

const require = createRequire(import.meta.url);

test("CommonJS", () => require("./scenario.cjs").scenario(require("./load.cjs").entries));
