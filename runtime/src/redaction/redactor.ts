import type { Settings } from "../config/settings.ts";
import type { Json, LogContext } from "../record.ts";
import { type ContextText, createContextText, NO_CONTEXT } from "./context-text.ts";
import { decode, encodeThrown } from "./copy.ts";
import type { DetectionType } from "./detect/types.ts";
import { encode, type Redaction, redactText } from "./encode.ts";
import { plainKey } from "./key.ts";
import { createMemory } from "./memory.ts";
import { both, compilePaths, step } from "./paths.ts";
import type { JsonText } from "./quote.ts";
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
  /** The same as JSON, which is what is made first: a line needs no more. */
  readonly json: {
    readonly copy: (value: unknown, root?: string) => JsonText;
    readonly thrown: (thrown: unknown, root?: string) => JsonText;
    readonly context: (context: LogContext) => ContextText;
    readonly correlationId: (id: unknown) => JsonText;
    readonly name: (name: string) => JsonText;
  };
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
  let finds = 0;
  const counted = (type: DetectionType): void => {
    finds += 1;
    found(type);
  };
  const rules = settings.enablePiiRedaction ? rulesOf(settings, counted) : undefined;
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

  const key = rules?.key ?? plainKey;
  const context = createContextText({ rules, at: both(top, step(top, "context")) }, () => finds);
  const ids = createMemory<JsonText>();

  function correlationId(id: unknown): JsonText {
    const known = typeof id === "string" ? ids.get(id) : undefined;
    if (known !== undefined) return known;
    const before = finds;
    // Under its name, so that digits in it are taken for an id's.
    const json = encode(id, under("correlationId"), key("correlationId"));
    return typeof id === "string" && finds === before ? ids.keep(id, json) : json;
  }

  const json: Redactor["json"] = {
    copy: (value, root) => encode(value, under(root)),
    thrown: (thrown, root = "err") => encodeThrown(thrown, under(root)),
    context,
    correlationId,
    name: (name) => key(name).json,
  };
  return {
    json,
    text: (text) => redactText(text, rules, ""),
    name: rules?.name ?? ((name) => name),
    copy: (value, root) =>
      typeof value === "string" && top === undefined
        ? redactText(value, rules, "")
        : decode(json.copy(value, root)),
    thrown: (thrown, root) => decode(json.thrown(thrown, root)) ?? null,
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
  const nothing = "" as JsonText;
  return {
    text: (text) => current()?.text(text) ?? "",
    name: (name) => current()?.name(name) ?? "",
    copy: (value, root) => current()?.copy(value, root),
    thrown: (thrown, root) => current()?.thrown(thrown, root) ?? null,
    json: {
      copy: (value, root) => current()?.json.copy(value, root) ?? nothing,
      thrown: (thrown, root) => current()?.json.thrown(thrown, root) ?? nothing,
      context: (context) => current()?.json.context(context) ?? NO_CONTEXT,
      correlationId: (id) => current()?.json.correlationId(id) ?? nothing,
      name: (name) => current()?.json.name(name) ?? nothing,
    },
  };
}
