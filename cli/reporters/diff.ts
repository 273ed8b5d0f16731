import { structuredPatch } from "diff";
import { printable } from "../printable.ts";
import type { Colors } from "../terminal.ts";
import type { FileTexts, Reporter } from "./result.ts";

/** A unified diff that `git apply` takes, from the folder where the command ran. */
export const diff: Reporter = ({ texts }, { colors }) => texts.map((file) => fileDiff(file, colors)).join("");

function fileDiff({ path, before, after }: FileTexts, colors: Colors): string {
  const { hunks } = structuredPatch(path, path, before, after, undefined, undefined, { context: 3 });
  const lines = [
    colors.bold(`--- ${fileName(`a/${path}`)}`),
    colors.bold(`+++ ${fileName(`b/${path}`)}`),
    ...hunks.flatMap((hunk) => [
      colors.cyan(`@@ -${span(hunk.oldStart, hunk.oldLines)} +${span(hunk.newStart, hunk.newLines)} @@`),
      ...hunk.lines.map((line) => coloured(line, colors)),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

/** As git writes it: a count of one is left out, and an empty side starts at the line before. */
function span(start: number, lines: number): string {
  return lines === 1 ? `${start}` : `${lines === 0 && start > 0 ? start - 1 : start},${lines}`;
}

/** Lines as they are for a file or a pipe; for a terminal coloured, and without what would steer it. */
function coloured(line: string, colors: Colors): string {
  if (!colors.isColorSupported) return line;
  const safe = line.replace(/\r$/, "").split("\t").map(printable).join("\t");
  if (line.startsWith("+")) return colors.green(safe);
  return line.startsWith("-") ? colors.red(safe) : safe;
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
