/** What `eslint.config.cjs` requires; the same as the default export of the ES module beside it. */
import type { Plugin } from "./types.js" with { "resolution-mode": "import" };

declare const plugin: Plugin;
export = plugin;
