import { applyEdits } from "./apply.ts";
import { removals, removeHeader } from "./edits/remove.ts";
import type { Edit, Parsed, Source } from "./model.ts";
import { parseOutput } from "./parse.ts";
import { nodesOf } from "./syntax/nodes.ts";
import { findOurs, type Ours } from "./syntax/ours.ts";
import { ts } from "./syntax/ts.ts";
import { FIX_MARK } from "./target.ts";

export type Reverted = {
  readonly text: string;
  /** How many added pieces were taken out. */
  readonly removed: number;
  /** Uses of the production logger that a person wrote; they stay, and so do the import and the declaration. */
  readonly kept: readonly { readonly offset: number; readonly reason: string }[];
};

/** Takes everything that `migrate` and `lint --fix` added out of a file. It needs no git and no journal. */
export function revertSource(source: Source): Reverted {
  return revertParsed(parseOutput(source));
}

/** As {@link revertSource}, for a file that is parsed already. Without added code the same text comes back. */
export function revertParsed({ ast, source }: Pick<Parsed, "ast" | "source">): Reverted {
  const ours = findOurs(ast);
  if (!hasAdditions(ast, ours)) return { text: source.text, removed: 0, kept: [] };
  const edits = merged(removals(ast, ours));
  const kept = usesOutside(ast, ours, edits);
  const header = kept.length === 0 ? removeHeader(ast, ours.statements) : [];
  return { text: applyEdits(source.text, merged([...edits, ...header])), removed: edits.length, kept };
}

/** The edits that take everything added out of a file again; none where there is nothing. */
export function additions(ast: ts.SourceFile): readonly Edit[] {
  const ours = findOurs(ast);
  return hasAdditions(ast, ours)
    ? merged([...removals(ast, ours), ...removeHeader(ast, ours.statements)])
    : [];
}

const hasAdditions = (ast: ts.SourceFile, ours: Ours): boolean =>
  ours.logger !== undefined || ours.category !== undefined || ast.text.includes(FIX_MARK);

/** Places outside the header and the removed ranges that still use a name of the runtime. */
function usesOutside(ast: ts.SourceFile, ours: Ours, edits: readonly Edit[]): Reverted["kept"] {
  const kept: { offset: number; reason: string }[] = [];
  const names = new Set([ours.logger, ...ours.imported]);
  let next = 0;
  const inHeader = ({ pos, end }: ts.Node): boolean =>
    ours.statements.some((statement) => pos >= statement.pos && end <= statement.end);
  for (const node of nodesOf(ast)) {
    if (ts.isIdentifier(node) && names.has(node.text) && !isPropertyName(node) && !inHeader(node)) {
      const offset = node.getStart(ast);
      while ((edits[next]?.end ?? Number.POSITIVE_INFINITY) <= offset) next++;
      if ((edits[next]?.start ?? Number.POSITIVE_INFINITY) > offset) {
        kept.push({ offset, reason: `${node.text} is used here by code that was not generated` });
      }
    }
  }
  return kept;
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isClassElement(parent)) &&
    parent.name === node
  );
}

/** Joins removals that touch or overlap: two added lines in an otherwise empty block are one removal. */
function merged(edits: readonly Edit[]): readonly Edit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Edit[] = [];
  for (const edit of sorted) {
    const last = result.at(-1);
    if (last && edit.start <= last.end)
      result[result.length - 1] = {
        ...last,
        end: Math.max(last.end, edit.end),
        text: last.text + edit.text,
      };
    else result.push(edit);
  }
  return result;
}
