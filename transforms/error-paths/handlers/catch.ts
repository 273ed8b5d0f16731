import { ts } from "../../syntax/ts.ts";
import type { ErrorSite } from "./find.ts";

/** `try { … } catch (e) { … }` */
export function findCatch(node: ts.Node): ErrorSite | undefined {
  if (!ts.isCatchClause(node)) return undefined;
  return {
    kind: "inline",
    handler: {
      kind: "catch",
      node,
      body: node.block,
      binding: node.variableDeclaration?.name,
      nullable: false,
      leavesAtEnd: true,
      operation: node.parent.tryBlock,
    },
  };
}
