/** Whether an offset is, by the look of its line, in a comment: cheaper than a scan, and right for code as people lay it out. */
export function isInComment(text: string, offset: number): boolean {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^\s*(?:\*|\/\*)|\/\//.test(text.slice(lineStart, offset));
}
