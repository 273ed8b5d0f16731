import type { ts } from "../syntax/ts.ts";
import type { Handler } from "./model.ts";

/** Text of the comments in a node. Texts are skipped; a regular expression with `//` in it is taken for a comment. */
export function commentsIn(node: ts.Node): string {
  const text = node.getText();
  const comments = text
    .replaceAll(/(["'`])(?:\\.|(?!\1)[^\\])*\1/g, '""')
    .match(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g);
  return comments?.join("\n") ?? "";
}

/** Comments in a handler, behind it on its last line, or on the lines right above the statement that it is in. */
export function commentsAbout({ node }: Handler): string {
  const { text } = node.getSourceFile();
  const [behind = ""] = text.slice(node.end).split("\n", 1);
  const above = aboveLine(text, node.getStart());
  return [commentsIn(node), ...(behind.match(/\/\/.*|\/\*.*/) ?? []), above].join("\n");
}

function aboveLine(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n").slice(0, -1);
  const comments: string[] = [];
  for (let line = lines.pop(); line !== undefined && /^\s*(?:\/\/|\/?\*)/.test(line); line = lines.pop())
    comments.unshift(line);
  return comments.filter((line) => !SUPPRESSION.test(line)).join("\n");
}

/** What silences a finding is not what excuses the handler: else the finding is gone and the comment is stale. */
const SUPPRESSION = /\bblog-ignore-next-line\b/;

/** Whether somebody says that the handler is not done yet. */
export function hasTodo({ node }: Handler): boolean {
  return /\b(?:TODO|FIXME|XXX|HACK)\b/.test(commentsIn(node));
}
