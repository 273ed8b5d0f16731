/** What `blog.config.cjs` requires; the same as the ES module beside it. */
export type { BlogConfig, OnlyName } from "./config/define.js" with { "resolution-mode": "import" };

import type { BlogConfig } from "./config/define.js" with { "resolution-mode": "import" };
export declare function defineConfig(config: BlogConfig): BlogConfig;
