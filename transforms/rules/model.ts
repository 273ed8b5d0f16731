import type { Analysis } from "../error-paths/classify.ts";
import type { Judgement } from "../error-paths/judge.ts";
import type { ErrorContext, HandlerKind } from "../error-paths/model.ts";
import type { Policy } from "../error-paths/policy.ts";
import type { Change, CustomDialect, MigrateOptions, Source } from "../model.ts";
import type { ts } from "../syntax/ts.ts";
import type { RuleId, Severity } from "./catalog.ts";

/** One place on the way of an error, in the order in which it is passed. */
export type PathStep = { readonly offset: number; readonly end: number; readonly text: string };

/** What a rule found, at a range of the file. */
export type Problem = {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly steps: readonly PathStep[];
  /** What it is about as a whole; the range may be only the head of it. */
  readonly subject: ts.Node;
  /** The handler whose silent paths can be logged, where a line would mend it. */
  readonly mend?: Analysis | undefined;
};

/** A problem as it is reported. */
export type Finding = Omit<Problem, "mend" | "subject"> & {
  readonly ruleId: RuleId;
  readonly severity: Exclude<Severity, "off">;
  /** What would make it right, where a line does and fixes were asked for. */
  readonly fix?: Change | undefined;
  /** Another wording of it, for where types object to the first. */
  readonly secondFix?: Change | undefined;
  readonly identity: Identity;
};

/** What makes a finding the same one after the file was edited elsewhere. */
export type Identity = {
  readonly rule: string;
  readonly file: string;
  /** Name of the innermost named function around it; empty at module level. */
  readonly function: string;
  /** Its source, white space and comments left out, as a hash. */
  readonly source: string;
};

/** A handler of errors in a file, judged. */
export type Judged = {
  readonly kind: HandlerKind;
  readonly fault: Judgement["fault"];
  /** How it was found; undefined for a function that drops errors by its name alone, such as `noop`. */
  readonly analysis: Analysis | undefined;
  /** Where it is reported: the handler, or the name that stands for it. */
  readonly at: ts.Node;
  /** Whether all that the handler is for is to be given this error, so that a line in it is about that. */
  readonly isOwn: boolean;
};

/** What rules are given: a file, its handlers, and its nodes by kind. */
export type LintFile = {
  readonly ctx: ErrorContext;
  readonly judged: () => readonly Judged[];
  /** Every node of a kind, in the order of the text. */
  readonly nodes: (kind: ts.SyntaxKind) => readonly ts.Node[];
};

export type Rule = {
  readonly id: RuleId;
  readonly check: (file: LintFile) => readonly Problem[];
};

export type LintOptions = {
  /** Severity by rule, where it is not the rule's own. */
  readonly rules: Readonly<Partial<Record<RuleId, Severity>>>;
  readonly policy: Policy;
  readonly dialects: readonly CustomDialect[];
  readonly categories: MigrateOptions["categories"];
  /** Whether findings come with their fixes. @default false */
  readonly fixes?: boolean | undefined;
};

/** A file that was linted. */
export type FileFindings = {
  readonly path: string;
  readonly source: Source;
  /** Sorted by place. */
  readonly findings: readonly Finding[];
  /** Findings that a comment suppresses, with its reason. */
  readonly suppressed: readonly (Finding & { readonly reason: string })[];
  /** Why it could not be linted. */
  readonly failure?: { readonly offset: number; readonly message: string } | undefined;
};
