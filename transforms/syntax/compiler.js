import { createRequire } from "node:module";

// By `require`, as an `import` of CommonJS reads nine megabytes of text for the names that it exports.
export const { ts } = createRequire(import.meta.url)("@ts-morph/common");
