import { nodesOf } from "../../syntax/nodes.ts";
import { ts } from "../../syntax/ts.ts";
import type { Handler, HandlerKind } from "../model.ts";
import { findCallback } from "./callback.ts";
import { findCatch } from "./catch.ts";
import { findFloating } from "./floating.ts";
import { findHttp } from "./http.ts";
import { findListener, findObserver, findOnError } from "./listener.ts";
import { findErrorMiddleware, findFilter, findMiddleware } from "./middleware.ts";
import { findCatchError, findInterceptor, findPromise } from "./promise.ts";
import { findResult } from "./result.ts";
import { findUnfixable } from "./unfixable.ts";

/** An error path as found in the text. */
export type ErrorSite =
  | { readonly kind: "inline"; readonly handler: Handler }
  /** `.catch(handle)`: a function that stands elsewhere. */
  | { readonly kind: "reference"; readonly as: HandlerKind; readonly node: ts.Expression }
  /** Something that loses errors and has no place for an added line. */
  | { readonly kind: "unfixable"; readonly node: ts.Node; readonly code: string; readonly reason: string };

type Finder = (node: ts.Node) => ErrorSite | undefined;

/** Who looks at a node of which kind; the first that knows it takes it. */
const FINDERS: ReadonlyMap<ts.SyntaxKind, readonly Finder[]> = new Map([
  [ts.SyntaxKind.CatchClause, [findCatch]],
  [
    ts.SyntaxKind.CallExpression,
    [
      findPromise,
      findInterceptor,
      findCatchError,
      findListener,
      findObserver,
      findMiddleware,
      findCallback,
      findUnfixable,
    ],
  ],
  [ts.SyntaxKind.NewExpression, [findCallback]],
  [ts.SyntaxKind.IfStatement, [findHttp, findResult]],
  [ts.SyntaxKind.ConditionalExpression, [findHttp, findResult]],
  [ts.SyntaxKind.BinaryExpression, [findOnError]],
  [ts.SyntaxKind.FunctionDeclaration, [findErrorMiddleware]],
  [ts.SyntaxKind.ArrowFunction, [findErrorMiddleware]],
  [ts.SyntaxKind.FunctionExpression, [findErrorMiddleware]],
  [ts.SyntaxKind.MethodDeclaration, [findFilter]],
  [ts.SyntaxKind.TryStatement, [findUnfixable]],
  [ts.SyntaxKind.ExpressionStatement, [findFloating]],
]);

/** Every error path of a file, in the order of the text. A node is at most one. */
export function findErrorSites(ast: ts.SourceFile): readonly ErrorSite[] {
  const sites: ErrorSite[] = [];
  for (const node of nodesOf(ast)) {
    for (const finder of FINDERS.get(node.kind) ?? []) {
      const site = finder(node);
      if (!site) continue;
      sites.push(site);
      break;
    }
  }
  return sites;
}
