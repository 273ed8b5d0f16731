import { type ErrorSite, findErrorSites } from "../error-paths/handlers/find.ts";
import { judge } from "../error-paths/judge.ts";
import type { ErrorContext } from "../error-paths/model.ts";
import { isNamedEmpty, referenced, referencedElsewhere } from "../error-paths/references.ts";
import { nodesOf } from "../syntax/nodes.ts";
import { runsElsewhere } from "../syntax/runs-elsewhere.ts";
import { ts } from "../syntax/ts.ts";
import type { Judged, LintFile } from "./model.ts";

/** Kinds of nodes that rules ask for; add what a new one needs. */
const KINDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BindingElement,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.TryStatement,
  ts.SyntaxKind.VariableDeclaration,
]);

/** Makes the view of a file that rules are given: its nodes by kind and its handlers, found in one walk. */
export function lintFileOf(ctx: ErrorContext): LintFile {
  const { ast } = ctx.file;
  const byKind = new Map<ts.SyntaxKind, ts.Node[]>();
  for (const node of nodesOf(ast)) {
    if (!KINDS.has(node.kind)) continue;
    const list = byKind.get(node.kind);
    if (list) list.push(node);
    else byKind.set(node.kind, [node]);
  }
  let judged: readonly Judged[] | undefined;
  return {
    ctx,
    nodes: (kind) => {
      if (!KINDS.has(kind)) throw new Error(`${ts.SyntaxKind[kind]} is not collected: add it to KINDS`);
      return byKind.get(kind) ?? [];
    },
    judged: () => {
      judged ??= findErrorSites(ast).flatMap((site) => judgeSite(ctx, site) ?? []);
      return judged;
    },
  };
}

function judgeSite(ctx: ErrorContext, site: ErrorSite): Judged | undefined {
  switch (site.kind) {
    case "inline": {
      const { handler } = site;
      if (runsElsewhere(handler.node)) return undefined;
      return { kind: handler.kind, at: handler.node, isOwn: true, ...judge(ctx, handler) };
    }
    case "reference": {
      const found = referencedElsewhere(ctx, site.node, site.as);
      const { as: kind, node: at } = site;
      const isOwn = referenced(at, kind)?.onlyForErrors ?? false;
      if (found) return { kind, at, isOwn, ...judge(found.ctx, found.handler) };
      if (!isNamedEmpty(at)) return undefined;
      return { kind, at, isOwn, analysis: undefined, fault: { kind: "swallowed", steps: [] } };
    }
    case "unfixable":
      return undefined;
  }
}
