/** Questions about one UTF-16 unit; each answers for `NaN` too, which is what lies outside the text. */

export const isDigit = (c: number): boolean => c >= 48 && c <= 57;
export const isAsciiLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
export const isAlnum = (c: number): boolean => isDigit(c) || isAsciiLetter(c);
export const isWord = (c: number): boolean => isAlnum(c) || c === 95;
export const isHex = (c: number): boolean => isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
export const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13) || c === 0xa0;

const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** A letter beyond ASCII. Surrogates are none, so no find begins or ends inside a pair. */
export const isForeignLetter = (c: number): boolean =>
  c >= 0xaa &&
  ((c >= 0x4e00 && c <= 0x9fff) || (c >= 0xf8 && c <= 0x24f) || LETTER.test(String.fromCharCode(c)));

/**
 * The character that stands before `at` once the text's own escaping is undone: `%3D4111` has `=` before
 * the number, and `"\n4111"` in JSON a line end. 0 at the start of the text.
 */
export function charBefore(text: string, at: number): number {
  if (at === 0) return 0;
  const c = text.charCodeAt(at - 1);
  if (text.charCodeAt(at - 2) === 92 && (c === 110 || c === 116 || c === 114)) return 10;
  if (isHex(c) && text.charCodeAt(at - 3) === 37 && isHex(text.charCodeAt(at - 2))) {
    return Number.parseInt(text.slice(at - 2, at), 16);
  }
  return c;
}
