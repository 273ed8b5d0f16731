import type { Edit, Parsed } from "../model.ts";
import {
  afterTrailingComments,
  endsLine,
  gapBefore,
  lineEnd,
  lineStart,
  nextToken,
  startsLine,
} from "../syntax/layout.ts";
import type { ts } from "../syntax/ts.ts";
import { contentEnd, DIRECTIVE, withDirectives } from "./statements.ts";

/*
 * Taking out what a person wrote, which nobody puts back. What they said of it stays where it can:
 *
 *   // eslint-disable-next-line no-console     –
 *   log("a"); // why                           // why
 */

/** An edit that takes a range out. */
export const cut = (start: number, end: number, text = ""): Edit => ({
  start,
  end,
  text,
  side: "after",
  reason: "dropped",
});

/** A statement with its line, and with the comments that tell a tool what to do with it. */
export function cutStatement(file: Parsed, statement: ts.Statement): Edit {
  const { text } = file.source;
  const start = withDirectives(file, statement);
  const content = contentEnd(text, statement);
  const tail = afterTrailingComments(text, content);
  const comment = text.slice(content, tail);
  if (comment.trim() !== "" && !DIRECTIVE.test(comment) && !/-disable-line\b/.test(comment))
    return cut(start, content + comment.search(/\S/));
  if (!endsLine(text, tail)) return cut(start, content + blanks(text, content));
  if (!startsLine(text, start)) return cut(text.slice(0, start).trimEnd().length, tail);
  // The line break behind it goes along; at the end of a file that has none there, the one in front.
  const next = lineEnd(text, tail);
  const semicolon = wouldJoin(text, start, next) ? ";" : "";
  if (next === text.length) return cut(gapBefore(text, start), tail);
  const from = Math.max(lineStart(text, start), text.startsWith("\ufeff") ? 1 : 0);
  const end = behindBreak(text, next);
  // Nothing is left above the blank line that stood below it.
  const isFirst = /\{[ \t]*\r?\n$/.test(text.slice(Math.max(0, from - 200), from));
  const blank = isFirst ? (/^[ \t]*\r?\n/.exec(text.slice(end, end + 200))?.[0].length ?? 0) : 0;
  return cut(from, end + blank, semicolon);
}

const behindBreak = (text: string, at: number): number => at + (text.startsWith("\r\n", at) ? 2 : 1);

/** Whether the line behind would go on the statement in front, which ends without a semicolon. */
function wouldJoin(text: string, start: number, end: number): boolean {
  const last = text.slice(0, start).trimEnd().at(-1) ?? ";";
  return !/[;{}\ufeff]/.test(last) && /[([`/+\-*.,?<]/.test(text.charAt(nextToken(text, end)));
}

const blanks = (text: string, at: number): number =>
  /^[ \t]*/.exec(text.slice(at, at + 200))?.[0].length ?? 0;

/** Takes out of a list what does not stay, with the commas; something stays. */
export function cutFromList(
  items: ts.NodeArray<ts.Node>,
  stays: (item: ts.Node) => boolean,
): readonly Edit[] {
  const first = items.findIndex(stays);
  return items.flatMap((item, at) => {
    if (stays(item)) return [];
    const [before, after] = [items[at - 1], items[at + 1]];
    if (at < first && after) return [cut(item.getStart(), after.getStart())];
    return before ? [cut(before.getEnd(), item.getEnd())] : [];
  });
}
