/*
 * The same program in other clothes. Template literals change with them, which is fine: what is compared is each
 * text with what becomes of it.
 */

type Layout = (text: string) => string;

export const layouts: Readonly<Record<string, Layout>> = {
  "CRLF with a byte order mark": (text) => `\ufeff${crlf(text)}`,
  "mixed line ends": (text) => {
    let n = 0;
    return text.replaceAll("\n", () => (n++ % 3 === 0 ? "\r\n" : "\n"));
  },
  "no final newline": (text) => text.trimEnd(),
  "no final newline behind a comment": (text) => `${text}// the end`,
  tabs: (text) => text.replace(/^( {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2)),
  "shebang and licence": (text) => `#!/usr/bin/env node\n/*! Copyright Example Ltd. */\n\n${text}`,
  directive: (text) => `// first\n"use strict"; // strict\n${text.replace(/^["']use strict["'];?\n/, "")}`,
  "trailing white space": (text) => text.replace(/([;{])$/gm, "$1  \t"),
  "comments behind": (text) => text.replace(/([;{])$/gm, "$1 // note /* ( */"),
  "block comments around": (text) =>
    text.replace(/^(\s*)(console|return|throw)\b/gm, "$1/* a */ $2 /* b */ "),
};

const crlf: Layout = (text) => text.replaceAll("\n", "\r\n");
