import type { Parsed } from "../model.ts";

/** What ends a line, and a line comment, in ECMAScript. */
const BREAK = /[\n\r\u2028\u2029]/;

/** Offset of the first character of the line that `offset` is in. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !BREAK.test(text.charAt(at - 1))) at--;
  return at;
}

/** Whether a text goes over more than one line. */
export const hasLineBreak = (text: string): boolean => BREAK.test(text);

/** The white space that the line of `offset` starts with. */
export function indentAt(text: string, offset: number): string {
  return /^[\t\u00a0\ufeff ]*/.exec(text.slice(lineStart(text, offset)))?.[0].replace("\ufeff", "") ?? "";
}

/** Whether nothing but white space stands between the start of its line and `offset`. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}

/** End of the comments that follow `offset` on its line: `foo(); // why|` gives `|`. Without any, `offset`. */
export function afterTrailingComments(text: string, offset: number): number {
  let end = offset;
  for (let at = offset; at < text.length; ) {
    const char = text[at];
    if (char === " " || char === "\t") at++;
    else if (text.startsWith("//", at)) return lineEnd(text, at);
    else if (text.startsWith("/*", at)) {
      const close = text.indexOf("*/", at + 2);
      const next = close === -1 ? text.length : close + 2;
      if (hasLineBreak(text.slice(at, next))) return end;
      end = at = next;
    } else return end;
  }
  return end;
}

/** Offset of the line break (of its `\r` in CRLF) that ends the line of `offset`, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const line = /[^\n\r\u2028\u2029]*/y;
  line.lastIndex = offset;
  line.exec(text);
  return line.lastIndex;
}

/** Whether only white space follows `offset` on its line. */
export function endsLine(text: string, offset: number): boolean {
  return text.slice(offset, lineEnd(text, offset)).trim() === "";
}

/** Start of the white space before `offset`, back over one line break at most. */
export function gapBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && (text[at - 1] === " " || text[at - 1] === "\t")) at--;
  if (at > 0 && text[at - 1] === "\n") return text[at - 2] === "\r" ? at - 2 : at - 1;
  return at;
}

/** Line break and indentation in front of a statement that takes a line of its own. */
export function newLine(file: Parsed, indent: string): string {
  return file.style.eol + indent;
}

/** Offset of the first character behind `offset` that is neither white space nor comment. */
export function nextToken(text: string, offset: number): number {
  const trivia = /(?:\s+|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y;
  trivia.lastIndex = offset;
  trivia.exec(text);
  return trivia.lastIndex;
}
