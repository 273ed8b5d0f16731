import { RULE_IDS, type RuleId, type Severity } from "./catalog.ts";
import type { Finding } from "./model.ts";
import { nearest } from "./nearest.ts";

/** `// blog-ignore-next-line err/swallowed-catch -- the queue tells of it itself` */
export type Suppression = {
  readonly start: number;
  readonly end: number;
  readonly rules: readonly string[];
  readonly reason: string;
  /** Offsets of the line that it is about. */
  readonly from: number;
  readonly to: number;
};

const COMMENT = /(?:\/\/|\/\*)\s*blog-ignore-next-line\b([^\n\r]*)/g;

/** Every suppression comment of a text. It is about the next line that is not a comment itself. */
export function suppressionsOf(text: string): readonly Suppression[] {
  if (!text.includes("blog-ignore-next-line")) return [];
  return [...text.matchAll(COMMENT)]
    .filter((match) => opensComment(text, match.index))
    .map((match) => {
      const [rules = "", ...reason] = (match[1] ?? "").replace(/\*\/.*$/, "").split(/\s--\s|\s--$/);
      const end = match.index + match[0].trimEnd().length;
      return {
        start: match.index,
        end,
        rules: rules
          .split(/[\s,]+/)
          .flatMap((name) => (name === "" ? [] : [name.includes("/") ? name : `err/${name}`])),
        reason: reason.join(" -- ").trim(),
        ...lineBehind(text, end),
      };
    });
}

/** Whether a comment begins at an offset: not in another one, nor in a text, as far as its line tells. */
function opensComment(text: string, offset: number): boolean {
  const before = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const bare = before.replaceAll(/(["'`])(?:\\.|(?!\1).)*\1|\/\*.*?\*\//g, "");
  return !/["'`]|\/\/|\/\*|^\s*\*/.test(bare);
}

function lineBehind(text: string, offset: number): { readonly from: number; readonly to: number } {
  let from = endOfLine(text, offset);
  let to = endOfLine(text, from);
  while (to < text.length && /^\s*(?:\/\/|\*|\/\*[^\n]*\*\/\s*$|\{\s*\/\*|$)/.test(text.slice(from, to))) {
    from = to;
    to = endOfLine(text, from);
  }
  return { from, to };
}

/** Offset behind the line break that ends the line at `offset`. */
function endOfLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at < 0 ? text.length : at + 1;
}

export type Applied = {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly (Finding & { readonly reason: string })[];
  /** What is wrong with the comments themselves. */
  readonly problems: readonly { readonly start: number; readonly end: number; readonly message: string }[];
};

/** Takes out what comments suppress, and says which comments do nothing. A comment without a reason does nothing. */
export function applySuppressions(
  all: readonly Finding[],
  suppressions: readonly Suppression[],
  severityOf: (rule: RuleId) => Severity,
): Applied {
  const used = new Set<string>();
  const findings: Finding[] = [];
  const suppressed: (Finding & { readonly reason: string })[] = [];
  for (const finding of all) {
    const by = suppressions.find(
      (s) =>
        s.reason !== "" &&
        finding.start >= s.from &&
        finding.start < s.to &&
        s.rules.includes(finding.ruleId),
    );
    if (by) {
      used.add(`${by.start} ${finding.ruleId}`);
      suppressed.push({ ...finding, reason: by.reason });
    } else findings.push(finding);
  }
  const problems = suppressions.flatMap(({ start, end, rules, reason }) => {
    const say = (message: string) => ({ start, end, message });
    if (rules.length === 0)
      return [say("This suppression names no rule: write `blog-ignore-next-line RULE -- reason`.")];
    if (reason === "")
      return [say("This suppression gives no reason, so it does nothing: write one behind ` -- `.")];
    return rules.flatMap((rule) => {
      if (!isRule(rule)) return [say(`There is no rule \`${rule}\`.${nearest(rule, RULE_IDS)}`)];
      if (used.has(`${start} ${rule}`) || severityOf(rule) === "off") return [];
      return [say(`This suppression of \`${rule}\` is not needed: the next line has no such finding.`)];
    });
  });
  return { findings, suppressed, problems };
}

const isRule = (name: string): name is RuleId => (RULE_IDS as readonly string[]).includes(name);
