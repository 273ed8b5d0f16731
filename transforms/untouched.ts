import type { Edit, Parsed } from "./model.ts";
import { nodesOf } from "./syntax/nodes.ts";
import { countAtFront } from "./syntax/sorted.ts";
import { ts } from "./syntax/ts.ts";
import { LOCAL_NAMES, RUNTIME_PACKAGE } from "./target.ts";

/** Bodies shorter than this cost less to parse again than to leave out. */
const WORTH_LEAVING_OUT = 40;

/**
 * Edits that empty every body that no edit of `edits` is in: what is verified is then a fraction of the file.
 *
 *   function a() { long(); }  class B { … }  →  function a() {}  class B {}
 *
 * That proves as much as the whole text does. Such a body parsed where it stands, what is in it depends on nothing
 * outside but the signature in front of it, and what was added is found by names that the file has nowhere, so the
 * bodies hold nothing that a revert would look at. None is left out where that is not so: in a file that an earlier run
 * has changed, and in one with bindings that look like ours (perhaps written with escapes).
 *
 * @param edits sorted by place, without overlaps
 */
export function emptiedBodies({ ast, source }: Parsed, edits: readonly Edit[]): readonly Edit[] {
  if ([RUNTIME_PACKAGE, LOCAL_NAMES.error, "\\u"].some((sign) => source.text.includes(sign))) return [];
  const emptied: Edit[] = [];
  let emptiedTo = 0;
  for (const node of nodesOf(ast)) {
    if (node.pos < emptiedTo || node.kind <= ts.SyntaxKind.LastToken) continue;
    const start = insideOf(node);
    if (start === undefined) continue;
    const end = node.end - 1;
    if (end - start < WORTH_LEAVING_OUT || isTouched(edits, start, end)) continue;
    emptied.push({ start, end, text: "", side: "after", reason: "untouched" });
    emptiedTo = node.end;
  }
  return emptied;
}

/** Offset behind the opening brace of a function's, a class's or an interface's body. */
function insideOf(node: ts.Node): number | undefined {
  if (ts.isBlock(node)) return ts.isFunctionLike(node.parent) ? node.statements.pos : undefined;
  return ts.isClassLike(node) || ts.isInterfaceDeclaration(node) ? node.members.pos : undefined;
}

/** Whether an edit is in a range or at one of its ends. */
function isTouched(edits: readonly Edit[], start: number, end: number): boolean {
  const next = edits[countAtFront(edits, (edit) => edit.end < start)];
  return next !== undefined && next.start <= end;
}
