import { nodesOf } from "./syntax/nodes.ts";
import { ts } from "./syntax/ts.ts";

/**
 * Offset, in the tree before, of a template literal of which nothing but white space is different in the tree after:
 * a prompt that was indented anew. One that is gone, or that says something else, is a change that somebody meant.
 */
export function reindentedTemplate(before: ts.SourceFile, after: ts.SourceFile): number | undefined {
  const now = literals(after);
  const exact = count(now.map(({ text }) => text));
  const loose = count(now.map(({ text }) => squeezed(text)));
  const missing = literals(before).filter(({ text }) => !take(exact, text, loose));
  return missing.find(({ text }) => (loose.get(squeezed(text)) ?? 0) > 0)?.offset;
}

/** Takes one of the same text out of both counts. */
function take(exact: Map<string, number>, text: string, loose: Map<string, number>): boolean {
  const left = exact.get(text) ?? 0;
  if (left === 0) return false;
  exact.set(text, left - 1);
  loose.set(squeezed(text), (loose.get(squeezed(text)) ?? 0) - 1);
  return true;
}

type Literal = { readonly offset: number; readonly text: string };

/** The parts of template literals that reach over several lines, as they are evaluated. */
function literals(tree: ts.SourceFile): readonly Literal[] {
  const found: Literal[] = [];
  for (const node of nodesOf(tree)) {
    if (!ts.isTemplateLiteralToken(node)) continue;
    const text = node.getText(tree).replaceAll("\r\n", "\n");
    if (text.includes("\n")) found.push({ offset: node.getStart(tree), text });
  }
  return found;
}

const squeezed = (text: string): string => text.replace(/\s+/g, " ");

function count(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
