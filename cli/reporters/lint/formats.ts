export const LINT_FORMATS = ["pretty", "json", "sarif", "github", "gitlab", "junit", "blob"] as const;
export type LintFormat = (typeof LINT_FORMATS)[number];
