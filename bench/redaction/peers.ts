import { createRequire } from "node:module";
import type { Detector, Find } from "../../runtime/test/redaction-detect/scoring.ts";

/** A package, what of our types it looks for, and how its answer reads as places in the text. */
export type Peer = {
  readonly name: string;
  readonly types: readonly string[];
  readonly detector: () => Detector;
};

/** The peers that this repository has no other use for are installed by themselves: see `../peers.ts`. */
const require = createRequire(new URL("../peers/package.json", import.meta.url));
const own = createRequire(import.meta.url);

type Redacting = new (options?: object) => { redact(text: string): string };
type Pattern = { readonly pattern: RegExp; readonly replacement: string | ((match: string) => string) };
type PhoneNumber = { readonly startsAt: number; readonly endsAt: number };

const TOKENS = {
  EMAIL_ADDRESS: "email",
  PHONE_NUMBER: "phone",
  CREDIT_CARD_NUMBER: "creditCard",
  US_SOCIAL_SECURITY_NUMBER: "ssn",
  IP_ADDRESS: "ip",
} as const satisfies Record<string, string>;

const OTHER_TOKENS = [
  "PERSON_NAME",
  "STREET_ADDRESS",
  "ZIPCODE",
  "USERNAME",
  "PASSWORD",
  "CREDENTIALS",
  "DIGITS",
  "URL",
];
const TOKEN = new RegExp(`(?:${[...Object.keys(TOKENS), ...OTHER_TOKENS].join("|")})`, "g");

/** The finds of a package that only gives the redacted text: what stands between its tokens is in the original too. */
function aligned(text: string, redacted: string): readonly Find[] {
  const finds: Find[] = [];
  const tokens = [...redacted.matchAll(TOKEN)];
  let at = 0;
  let from = 0;
  tokens.forEach((token, i) => {
    const start = at + (token.index - from);
    from = token.index + token[0].length;
    const rest = redacted.slice(from, tokens[i + 1]?.index ?? redacted.length);
    at = tokens[i + 1] === undefined ? text.length - rest.length : text.indexOf(rest, start + 1);
    if (at < 0) at = text.length;
    const type = TOKENS[token[0] as keyof typeof TOKENS];
    if (type !== undefined && at > start) finds.push({ type, start, end: at });
  });
  return finds;
}

const PATTERNS = {
  email: "EMAIL_ADDRESS_PATTERN",
  creditCard: "CREDIT_CARD_NUMBER_PATTERN",
  ssn: "US_SSN_PATTERN",
} as const;

/** LogTape's patterns decide about a match by what they put in its place. */
function byPatterns(): Detector {
  const patterns = own("@logtape/redaction") as Record<string, Pattern>;
  return (text) =>
    Object.entries(PATTERNS).flatMap(([type, name]) => {
      const { pattern, replacement } = patterns[name]!;
      return [...text.matchAll(pattern)].flatMap(({ 0: found, index }) => {
        const put = typeof replacement === "function" ? replacement(found) : replacement;
        return put === found ? [] : [{ type, start: index, end: index + found.length }];
      });
    });
}

function byTokens(name: string, exported: string): Detector {
  const Redactor = (require(name) as Record<string, Redacting>)[exported]!;
  const redactor = new Redactor({});
  return (text) => aligned(text, redactor.redact(text));
}

function byLibphonenumber(): Detector {
  const { findPhoneNumbersInText } = require("libphonenumber-js") as {
    findPhoneNumbersInText: (text: string, country: string) => readonly PhoneNumber[];
  };
  return (text) =>
    findPhoneNumbersInText(text, "US").map(({ startsAt, endsAt }) => ({
      type: "phone",
      start: startsAt,
      end: endsAt,
    }));
}

export const PEERS: readonly Peer[] = [
  {
    name: "redact-pii",
    types: Object.values(TOKENS),
    detector: () => byTokens("redact-pii", "SyncRedactor"),
  },
  {
    name: "@redactpii/node",
    types: ["email", "phone", "creditCard", "ssn"],
    detector: () => byTokens("@redactpii/node", "Redactor"),
  },
  { name: "@logtape/redaction", types: Object.keys(PATTERNS), detector: byPatterns },
  { name: "libphonenumber-js", types: ["phone"], detector: byLibphonenumber },
];
