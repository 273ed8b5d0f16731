/** A jscodeshift transform. Its types fit those of jscodeshift without a dependency on them. */
export type Transform = (
  file: { readonly path?: string; readonly source: string },
  api?: {
    readonly report?: (message: string) => void;
    readonly stats?: (name: string, quantity?: number) => void;
  },
  options?: Options,
) => string | undefined;

/** Options of the transforms, on the command line of jscodeshift or as an object; all others are left to jscodeshift. */
export type Options = {
  /** Kinds of edit of `migrate`: `log-calls`, `error-paths`, `spans`; a list, or a text with commas. @default all */
  readonly only?: string | readonly string[];
  /** Configuration file. @default the nearest `blog.config.*` and its like */
  readonly config?: string;
  /** As in the configuration, before those that it has; JSON on the command line. */
  readonly categories?: string | readonly { readonly files: string; readonly category: string }[];
  /** As in the configuration, before those that it has; JSON on the command line. */
  readonly dialects?: string | readonly object[];
  /** Takes files that say they are generated. @default false */
  readonly includeGenerated?: boolean;
  /** Language of a text that has no path. @default by trial */
  readonly parser?: unknown;
  readonly [other: string]: unknown;
};
