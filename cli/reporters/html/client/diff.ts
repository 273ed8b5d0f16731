import type { PageFile, PageHunk } from "../data.ts";
import { h } from "./dom.ts";
import { highlight } from "./highlight.ts";

type Side = { readonly number: number; readonly code: readonly Node[]; readonly changed: boolean };
type Row = { readonly before: Side | undefined; readonly after: Side | undefined };

/** Before and after, side by side; each edit is told where it stands. */
export function diffTable({ path, hunks, edits }: PageFile): HTMLElement {
  const summaries = Map.groupBy(edits, ({ line }) => line);
  return h(
    "table",
    { class: "diff" },
    h("caption", {}, `${path}, before and after`),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col", class: "number" }, "Line"),
        h("th", { scope: "col" }, "Before"),
        h("th", { scope: "col", class: "number" }, "Line"),
        h("th", { scope: "col" }, "After"),
      ),
    ),
    ...hunks.map((hunk) => {
      const title = `From line ${hunk.before}`;
      return h(
        "tbody",
        {},
        h("tr", { class: "hunk" }, h("th", { colspan: 4, scope: "rowgroup" }, title)),
        ...rowsOf(hunk).map((row) =>
          rowElement(row, (line) => summaries.get(line)?.map(({ summary }) => summary)),
        ),
      );
    }),
  );
}

function rowElement(
  { before, after }: Row,
  why: (line: number) => readonly string[] | undefined,
): HTMLElement {
  const reasons = before && after?.changed ? undefined : before && why(before.number);
  return h("tr", { title: reasons?.join("\n") }, ...cells(before, "del"), ...cells(after, "ins"));
}

function cells(side: Side | undefined, tag: "del" | "ins"): readonly HTMLElement[] {
  if (!side) return [h("td", { class: "number none" }), h("td", { class: "none" })];
  const { number, code, changed } = side;
  const content = h(changed ? tag : "span", {});
  content.append(...code);
  return [h("td", { class: "number" }, String(number)), h("td", { class: changed ? tag : "" }, content)];
}

/** Pairs the lines of each side: what was replaced stands beside what took its place. */
function rowsOf({ before, after, lines }: PageHunk): readonly Row[] {
  const left = sideOf(lines, "-", before);
  const right = sideOf(lines, "+", after);
  const rows: Row[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length || r < right.length) {
    const removed = left[l]?.changed ?? false;
    const added = right[r]?.changed ?? false;
    if (removed === added) rows.push({ before: left[l++], after: right[r++] });
    else if (removed) rows.push({ before: left[l++], after: undefined });
    else rows.push({ before: undefined, after: right[r++] });
  }
  return rows;
}

function sideOf(lines: readonly string[], op: "-" | "+", first: number): readonly Side[] {
  const own = lines.filter((line) => line.startsWith(" ") || line.startsWith(op));
  const code = highlight(own.map((line) => line.slice(1)));
  return own.map((line, n) => ({ number: first + n, code: code[n] ?? [], changed: line.startsWith(op) }));
}
