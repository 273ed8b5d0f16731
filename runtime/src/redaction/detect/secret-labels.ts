import { isAsciiLetter } from "./chars.ts";
import { readCredential } from "./secret-credential.ts";
import { LABELS } from "./secret-table.ts";
import type { Scan } from "./types.ts";

const LONGEST_VALUE = 512;
const LONGEST_LOGIN = 256;

/** Read backwards from the sign, so that most places fail at their first letter. */
const behind = (labels: string): RegExp => new RegExp(`(?<=(?:${labels})[\\\\"'\\]\\s]{0,4})`, "iy");
const PASSWORD = behind(LABELS.password);
const KEY = behind(LABELS.key);
const SIGNATURE = new RegExp(`(?<=${LABELS.signature})`, "y");

/** What code, schemas, documentation and earlier redactions put behind such a name. */
const PLACEHOLDER =
  /^(?:(?:null|undefined|none|nil|true|false|string|number|boolean|object|required|optional|empty|missing|invalid|bearer|basic|any|unknown|redacted)\b|[\W_]+$|\$\{|\$\(|\{\{|[<[/]|~\/|process\.|https?:)|[(]|_REDACTED|\[REDACTED|^[A-Za-z_$][\w$]*(?:\??[.[][\w$]*\]?)+$/i;

/** Values behind names as `password=`, `"api_key":` and `X-Auth-Token:`, and the passwords of URLs. */
export function scanLabels(scan: Scan): void {
  const { text, label } = scan;
  if (label !== "") readWhole(scan);
  for (let at = text.indexOf("="); at !== -1; )
    at = text.indexOf("=", Math.max(at + 1, readAssigned(scan, at)));
  for (let at = text.indexOf(":"); at !== -1; ) {
    const url = text.charCodeAt(at + 1) === 47 && text.charCodeAt(at + 2) === 47;
    const read = url ? readUrl(scan, at + 3) : readAssigned(scan, at);
    at = text.indexOf(":", Math.max(at + 1, read));
  }
}

/** A text that stands under such a name is a value from end to end. */
function readWhole(scan: Scan): void {
  const { text, label } = scan;
  const sign = label.length - 2;
  const kind = mayEndLabel(label, sign) ? labelBefore(label, sign) : undefined;
  if (kind === undefined || text.length > LONGEST_VALUE || !isSecret(text, kind, true)) return;
  scan.found.push({ type: "secret", start: 0, end: text.length });
}

type LabelKind = "password" | "key" | "signature";

function labelBefore(text: string, sign: number): LabelKind | undefined {
  PASSWORD.lastIndex = sign;
  if (PASSWORD.test(text)) return "password";
  KEY.lastIndex = sign;
  if (KEY.test(text)) return "key";
  SIGNATURE.lastIndex = sign;
  return SIGNATURE.test(text) ? "signature" : undefined;
}

/** The last two letters of the labels in the table, in lower case. */
const ENDINGS = new Set(
  ["rd", "wd", "se", "ña", "na", "rt", "ha", "et", "en", "al", "ls", "on", "ey", "ss", "ig"].map(
    (pair) => pair.charCodeAt(0) * 128 + pair.charCodeAt(1),
  ),
);

/** Looks at the letters before quotes and spaces: spares most signs the expressions. */
export function mayEndLabel(text: string, sign: number): boolean {
  let at = sign - 1;
  let c = text.charCodeAt(at);
  while (at > sign - 5 && (c === 34 || c === 39 || c === 92 || c === 93 || c === 32))
    c = text.charCodeAt(--at);
  if (!isAsciiLetter(c)) return false;
  return ENDINGS.has((text.charCodeAt(at - 1) | 32) * 128 + (c | 32));
}

/** Reads what stands behind a sign; returns where to go on if that is not right behind it. */
function readAssigned(scan: Scan, sign: number): number {
  const { text, found } = scan;
  const kind = mayEndLabel(text, sign) ? labelBefore(text, sign) : undefined;
  if (kind === undefined) return 0;
  let start = sign + 1;
  while (start < sign + 5 && isOpening(text.charCodeAt(start))) start++;
  const last = text.charAt(start - 1);
  const quote = start > sign + 1 && /["'`]/.test(last) ? last : "";
  const end = valueEnd(text, start, quote, text.charAt(sign));
  const value = text.slice(start, end);
  if (/^(?:bearer|basic)$/i.test(value)) readCredential(scan, end + 1);
  const secret = isSecret(value, kind, quote !== "");
  if (secret) found.push({ type: "secret", start, end });
  return secret || quote === "" ? end : 0;
}

/** A quote, escaped or not, or a space. */
const isOpening = (c: number): boolean => c === 34 || c === 39 || c === 96 || c === 92 || c === 32;

function isSecret(value: string, kind: LabelKind, quoted: boolean): boolean {
  if (PLACEHOLDER.test(value)) return false;
  if (kind === "password") return isPassword(value, quoted);
  return isKey(value) && (kind === "key" || value.length >= SHORTEST_SIGNATURE);
}

/** 32 bytes in base64. */
const SHORTEST_SIGNATURE = 43;

/** At the closing quote; without one at what ends a value in a query string, a header or a shell. */
function valueEnd(text: string, start: number, quote: string, sign: string): number {
  const stop = Math.min(text.length, start + LONGEST_VALUE);
  const ends =
    quote !== "" ? `${quote}\\\n` : sign === "=" ? " \t\r\n\"'`,;&<>)}]\\" : " \t\r\n\"'`,;<>)}]\\";
  let end = start;
  while (end < stop && !ends.includes(text.charAt(end))) end++;
  return end;
}

const isPassword = (value: string, quoted: boolean): boolean =>
  quoted ? value.length >= 4 : value.length >= 6 && /[^A-Za-z]/.test(value);

const isKey = (value: string): boolean =>
  value.length >= 8 &&
  !value.includes(" ") &&
  (value.length >= 20 ? /\d/ : /\d.*\d/).test(value) &&
  /[A-Za-z]/.test(value);

const SLACK_HOOK = "hooks.slack.com/services/";

const LOGIN_ENDS = new Uint8Array(128);
for (const end of " \t\r\n/?#\"'<>\\") LOGIN_ENDS[end.charCodeAt(0)] = 1;

/** `postgres://app:PASSWORD@host`, and the path that is the secret of a Slack webhook. */
function readUrl(scan: Scan, from: number): number {
  const { text, found } = scan;
  const stop = Math.min(text.length, from + LONGEST_LOGIN);
  let colon = 0;
  let at = 0;
  let end = from;
  for (; end < stop && LOGIN_ENDS[text.charCodeAt(end)] !== 1; end++) {
    const c = text.charCodeAt(end);
    if (c === 58 && colon === 0) colon = end;
    else if (c === 64) at = end;
  }
  if (colon > 0 && at > colon + 1) found.push({ type: "secret", start: colon + 1, end: at });
  else if (text.startsWith(SLACK_HOOK, from)) {
    const path = /^[A-Za-z0-9/]{8,128}/.exec(text.slice(from + SLACK_HOOK.length, from + 160));
    if (path !== null) {
      const start = from + SLACK_HOOK.length;
      found.push({ type: "secret", start, end: start + path[0].length });
    }
  }
  return end;
}
