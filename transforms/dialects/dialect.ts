import type { LogCall } from "../model.ts";
import type { ts } from "../syntax/ts.ts";
import type { LogLevel } from "../target.ts";
import type { Binding } from "./receivers/bindings.ts";

/**
 * What a value of a logging package can do: be logged to (`logger`), called (`factory`) or constructed (`class`)
 * for a logger, hold further exports (`module`), or be called to log (`function`).
 */
export type Role = "logger" | "factory" | "class" | "module" | "function";

/** What a legacy logger is like. Knowledge only; `receivers.ts` and `arguments.ts` interpret it. */
export type Dialect = {
  /** Name for reports. */
  readonly name: string;
  /** Packages it comes from. */
  readonly packages: readonly string[];
  /** Export → what it can do; `default` is the default export, and what `require` gives as well. */
  readonly exports: Readonly<Record<string, readonly Role[]>>;
  /** Functions of the package that make a logger: `winston.createLogger`. */
  readonly factories: readonly string[];
  /** Methods of a logger that make another: `logger.child`. */
  readonly children: readonly string[];
  /** Method → level. A method that is not listed is not a log call. */
  readonly levels: Readonly<Record<string, LogLevel>>;
  /** Method whose first argument names the level: `logger.log("warn", …)`. */
  readonly levelArgument?: string;
  /** What that argument may be. @default `levels` */
  readonly levelNames?: Readonly<Record<string, LogLevel>>;
  readonly reads: ArgumentStyle;
  /** Methods that read their arguments in another way. */
  readonly methods?: Readonly<Record<string, ArgumentStyle>>;
};

/** What an argument is; a `message` is judged by its shape. */
export type ArgumentRole = "message" | "data" | "error" | "ignore";

/** How a dialect understands its arguments. */
export type ArgumentStyle = {
  /** Where a format may stand that takes the arguments behind it: first, or behind an object or error too. */
  readonly printf: "no" | "first" | "after-object";
  /** Whether every text among the arguments is printed as part of the message, or only the first one. */
  readonly texts: "all" | "first";
  /** Whether a last text names the context: NestJS. */
  readonly context?: boolean;
  /** What each argument is, by position; the last one repeats. */
  readonly positions?: readonly ArgumentRole[];
  /** Names of the parameters, for values that have none of their own. */
  readonly names?: readonly string[];
};

export function defineDialect<const D extends Dialect>(dialect: D): D {
  return dialect;
}

/** Why a call is seen and not mirrored. */
export type Refusal = { readonly code: string; readonly reason: string };

/** A legacy call with what mirroring it needs. */
export type ReadCall = LogCall & {
  readonly spec: Dialect;
  /** The arguments that say something: without a leading level. */
  readonly args: readonly ts.Expression[];
  /** How they are to be understood. */
  readonly reads: ArgumentStyle;
  /** What the child logger it goes to adds to each line. */
  readonly bindings: readonly Binding[];
  /** Why it cannot be mirrored although it logs: `logger[level](…)`. */
  readonly refusal?: Refusal;
};
