import { DEFAULT_POLICY } from "../../transforms/error-paths/policy.ts";
import { CATALOG, type RuleId, type Severity } from "../../transforms/rules/catalog.ts";
import type { LintOptions } from "../../transforms/rules/model.ts";
import { checkConfig } from "../config/check.ts";
import type { BlogConfig } from "../config/define.ts";

/** Settings that mean something to the check. */
type Settings = Pick<BlogConfig, "lint" | "dialects" | "categories">;

/**
 * Options from `settings.blog` of the flat config, which has `lint`, `dialects` and `categories` as blog.config has them.
 * `rule` is on whatever the catalogue says; who is off is ESLint's own business.
 * @throws {TypeError} for a key or value that is not known, by name
 */
export function optionsOf(settings: Readonly<Record<string, unknown>>, rule: RuleId): LintOptions {
  const given = settings.blog ?? {};
  const [problem] = checkConfig(given);
  if (problem) throw new TypeError(`settings.blog: ${problem.message}`);
  const { lint, dialects = [], categories = [] } = given as Settings;
  const rules: Partial<Record<RuleId, Severity>> = CATALOG[rule].severity === "off" ? { [rule]: "warn" } : {};
  return { rules, policy: { ...DEFAULT_POLICY, ...lint }, dialects, categories, fixes: true };
}
