import { BlogConfigError, problems } from "../config/error.ts";

/** Where personal data of one type stands in a text; `end` is behind its last character. */
export type PiiMatch = { readonly type: string; readonly start: number; readonly end: number };

/** Not in this version: throws `BlogConfigError`, so that nobody takes an empty list for a clean text. */
export function detectPii(
  _text: string,
  _options?: { readonly types?: readonly string[] },
): readonly PiiMatch[] {
  throw new BlogConfigError([problems.notAvailable("detectPii", "PII detection")]);
}

/** Not in this version: throws `BlogConfigError`, so that nobody takes an unchanged value for a redacted one. */
export function createRedactor(_config?: Readonly<Record<string, unknown>>): (value: unknown) => unknown {
  throw new BlogConfigError([problems.notAvailable("createRedactor", "PII redaction")]);
}
