import { ts } from "ts-morph";
import type { Finding } from "./findings.ts";
import type { Kind, Site } from "./labels.ts";

/** What may go wrong in any handler, whichever way it got its error. */
const IN_HANDLERS = [
  "err/conditional-log",
  "err/dead-capture",
  "err/exit-without-log",
  "err/log-without-error",
  "err/lost-cause",
  "err/todo-handler",
];

/** The rules that speak of a site of each kind; others that fire there speak of something else. */
const RULES_OF = {
  catch: ["err/swallowed-catch", ...IN_HANDLERS],
  rejection: ["err/swallowed-rejection", ...IN_HANDLERS],
  callback: ["err/callback-error", ...IN_HANDLERS],
  listener: ["err/error-listener", ...IN_HANDLERS],
  process: ["err/error-listener", ...IN_HANDLERS],
  result: ["err/result-error", "err/http-not-ok", ...IN_HANDLERS],
  floating: ["err/floating-promise"],
  settled: ["err/settled-rejections", "err/floating-promise"],
} as const satisfies Record<Kind, readonly string[]>;

export type Matched = { readonly site: Site; readonly findings: readonly Finding[] };

/** The findings of each real site: within its lines, of its kind, and not of a handler nested in it. */
export function matchReal(
  sites: readonly Site[],
  findings: readonly Finding[],
  textOf: (file: string) => string,
): readonly Matched[] {
  return sites.map((site) => {
    const near = findings.filter(({ file, line, rule }) => {
      if (file !== site.file || line < site.line || line > site.endLine) return false;
      return (RULES_OF[site.kind as Kind] as readonly string[]).includes(rule);
    });
    if (near.length === 0) return { site, findings: [] };
    const nested = nestedIn(site, textOf(site.file));
    return {
      site,
      findings: near.filter(({ line }) => !nested.some(([from, to]) => line >= from && line <= to)),
    };
  });
}

/** The line ranges of handlers and functions that begin below a site's first line. */
function nestedIn(site: Site, text: string): readonly (readonly [number, number])[] {
  const source = ts.createSourceFile(site.file, text, ts.ScriptTarget.Latest, false);
  const lineOf = (offset: number): number => source.getLineAndCharacterOfPosition(offset).line + 1;
  const ranges: (readonly [number, number])[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCatchClause(node) || ts.isFunctionLike(node)) {
      const from = lineOf(node.getStart(source));
      const to = lineOf(node.getEnd());
      if (from > site.line && to <= site.endLine) ranges.push([from, to]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return ranges;
}

/**
 * The findings of each written site: those from it down to the next one. What lies above the first site of
 * a file, or in a file without any, belongs to no site and is a false alarm.
 */
export function matchWritten(
  sites: readonly Site[],
  findings: readonly Finding[],
): { readonly matched: readonly Matched[]; readonly stray: readonly Finding[] } {
  const found = new Map<Site, Finding[]>(sites.map((site) => [site, []]));
  const stray: Finding[] = [];
  for (const finding of findings) {
    const site = sites.findLast(({ file, line }) => file === finding.file && line <= finding.line);
    if (site) found.get(site)?.push(finding);
    else stray.push(finding);
  }
  return { matched: sites.map((site) => ({ site, findings: found.get(site) ?? [] })), stray };
}
