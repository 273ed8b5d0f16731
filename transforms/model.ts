import type { Ours } from "./syntax/ours.ts";
import type { ts } from "./syntax/ts.ts";
import type { CategoryName, LogLevel } from "./target.ts";

/** One file as read: `text` is the exact decoded content (BOM and line ends kept). */
export type Source = {
  /** Absolute path with forward slashes. */
  readonly path: string;
  /** Path from the root of the run, with forward slashes; what reports show. */
  readonly relativePath: string;
  readonly text: string;
  /** `type` of the nearest package.json, when there is one. */
  readonly packageType?: "module" | "commonjs" | undefined;
  /** The nearest package.json that has a name: which package of a workspace the file is part of. */
  readonly package?: { readonly name: string; readonly keywords: readonly string[] } | undefined;
};

/** How the file is written, so that what we add looks the same. */
export type Style = {
  readonly eol: "\n" | "\r\n";
  readonly indent: string;
  readonly quote: '"' | "'";
  readonly semicolons: boolean;
};

export type Parsed = {
  readonly source: Source;
  readonly ast: ts.SourceFile;
  /** How the file imports: decides between `import` and `require`. */
  readonly moduleKind: "esm" | "cjs";
  readonly style: Style;
};

export type Confidence = "high" | "medium" | "low";

/** What a module, class or function is about. */
export type Classification = {
  readonly category: CategoryName;
  readonly confidence: Confidence;
  /** One sentence per signal that counted, the strongest first. */
  readonly evidence: readonly string[];
};

export type Classified = Parsed & {
  readonly module: Classification;
  /** Component of code outside any class: PascalCase of the file's name. */
  readonly component: string;
  /** Category, by which evidence, and component at a node: its function's, its class's, else the module's. */
  readonly at: (node: ts.Node) => Classification & { readonly component: string };
};

export const EDIT_KINDS = ["import", "logger", "log-call", "error-path", "span"] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

/** What is looked for, counted, and done or declined. */
export const SITE_KINDS = ["log-call", "error-path", "span"] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/**
 * A replacement on the original text. `start === end` inserts.
 * Of two insertions at one offset the one that belongs to what ends there (`after`) comes first.
 */
export type Edit = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly side: "before" | "after";
  readonly reason: string;
};

/** One edit as a person counts it: all its text edits stand or fall together. */
export type Change = {
  readonly kind: EditKind;
  /** The node it is about; orders edits that meet at one offset (outer openers first, inner closers first). */
  readonly range: { readonly start: number; readonly end: number };
  /** One line for reports, e.g. `mirrored logger.info as backendLogger.info`, with what was left out. */
  readonly summary: string;
  readonly edits: readonly Edit[];
  /** Offsets of the sites that it does, where they are several. @default `[range.start]` */
  readonly sites?: readonly number[] | undefined;
  /** Changes without which this one would be wrong. @default none */
  readonly requires?: readonly Change[] | undefined;
};

export type Declined = {
  readonly kind: SiteKind;
  /** Stable kebab-case code, e.g. `optional-chain`. */
  readonly code: string;
  readonly offset: number;
  /** A sentence that tells a person why, and what would help. */
  readonly reason: string;
};

/** What one planner saw. `found === done + declined.length`; `done` counts what was already done as well. */
export type Sites = {
  readonly found: number;
  readonly done: number;
  readonly changes: readonly Change[];
  readonly declined: readonly Declined[];
};

export type Plan = {
  readonly file: Classified;
  readonly sites: { readonly [kind in SiteKind]: Sites };
  /** Import and logger declaration, made when any site of the file is changed. */
  readonly header: readonly Change[];
};

/** The local names through which added code reaches the runtime; chosen so that they are free in the file. */
export type Names = {
  readonly logger: string;
  readonly getLogger: string;
  readonly category: string;
  /** Binding for an error that the original did not bind. */
  readonly error: string;
};

/** A call of a legacy logger, as its dialect understands it. */
export type LogCall = {
  readonly call: ts.CallExpression;
  /** Name of the dialect that recognised it, e.g. `pino`. */
  readonly dialect: string;
  readonly level: LogLevel;
};

/** What every planner is given: one classified file, its names, and who logs in it. */
export type FileContext = {
  readonly file: Classified;
  readonly names: Names;
  readonly ours: Ours;
  /** The legacy log call that `node` is, if it is one. Calls of our own logger are not legacy. */
  readonly logCall: (node: ts.Node) => LogCall | undefined;
};

/** Custom logger of the configuration: `{ name: "log", levels: { problem: "error" }, arguments: ["error", "message", "data"] }`. */
export type CustomDialect = {
  /** Name for reports. */
  readonly name: string;
  /** Receivers, as written: `log`, `this.audit`. */
  readonly receivers: readonly string[];
  /** Method → level. A method that is not listed is not a log call. */
  readonly levels: Readonly<Record<string, LogLevel>>;
  /** What each argument is, by position; the last one repeats. @default guessed by shape */
  readonly arguments?: readonly ("message" | "data" | "error" | "ignore")[] | undefined;
};

/** Settings that the planners read; `cli/config.ts` fills them. */
export type MigrateOptions = {
  readonly only: readonly SiteKind[];
  readonly dialects: readonly CustomDialect[];
  /** Category by glob of the relative path; the first match wins over every signal. */
  readonly categories: readonly { readonly files: string; readonly category: CategoryName }[];
  /** Takes mirrored legacy calls out, and adds nothing. @default false */
  readonly finalize?: boolean | undefined;
};
