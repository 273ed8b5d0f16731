/**
 * A transform's output with the byte order mark and the line ends of its input: recast, which most transforms print
 * with, writes the platform's line ends and no mark. In a template literal both kinds of end mean the same.
 */
export function sameEnds(before: string, after: string): string {
  const marked = before.startsWith("\ufeff") && !after.startsWith("\ufeff") ? `\ufeff${after}` : after;
  const onlyCrlf = before.includes("\r\n") && !/(?<!\r)\n/.test(before);
  return onlyCrlf ? marked.replace(/(?<!\r)\n/g, "\r\n") : marked;
}
