/* Copies as they are written on one line. */

/** Source text on one line; none where a line comment or a text would change its meaning. */
export function oneLine(text: string): string | undefined {
  if (!/[\r\n\u2028\u2029]/.test(text)) return text;
  return /["'`]|\/[/*]/.test(text) ? undefined : text.replace(/\s+/g, " ");
}

/** Cooked text as it is written between backticks, on one line. */
export function templateText(cooked: string): string {
  return JSON.stringify(cooked)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replace(/`|\$\{/g, "\\$&");
}
