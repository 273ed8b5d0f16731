import type { Settings } from "../config/settings.ts";
import type { Json } from "../record.ts";
import { copy, copyThrown, type Redaction } from "./copy.ts";
import type { DetectionType } from "./detect/types.ts";
import { both, compilePaths, type PathState, step } from "./paths.ts";
import { createTextRules, type TextRules } from "./texts.ts";

/**
 * Makes what may leave the process: plain copies in which personal data and secrets are replaced.
 * `root` is the key of the line that a value is written under, for redaction by path.
 */
export type Redactor = {
  /** A text of its own: a message, an attribute. */
  readonly text: (text: string) => string;
  /** A text that comes again and again: a component, the name of a span or attribute. */
  readonly name: (name: string) => string;
  readonly copy: (value: unknown, root?: string) => Json | undefined;
  /** Something thrown, with its stack and causes. @default root "err" */
  readonly thrown: (thrown: unknown, root?: string) => Json;
  /** A context: its ids stand in the line itself, its other keys under `context`. */
  readonly context: (context: unknown) => Json | undefined;
};

export type RedactionSettings = Pick<
  Settings,
  | "enablePiiRedaction"
  | "redactEmailAddresses"
  | "redactPhoneNumbers"
  | "redactCreditCards"
  | "redactSsn"
  | "redactIpAddresses"
  | "redactSecrets"
  | "customRedactionPatterns"
  | "redactPaths"
>;

const SWITCHES = {
  redactEmailAddresses: "email",
  redactPhoneNumbers: "phone",
  redactCreditCards: "creditCard",
  redactSsn: "ssn",
  redactIpAddresses: "ip",
  redactSecrets: "secret",
} as const satisfies { readonly [key in keyof RedactionSettings]?: DetectionType };

/** What the settings ask for. Paths count even where detection is off: who lists them wants them gone. */
export function createRedactorFor(
  settings: RedactionSettings,
  found: (type: DetectionType) => void,
): Redactor {
  const rules = settings.enablePiiRedaction ? rulesOf(settings, found) : undefined;
  const top = compilePaths(settings.redactPaths);
  const roots = new Map<string, Redaction>();
  const plain: Redaction = { rules, at: undefined };

  function under(root: string | undefined): Redaction {
    if (top === undefined) return plain;
    if (root === undefined) return { rules, at: top };
    const known = roots.get(root) ?? { rules, at: step(top, root) };
    roots.set(root, known);
    return known;
  }

  const context: PathState = both(top, step(top, "context"));
  return {
    text: (text) => copy(text, plain) as string,
    name: rules?.name ?? ((name) => name),
    copy: (value, root) => copy(value, under(root)),
    thrown: (thrown, root = "err") => copyThrown(thrown, under(root)),
    context: (value) => copy(value, { rules, at: context }),
  };
}

function rulesOf(settings: RedactionSettings, found: (type: DetectionType) => void): TextRules {
  const wanted = Object.entries(SWITCHES).filter(([key]) => settings[key as keyof typeof SWITCHES]);
  const types = new Set<DetectionType>(wanted.map(([, type]) => type));
  const custom = settings.customRedactionPatterns.map(everywhere);
  return createTextRules(custom.length === 0 ? { types } : { types, custom }, found);
}

/** A pattern of our own to move about in: the application's keeps its `lastIndex`. */
export const everywhere = (pattern: RegExp | string): RegExp =>
  typeof pattern === "string"
    ? new RegExp(pattern, "g")
    : new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, "")}g`);

/** A redactor that is always the one of the moment: for what outlives a configuration. Without one nothing is let out. */
export function follow(current: () => Redactor | undefined): Redactor {
  return {
    text: (text) => current()?.text(text) ?? "",
    name: (name) => current()?.name(name) ?? "",
    copy: (value, root) => current()?.copy(value, root),
    thrown: (thrown, root) => current()?.thrown(thrown, root) ?? null,
    context: (context) => current()?.context(context),
  };
}
