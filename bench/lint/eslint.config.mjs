import { createRequire } from "node:module";

const require = createRequire(new URL("../peers/package.json", import.meta.url));
const tseslint = require("typescript-eslint");
const sonarjs = require("eslint-plugin-sonarjs");
const promise = require("eslint-plugin-promise");
const n = require("eslint-plugin-n");

/** The rules of the stack that look for lost errors, and no others. */
export default [
  {
    files: ["**/*.ts", "**/*.tsx"],
    linterOptions: { reportUnusedDisableDirectives: "off" },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    plugins: { "@typescript-eslint": tseslint.plugin, sonarjs: sonarjs.default ?? sonarjs, promise, n },
    rules: {
      "no-empty": "error",
      "no-unsafe-finally": "error",
      "preserve-caught-error": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/return-await": "error",
      "sonarjs/no-ignored-exceptions": "error",
      "promise/catch-or-return": "error",
      "n/handle-callback-err": "error",
    },
  },
];
