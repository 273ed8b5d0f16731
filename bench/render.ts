import type { Row, Table, Target } from "./define.ts";
import { rounded } from "./measure.ts";

/** A table as Markdown, which is what the terminal shows as well. */
export function renderTable({ caption, columns = [], figures = "ratio", rows, notes = [] }: Table): string {
  const isJudged = rows.some(({ target }) => target);
  const head = ["", "measured", ...columns, figures, ...(isJudged ? ["target", ""] : [])];
  const body = rows.map((row) => [
    row.what,
    row.measured,
    ...columns.map((_, n) => row.more?.[n] ?? ""),
    row.figure === undefined ? "" : (row.shown ?? `${rounded(row.figure)} ×`),
    ...(isJudged ? judged(row) : []),
  ]);
  const align = head.map((_, n) => (n === 0 ? "---" : "---:"));
  const lines = [head, align, ...body].map((cells) => `| ${cells.join(" | ")} |`);
  return [`**${caption}**`, "", ...lines, ...notes.flatMap((note) => ["", note]), ""].join("\n");
}

function judged({ target, figure, unit = "×" }: Row): readonly string[] {
  if (!target) return ["", ""];
  const shown = "atMost" in target ? `≤ ${target.atMost} ${unit}` : `≥ ${target.atLeast} ${unit}`;
  return [shown, figure === undefined ? "not measured" : isMet(target, figure) ? "met" : "short"];
}

export function isMet(target: Target, figure: number): boolean {
  return "atMost" in target ? figure <= target.atMost : figure >= target.atLeast;
}
