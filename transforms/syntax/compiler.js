import { createRequire } from "node:module";
import { dirname, join } from "node:path";

// By `require`, as an `import` of CommonJS reads nine megabytes of text for the names that it exports; and the one file,
// as the package's entry has the texts of the standard library in it, another three.
const require = createRequire(import.meta.url);
export const ts = require(join(dirname(require.resolve("@ts-morph/common")), "typescript.js"));
