import { CATALOG, RULE_IDS } from "../../transforms/rules/catalog.ts";
import { ownVersion } from "../version.ts";
import { eslintRule } from "./rule.ts";
import type { Plugin, RuleSeverity } from "./types.ts";

export type { FlatConfig, Plugin } from "./types.ts";

/** `err/swallowed-catch` → `swallowed-catch`: the prefix is the plugin's name in the configuration. */
const shortName = (id: string): string => id.slice("err/".length);

const severities = RULE_IDS.flatMap((id): readonly [string, RuleSeverity][] => {
  const { severity } = CATALOG[id];
  return severity === "off" ? [] : [[id, severity]];
});

const plugin: Plugin = {
  meta: { name: "blog-migrate", version: ownVersion(), namespace: "err" },
  rules: Object.fromEntries(RULE_IDS.map((id) => [shortName(id), eslintRule(id)])),
  configs: {
    recommended: {
      name: "blog-migrate/recommended",
      get plugins() {
        return { err: plugin };
      },
      rules: Object.fromEntries(severities),
    },
  },
};

/**
 * The lint check as an ESLint plugin: the rules and results of `blog-migrate lint`, with its fixes as suggestions.
 *
 * @example
 * import errors from "blog-migrate/eslint";
 * export default [errors.configs.recommended];
 */
export default plugin;
