import type { CustomDialect, MigrateOptions, SiteKind } from "../../transforms/model.ts";

/** Names of the kinds of edit on the command line and in the configuration, and what the engine calls them. */
export const ONLY = {
  "log-calls": "log-call",
  "error-paths": "error-path",
  spans: "span",
} as const satisfies Record<string, SiteKind>;
export type OnlyName = keyof typeof ONLY;
export const ONLY_NAMES = Object.keys(ONLY) as readonly OnlyName[];

/** What a configuration file may say; each key is optional. */
export type BlogConfig = {
  /** Kinds of edit to make. @default all */
  readonly only?: readonly OnlyName[];
  /** Loggers of your own, which no dialect knows. @default [] */
  readonly dialects?: readonly CustomDialect[];
  /** Categories by glob; the first that matches a file wins over what is inferred. @default [] */
  readonly categories?: MigrateOptions["categories"];
  /** Files and folders to leave alone, in gitignore syntax from the configuration's folder. @default [] */
  readonly ignore?: readonly string[];
  /** Settings of `blog-runtime`, which reads and checks them. */
  readonly logging?: Readonly<Record<string, unknown>>;
};

/**
 * Gives a configuration its type.
 * @example
 * import { defineConfig } from "blog-migrate";
 * export default defineConfig({ only: ["log-calls", "error-paths"], ignore: ["legacy/"] });
 */
export function defineConfig(config: BlogConfig): BlogConfig {
  return config;
}
