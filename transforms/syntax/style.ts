import type { Style } from "../model.ts";

const NEWLINE = 10;
const RETURN = 13;

/** How a text is written, by one pass over its lines. */
export function styleOf(text: string): Style {
  const semicolons = endsInSemicolon(text);
  const seen = { ends: 0, newlines: 0, pairs: 0 };
  let [single, double] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 39) single++;
    else if (code === 34) double++;
    else if (code < 14 || code > 0x2027) {
      if (!isLineEnd(code)) continue;
      if (at > 0 && endsCode(text.charCodeAt(at - 1))) seen.ends++;
      if (code !== NEWLINE) continue;
      seen.newlines++;
      if (text.charCodeAt(at - 1) === RETURN) seen.pairs++;
    }
  }
  if (text.length > 0 && endsCode(text.charCodeAt(text.length - 1))) seen.ends++;
  return {
    eol: seen.pairs > 0 && seen.pairs * 2 > seen.newlines ? "\r\n" : "\n",
    indent: indentUnit(text),
    quote: single > double ? "'" : '"',
    semicolons: semicolons * 4 >= seen.ends,
  };
}

/** What a regular expression's `$` takes for the end of a line. */
const isLineEnd = (code: number): boolean =>
  code === NEWLINE || code === RETURN || code === 0x2028 || code === 0x2029;

/** Whether a statement could end with the character: one of `)`, `]`, quotes and the characters of words. */
const endsCode = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 41 ||
  code === 93 ||
  code === 34 ||
  code === 39 ||
  code === 96;

/** How many lines end in a semicolon, a comment behind it or not. */
function endsInSemicolon(text: string): number {
  let found = 0;
  for (let at = text.indexOf(";"); at !== -1; at = text.indexOf(";", at + 1)) {
    let next = at + 1;
    while (text[next] === " " || text[next] === "\t") next++;
    const isComment = text.startsWith("//", next);
    if (!isComment && next < text.length && !isLineEnd(text.charCodeAt(next))) continue;
    found++;
    if (!isComment) continue;
    at = text.indexOf("\n", next);
    if (at === -1) break;
  }
  return found;
}

/** The smallest step by which lines are indented: a tab, or 2 to 8 spaces. */
function indentUnit(text: string): string {
  if (/^\t/m.test(text)) return "\t";
  const steps = new Map<number, number>();
  let previous = 0;
  for (const [, spaces = ""] of text.matchAll(/^( *)[^\s*]/gm)) {
    const step = spaces.length - previous;
    if (step > 1 && step <= 8) steps.set(step, (steps.get(step) ?? 0) + 1);
    previous = spaces.length;
  }
  const [best] = [...steps].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return " ".repeat(best?.[0] ?? 2);
}
