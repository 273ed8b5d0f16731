import type { Finding } from "./findings.ts";
import type { Matched } from "./match.ts";

/** Where the tool and the reader differ. */
export type Disagreement =
  | { readonly kind: "missed"; readonly site: Matched["site"] }
  | { readonly kind: "false-alarm"; readonly site: Matched["site"]; readonly rules: readonly string[] }
  | { readonly kind: "other-rule"; readonly site: Matched["site"]; readonly rules: readonly string[] }
  | { readonly kind: "stray"; readonly finding: Finding };

export type Counts = { readonly right: number; readonly wrong: number; readonly missed: number };

export type Score = {
  readonly overall: Counts;
  /** By rule: a finding counts for the rule that made it, a miss for the first rule of the label. */
  readonly rules: ReadonlyMap<string, Counts>;
  readonly disagreements: readonly Disagreement[];
};

const NONE: Counts = { right: 0, wrong: 0, missed: 0 };

/** Scores verdicts: a lost error with any finding is right, a handled one with any is wrong. */
export function score(matched: readonly Matched[], stray: readonly Finding[]): Score {
  const rules = new Map<string, Counts>();
  const disagreements: Disagreement[] = [];
  let overall = NONE;
  const count = (names: readonly string[], key: keyof Counts): void => {
    overall = plusOne(overall, key);
    for (const name of names) rules.set(name, plusOne(rules.get(name) ?? NONE, key));
  };
  for (const { site, findings } of matched) {
    const found = [...new Set(findings.map(({ rule }) => rule))];
    const named = found.filter((rule) => site.rules.includes(rule));
    if (site.verdict === "either") continue;
    if (site.verdict === "handled") {
      if (found.length === 0) continue;
      count(found, "wrong");
      disagreements.push({ kind: "false-alarm", site, rules: found });
    } else if (found.length === 0) {
      count(site.rules.slice(0, 1), "missed");
      disagreements.push({ kind: "missed", site });
    } else {
      count(named, "right");
      if (named.length === 0) disagreements.push({ kind: "other-rule", site, rules: found });
    }
  }
  for (const finding of stray) {
    count([finding.rule], "wrong");
    disagreements.push({ kind: "stray", finding });
  }
  return { overall, rules, disagreements };
}

function plusOne(counts: Counts, key: keyof Counts): Counts {
  return { ...counts, [key]: counts[key] + 1 };
}

/** 1 where nothing was found, and where there was nothing to find. */
export const precision = ({ right, wrong }: Counts): number => ratio(right, right + wrong);
export const recall = ({ right, missed }: Counts): number => ratio(right, right + missed);
export function f1(counts: Counts): number {
  const [p, r] = [precision(counts), recall(counts)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
