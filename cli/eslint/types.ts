/*
 * What the plugin needs of ESLint, told by shape: the package does not depend on ESLint, and works with 9 and 10.
 */

export type Location = { readonly line: number; readonly column: number };

type Fixer = {
  replaceTextRange(range: [number, number], text: string): { range: [number, number]; text: string };
};

export type Suggestion = {
  readonly desc: string;
  readonly fix: (fixer: Fixer) => { range: [number, number]; text: string };
};

export type Report = {
  readonly message: string;
  readonly loc: { readonly start: Location; readonly end: Location };
  readonly suggest?: Suggestion[];
};

export type SourceCode = {
  readonly text: string;
  getLocFromIndex(index: number): Location;
};

export type RuleContext = {
  readonly filename: string;
  readonly cwd: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sourceCode: SourceCode;
  report(report: Report): void;
};

export type RuleModule = {
  readonly meta: {
    readonly type: "problem" | "suggestion";
    readonly docs: { readonly description: string; readonly url: string; readonly recommended: boolean };
    readonly hasSuggestions: true;
    readonly schema: [];
  };
  /** Given a {@link RuleContext}; `never` suits the types of each version of ESLint. */
  create(context: never): { Program(): void };
};

export type RuleSeverity = "error" | "warn";

export type FlatConfig = {
  readonly name: string;
  /** Without its configurations, of which this is one. */
  plugins: { err: Pick<Plugin, "meta" | "rules"> };
  rules: Record<string, RuleSeverity>;
};

export type Plugin = {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: "err" };
  readonly rules: Record<string, RuleModule>;
  readonly configs: { readonly recommended: FlatConfig };
};
