import { ts } from "../../syntax/ts.ts";
import type { Handler, HandlerKind } from "../model.ts";
import { findCallback } from "./callback.ts";
import { findCatch } from "./catch.ts";
import { findFloating } from "./floating.ts";
import { findHttp } from "./http.ts";
import { findListener } from "./listener.ts";
import { findMiddleware } from "./middleware.ts";
import { findPromise } from "./promise.ts";
import { findUnfixable } from "./unfixable.ts";

/** An error path as found in the text. */
export type ErrorSite =
  | { readonly kind: "inline"; readonly handler: Handler }
  /** `.catch(handle)`: a function that stands elsewhere. */
  | { readonly kind: "reference"; readonly as: HandlerKind; readonly node: ts.Expression }
  /** Something that loses errors and has no place for an added line. */
  | { readonly kind: "unfixable"; readonly node: ts.Node; readonly code: string; readonly reason: string };

const FINDERS: readonly ((node: ts.Node) => ErrorSite | undefined)[] = [
  findCatch,
  findPromise,
  findListener,
  findMiddleware,
  findCallback,
  findHttp,
  findUnfixable,
  findFloating,
];

/** Every error path of a file, in the order of the text. A node is at most one. */
export function findErrorSites(ast: ts.SourceFile): readonly ErrorSite[] {
  const sites: ErrorSite[] = [];
  const visit = (node: ts.Node): void => {
    for (const finder of FINDERS) {
      const site = finder(node);
      if (site) {
        sites.push(site);
        break;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return sites;
}
