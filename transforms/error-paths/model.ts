import type { FileContext } from "../model.ts";
import type { Modules } from "../modules/modules.ts";
import type { ts } from "../syntax/ts.ts";
import type { Policy } from "./policy.ts";
import type { States } from "./state.ts";

/** Where an error can arrive. */
export const HANDLER_KINDS = [
  "catch",
  "promise-catch",
  "then-rejection",
  "node-callback",
  "listener",
  "process-listener",
  "middleware",
  "http-not-ok",
  "result-error",
  /** A function that handlers give their error to; looked at to know what it does with it. */
  "helper",
] as const;
export type HandlerKind = (typeof HANDLER_KINDS)[number];

export type HandlerFunction =
  | ts.ArrowFunction
  | ts.FunctionExpression
  | (ts.FunctionDeclaration & { readonly body: ts.FunctionBody })
  | (ts.MethodDeclaration & { readonly body: ts.FunctionBody })
  | (ts.ConstructorDeclaration & { readonly body: ts.FunctionBody });

/** A function, and the file that it stands in. */
export type FoundFunction = { readonly ctx: ErrorContext; readonly fn: HandlerFunction };

/** What the analysis is given: a file, what other files export, and what counts as handled. */
export type ErrorContext = FileContext & {
  /** Finds what other files export; without it, a file is looked at by itself. */
  readonly modules?: Modules<ErrorContext> | undefined;
  readonly policy?: Policy | undefined;
};

/** A place of code that an error arrives at, with the code that deals with it. */
export type Handler = {
  readonly kind: HandlerKind;
  readonly node: ts.CatchClause | HandlerFunction | ts.IfStatement | ts.ConditionalExpression;
  readonly body: ts.Statement | ts.Expression;
  /** The name or pattern that holds the error (or the failed response); none in `catch {}` and `() => {}`. */
  readonly binding: ts.BindingName | undefined;
  /** Whether the handler runs without an error too, as node's `(err, data) => …` does. */
  readonly nullable: boolean;
  /** Whether coming to its end leaves the handler; behind `if (!res.ok) {}` the function goes on. */
  readonly leavesAtEnd: boolean;
  /** What failed when the handler runs: the `try` block, the promise, the call that was given the callback. */
  readonly operation: ts.Node | undefined;
  /** Whether nobody looks at what the handler returns: `save().catch((e) => e);`, listeners. @default false */
  readonly returnsToNobody?: boolean;
  /** The error as it is read off the binding, where that is a result with an error in it: `result.error`. */
  readonly errorText?: string | undefined;
};

/** How one run of a handler may end, as seen from the error. */
export const OUTCOMES = [
  "logged",
  "logged-blind",
  "thrown",
  "handed-on",
  "expected",
  "lost",
  "no-error",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A way out of a handler. `node` is the statement or the value it leaves with; the body where it just ends. */
export type Path = {
  readonly kind: ExitKind | "end";
  readonly node: ts.Node;
  readonly outcomes: readonly Outcome[];
  readonly states: States;
};

export type ExitKind = "return" | "break" | "continue" | "throw" | "process-exit";

/** A point of a handler where a statement or a `(ours, value)` sequence can be added. */
export type Place =
  | { readonly kind: "start"; readonly node: ts.Block }
  | { readonly kind: "before" | "after"; readonly node: ts.Statement }
  | { readonly kind: "else"; readonly node: ts.IfStatement }
  | { readonly kind: "value"; readonly node: ts.Expression };
