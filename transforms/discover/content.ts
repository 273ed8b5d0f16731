import type { LeftAlone, Takeable } from "./left-alone.ts";

const MAX_BYTES = 4 * 1024 * 1024;
/** `ignoreBOM` keeps a byte order mark in the text, so that it is written back. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The exact text of a file, or why it is left alone. */
export function decode(
  bytes: Uint8Array,
): { readonly text: string } | { readonly leftAlone: "too-large" | "not-utf8" } {
  if (bytes.length > MAX_BYTES) return { leftAlone: "too-large" };
  try {
    return { text: UTF8.decode(bytes) };
    // blog-ignore-next-line err/swallowed-catch -- the report says that the file is no UTF-8
  } catch {
    return { leftAlone: "not-utf8" };
  }
}

/** Why a file is left alone, by what it says, but for the kinds that are asked for. */
export const contentLeftAlone = (text: string, take: readonly Takeable[]): LeftAlone | undefined =>
  reasons(text).find((code) => !(take as readonly LeftAlone[]).includes(code));

function reasons(text: string): readonly LeftAlone[] {
  if (text.includes("\0") || /^\ufeff?\s*<(?:\?xml|!DOCTYPE)/.test(text)) return ["not-code"];
  const { header, directives } = prologue(text);
  return [
    ...(directives.includes("use client") ? (["use-client"] as const) : []),
    ...(GENERATED.some((pattern) => pattern.test(header)) ? (["generated"] as const) : []),
    ...(isMinified(text) ? (["minified"] as const) : []),
  ];
}

/**
 * Sentences that generators write. Looser patterns match people's prose: a module about
 * "automatically generated answers" is not generated.
 */
const GENERATED: readonly RegExp[] = [
  /@generated\b/,
  /\bDO NOT (?:EDIT|MODIFY|CHANGE|TOUCH)\b/,
  /\bdo(?: not|n't) (?:edit|modify|change|touch)(?: (?:this|it|the) ?(?:file|code)?)?(?: (?:manually|by hand|directly|yourself)|\s*[.!*]|\s*$)/im,
  /\b(?:this|the) (?:file|code|module|client|source)(?: is| was| has been)?(?: \w+)? (?:auto-?\s?|automatically |machine[- ])?generated\b/i,
  /\b(?:auto-?generated|automatically generated|machine[- ]generated)(?: (?:file|code))?(?: (?:by|from|using|via|with)\b|\s*[.!*]*\s*$)/im,
  /(?:^|\n)(?:\/\/|\/\*+)[\s*!=-]*(?:(?:file|code) )?generated (?:by|from|using|via|with)\b/i,
];

/** The comments and directives in front of the first statement. */
function prologue(text: string): { readonly header: string; readonly directives: readonly string[] } {
  const directives: string[] = [];
  let header = "";
  const token =
    /\s+|#![^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')[^\S\n]*(?:;|(?=\r?\n|\/|$))/y;
  token.lastIndex = text.startsWith("\ufeff") ? 1 : 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const directive = match[1] ?? match[2];
    if (directive !== undefined) directives.push(directive);
    else if (match[0].startsWith("/")) header += `${match[0].slice(0, 2000)}\n`;
    if (header.length > 8000) break;
  }
  return { header, directives };
}

/** Most of it is on very long lines of code; long lines of prose or of base64 are no sign. */
function isMinified(text: string): boolean {
  if (text.length < 2000) return false;
  let dense = 0;
  for (let at = 0, end = 0; at < text.length; at = end + 1) {
    end = text.indexOf("\n", at);
    if (end === -1) end = text.length;
    if (end - at < 1000) continue;
    const line = text.slice(at, end);
    const marks = line.match(/[;,{}()=]/g)?.length ?? 0;
    const blanks = line.match(/\s/g)?.length ?? 0;
    if (marks > line.length * 0.08 && blanks < line.length * 0.1) dense += line.length;
  }
  return dense > text.length / 2;
}
