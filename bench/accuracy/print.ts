import { type Counts, type Disagreement, f1, precision, recall, type Score } from "./score.ts";

/** One Markdown table: the rules, then everything. */
export function table(title: string, { overall, rules }: Score): string {
  const rows = [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, counts]) => row(rule, counts));
  return [
    `### ${title}`,
    "",
    "| rule | right | wrong | missed | precision | recall | F1 |",
    "|---|---:|---:|---:|---:|---:|---:|",
    ...rows,
    row("**all**", overall),
    "",
  ].join("\n");
}

/** The table without its rules, for what must not be tuned to. */
export const summary = (title: string, { overall }: Score): string =>
  table(title, { overall, rules: new Map(), disagreements: [] });

function row(name: string, counts: Counts): string {
  const { right, wrong, missed } = counts;
  const figures = [precision(counts), recall(counts), f1(counts)].map((figure) => figure.toFixed(3));
  return `| ${[name, right, wrong, missed, ...figures].join(" | ")} |`;
}

/** Each disagreement on a line, with the place and the reader's reason. */
export function list(disagreements: readonly Disagreement[], folder: string): string {
  return disagreements.map((one) => `- ${describe(one, folder)}\n`).join("");
}

function describe(one: Disagreement, folder: string): string {
  if (one.kind === "stray") {
    const { file, line, rule } = one.finding;
    return `false alarm: ${rule} at ${folder}${file}:${line}, where nothing is wrong`;
  }
  const { site } = one;
  const place = `${folder}${site.file}:${site.line}`;
  const because = site.reason ? ` (${site.reason})` : "";
  switch (one.kind) {
    case "missed":
      return `missed: ${site.rules.join(" or ")} at ${place}${because}`;
    case "false-alarm":
      return `false alarm: ${one.rules.join(", ")} at ${place}${because}`;
    case "other-rule":
      return `other rule: ${one.rules.join(", ")} at ${place}, expected ${site.rules.join(" or ")}${because}`;
    default:
      return one satisfies never;
  }
}
