import { replacementOf } from "../../transforms/fix/replacement.ts";
import { CATALOG, type RuleId } from "../../transforms/rules/catalog.ts";
import type { Finding } from "../../transforms/rules/model.ts";
import { findingsOf } from "./findings.ts";
import { optionsOf } from "./settings.ts";
import type { Report, RuleContext, RuleModule, Suggestion } from "./types.ts";

const DOCS = "https://github.com/blog-migrate/blog-migrate/blob/main/docs/rules";

/** A rule of the check as one of ESLint's. */
export function eslintRule(id: RuleId): RuleModule {
  const { severity, summary } = CATALOG[id];
  const description = summary.replaceAll("`", "'");
  return {
    meta: {
      type: severity === "error" ? "problem" : "suggestion",
      docs: {
        description,
        url: `${DOCS}/${id.slice("err/".length)}.md`,
        recommended: severity !== "off",
      },
      hasSuggestions: true,
      schema: [],
    },
    create: (context: RuleContext) => ({
      Program() {
        const { findings } = findingsOf(context, optionsOf(context.settings, id));
        for (const finding of findings) if (finding.ruleId === id) context.report(reportOf(finding, context));
      },
    }),
  };
}

function reportOf(finding: Finding, { sourceCode }: RuleContext): Report {
  const { message, start, end, fix } = finding;
  const loc = { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) };
  if (!fix) return { message, loc };
  const { start: from, end: to, text } = replacementOf(sourceCode.text, fix);
  const suggestion: Suggestion = {
    desc: "Log the error on the paths that lose it.",
    fix: (fixer) => fixer.replaceTextRange([from, to], text),
  };
  return { message, loc, suggest: [suggestion] };
}
