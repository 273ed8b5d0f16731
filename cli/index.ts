/** What `blog.config.ts` imports. Loads nothing. */

export type { BlogConfig, OnlyName } from "./config/define.ts";
export { defineConfig } from "./config/define.ts";
