import type { Classification, Confidence } from "../../transforms/model.ts";
import { type CategoryLabel, LEVELS } from "./category-labels.ts";

export type Answer = Classification & { readonly label: CategoryLabel };

const CONFIDENCES = ["high", "medium", "low"] as const satisfies readonly Confidence[];

export const isRight = ({ label, category }: Answer): boolean => label.accept.includes(category);

/** Accuracy by level and, for modules, by confidence. */
export function accuracyTable(title: string, answers: readonly Answer[]): string {
  const modules = answers.filter(({ label }) => label.level === "module");
  return [
    `### ${title}`,
    "",
    "| | right | of | accuracy |",
    "|---|---:|---:|---:|",
    ...LEVELS.map((level) =>
      row(
        `${level} level`,
        answers.filter(({ label }) => label.level === level),
      ),
    ),
    ...[1, 2].map((set) =>
      row(
        `set ${set}`,
        answers.filter(({ label }) => label.set === set),
      ),
    ),
    row("**all**", answers),
    ...CONFIDENCES.map((one) =>
      row(
        `modules, ${one} confidence`,
        modules.filter((a) => a.confidence === one),
      ),
    ),
    "",
  ].join("\n");
}

function row(name: string, answers: readonly Answer[]): string {
  const right = answers.filter(isRight).length;
  const share = answers.length === 0 ? "–" : (right / answers.length).toFixed(3);
  return `| ${name} | ${right} | ${answers.length} | ${share} |`;
}

/** What was answered in place of what; right answers are on no line, whichever of the accepted ones they were. */
export function confusionTable(answers: readonly Answer[]): string {
  const counts = new Map<string, { right: number; instead: Map<string, number> }>();
  for (const answer of answers) {
    const expected = isRight(answer) ? answer.category : (answer.label.accept[0] as string);
    const line = counts.get(expected) ?? { right: 0, instead: new Map<string, number>() };
    if (isRight(answer)) line.right++;
    else line.instead.set(answer.category, (line.instead.get(answer.category) ?? 0) + 1);
    counts.set(expected, line);
  }
  const lines = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([expected, { right, instead }]) => {
      const others = [...instead].sort((a, b) => b[1] - a[1]).map(([category, n]) => `${category} ${n}`);
      return `| ${expected} | ${right} | ${others.join(", ") || "–"} |`;
    });
  return ["| expected | right | answered instead |", "|---|---:|---|", ...lines, ""].join("\n");
}

/** Each wrong answer on a line, with its evidence. */
export function mistakes(answers: readonly Answer[]): string {
  return answers
    .filter((answer) => !isRight(answer))
    .map(({ label, category, confidence, evidence }) => {
      const what = label.name === undefined ? "" : ` (${label.level} ${label.name})`;
      const place = `${label.repo}/${label.path}${what}`;
      return `- ${place}: ${category} (${confidence}), expected ${label.accept.join(" or ")}: ${evidence.join("; ")}\n`;
    })
    .join("");
}
