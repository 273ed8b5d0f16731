import type { Policy } from "../../transforms/error-paths/policy.ts";
import type { CustomDialect, MigrateOptions, SiteKind } from "../../transforms/model.ts";
import type { RuleId, Severity } from "../../transforms/rules/catalog.ts";

/** Names of the kinds of edit on the command line and in the configuration, and what the engine calls them. */
export const ONLY = {
  "log-calls": "log-call",
  "error-paths": "error-path",
  spans: "span",
} as const satisfies Record<string, SiteKind>;
export type OnlyName = keyof typeof ONLY;
export const ONLY_NAMES = Object.keys(ONLY) as readonly OnlyName[];
/** Kinds of edit, those of the user's own transforms included. */
export const EDITS = ["transforms", ...ONLY_NAMES] as const;
export type EditsName = (typeof EDITS)[number];

/** Parsers of jscodeshift, by its names. */
export const PARSERS = ["babel", "babylon", "flow", "ts", "tsx"] as const;

/** A jscodeshift transform of your own. */
export type OwnTransform = {
  /** Its file, from the configuration's folder, or that of an installed package. */
  readonly path: string;
  /** Handed to it as its third argument; plain data. @default {} */
  readonly options?: Readonly<Record<string, unknown>>;
  /** For a transform that exports none. @default by the file's ending: `ts`, `tsx` or `babel` */
  readonly parser?: (typeof PARSERS)[number];
  /** Glob of the files that it is for. @default all */
  readonly files?: string;
  /** Milliseconds that it may take for one file. @default 10000 */
  readonly timeLimit?: number;
};

/** What a configuration file may say; each key is optional. */
export type BlogConfig = {
  /** Kinds of edit to make. @default all */
  readonly only?: readonly EditsName[];
  /**
   * Your own jscodeshift transforms, which are run over the same files in this order, before everything else.
   * They are programs, and are run for no other reason than that they are named here. @default []
   */
  readonly transforms?: readonly (string | OwnTransform)[];
  /** Loggers of your own, which no dialect knows. @default [] */
  readonly dialects?: readonly CustomDialect[];
  /** Categories by glob; the first that matches a file wins over what is inferred. @default [] */
  readonly categories?: MigrateOptions["categories"];
  /** Files and folders to leave alone, in gitignore syntax from the configuration's folder. @default [] */
  readonly ignore?: readonly string[];
  /** Severity by rule of `lint`, such as `"err/lost-cause": "off"`. @default each rule's own */
  readonly rules?: Readonly<Partial<Record<RuleId, Severity>>>;
  /** What `lint` counts as handled, and further functions that log. */
  readonly lint?: Partial<Policy>;
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
