/** Files that `init` writes. They do not depend on the project, so that `init --undo` knows its own. */

const BODY = `  // Files and folders to leave alone, in gitignore syntax.
  ignore: [],
  // Categories that you know better, by glob; the first match wins.
  categories: [],
  // Severity by rule of \`blog-migrate lint\`, such as "err/lost-cause": "off".
  rules: {},
`;

export const TYPESCRIPT_CONFIG = `import type { BlogConfig } from "blog-migrate";

export default {
${BODY}} satisfies BlogConfig;
`;

export const JAVASCRIPT_CONFIG = `/** @type {import("blog-migrate").BlogConfig} */
export default {
${BODY}};
`;

/** A workflow that shows lost errors in GitHub's code scanning, on each push and pull request. */
export const workflow = (install: string, run: string, sources: string): string => `name: error paths
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
  security-events: write
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: ${install}
      - run: ${run} blog-migrate lint ${sources} --format sarif --output blog-lint.sarif
      - uses: github/codeql-action/upload-sarif@v3
        if: always()
        with:
          sarif_file: blog-lint.sarif
          category: blog-migrate
`;
