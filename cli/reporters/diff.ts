import { printableLine } from "../printable.ts";
import type { Colors } from "../terminal.ts";
import { type Hunk, hunks } from "./hunks.ts";
import { type Line, lineDiff } from "./line-diff.ts";
import type { FileTexts, ReporterOptions, Result } from "./result.ts";

/** A unified diff that `git apply` takes, from the folder where the command ran. */
export const diff = ({ texts }: Pick<Result, "texts">, { colors }: Pick<ReporterOptions, "colors">): string =>
  texts.map((file) => fileDiff(file, colors)).join("");

function fileDiff({ path, before, after }: FileTexts, colors: Colors): string {
  const lines = lineDiff(before, after);
  const head = [`--- ${fileName(`a/${path}`)}`, `+++ ${fileName(`b/${path}`)}`];
  return [
    ...head.map((line) => `${colors.bold(line)}\n`),
    ...hunks(lines).map((hunk) => hunkText(lines, hunk, colors)),
  ].join("");
}

function hunkText(lines: readonly Line[], hunk: Hunk, colors: Colors): string {
  const inside = lines.slice(hunk.from, hunk.to);
  const span = (skipped: number, other: Line["op"]): string => {
    const count = inside.filter(({ op }) => op !== other).length;
    // As git writes it: an empty side starts at the line before, and a count of one is left out.
    return `${count === 0 ? skipped : skipped + 1}${count === 1 ? "" : `,${count}`}`;
  };
  const title = `@@ -${span(hunk.before, "+")} +${span(hunk.after, "-")} @@`;
  return `${colors.cyan(title)}\n${inside.map((line) => lineText(line, colors)).join("")}`;
}

/** Lines as they are for a file or a pipe; for a terminal coloured, and without what would steer it. */
function lineText({ op, text }: Line, colors: Colors): string {
  const ended = text.endsWith("\n");
  const line = op + (ended ? text.slice(0, -1) : text);
  const end = ended ? "\n" : "\n\\ No newline at end of file\n";
  if (!colors.isColorSupported) return line + end;
  const safe = printableLine(line);
  return (op === "+" ? colors.green(safe) : op === "-" ? colors.red(safe) : safe) + end;
}

/** git's own quoting for names that hold quotes, backslashes or control characters; a blank needs a tab behind it. */
function fileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be quoted
  if (!/["\\\u0000-\u001f\u007f]/.test(name)) return name.includes(" ") ? `${name}\t` : name;
  const quoted = [...Buffer.from(name, "utf8")].map((byte) => {
    const char = String.fromCharCode(byte);
    if (char === '"' || char === "\\") return `\\${char}`;
    return byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, "0")}` : char;
  });
  return `"${quoted.join("")}"`;
}
