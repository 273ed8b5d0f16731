/**
 * Text from files and file names as it may go to a terminal: control characters, and those that change the direction
 * of the text, are shown as `\x1b`, `\u202e`. Otherwise a file's name could move the cursor or rewrite a report.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x100
      ? `\\x${code.toString(16).padStart(2, "0")}`
      : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A line of a source file as it may be shown: tabs stay, a carriage return at its end goes. */
export const printableLine = (line: string): string =>
  line.replace(/\r$/, "").split("\t").map(printable).join("\t");
