import { readCredential } from "./secret-credential.ts";
import { LABELS } from "./secret-table.ts";
import type { Scan } from "./types.ts";

const LABEL_WINDOW = 32;
const LONGEST_VALUE = 512;
const LONGEST_LOGIN = 256;

const PASSWORD = new RegExp(`(?:${LABELS.password})[\\\\"'\\]\\s]{0,4}$`, "i");
const KEY = new RegExp(`(?:${LABELS.key})[\\\\"'\\]\\s]{0,4}$`, "i");

/** What code, schemas, documentation and earlier redactions put behind such a name. */
const PLACEHOLDER =
  /^(?:(?:null|undefined|none|nil|true|false|string|number|boolean|object|required|optional|empty|missing|invalid|bearer|basic|any|unknown|redacted)\b|[\W_]+$|\$\{|\$\(|\{\{|[<[/]|~\/|process\.|https?:)|[(]|^[A-Za-z_$][\w$]*(?:\??[.[][\w$]*\]?)+$/i;

/** Values behind names as `password=`, `"api_key":` and `X-Auth-Token:`, and the passwords of URLs. */
export function scanLabels(scan: Scan): void {
  const { text, label } = scan;
  if (label !== "") readValue(scan, label.slice(0, -2), 0, true);
  for (let at = text.indexOf("="); at !== -1; at = text.indexOf("=", at + 1)) readAssigned(scan, at);
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) {
    if (text.charCodeAt(at + 1) === 47 && text.charCodeAt(at + 2) === 47) readUrl(scan, at + 3);
    else readAssigned(scan, at);
  }
}

function readAssigned(scan: Scan, sign: number): void {
  if (!mayEndLabel(scan.text, sign)) return;
  readValue(scan, scan.text.slice(Math.max(0, sign - LABEL_WINDOW), sign), sign + 1, false);
}

/** The last two letters of the labels in the table, in lower case. */
const ENDINGS = new Set(
  ["rd", "wd", "se", "ña", "na", "rt", "ha", "et", "en", "al", "ls", "on", "ey"].map(
    (pair) => pair.charCodeAt(0) * 128 + pair.charCodeAt(1),
  ),
);

/** Looks at the letters before quotes and spaces: spares most signs the expressions. */
function mayEndLabel(text: string, sign: number): boolean {
  let at = sign - 1;
  let c = text.charCodeAt(at);
  while (at > sign - 5 && (c === 34 || c === 39 || c === 92 || c === 93 || c === 32))
    c = text.charCodeAt(--at);
  return ENDINGS.has((text.charCodeAt(at - 1) | 32) * 128 + (c | 32));
}

function readValue(scan: Scan, name: string, from: number, whole: boolean): void {
  const password = PASSWORD.test(name);
  if (!password && !KEY.test(name)) return;
  const { text } = scan;
  let start = from;
  while (start < from + 4 && /[\\"'` ]/.test(text.charAt(start))) start++;
  const quote = text.charAt(start - 1);
  const quoted = whole || (start > from && /["'`]/.test(quote));
  const end = whole
    ? Math.min(text.length, LONGEST_VALUE)
    : valueEnd(text, start, quoted ? quote : "", text.charAt(from - 1));
  const value = text.slice(start, end);
  if (/^(?:bearer|basic)$/i.test(value)) readCredential(scan, end + 1);
  if (PLACEHOLDER.test(value) || !(password ? isPassword(value, quoted) : isKey(value))) return;
  scan.found.push({ type: "secret", start, end });
}

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

/** `postgres://app:PASSWORD@host`, and the path that is the secret of a Slack webhook. */
function readUrl(scan: Scan, from: number): void {
  const { text, found } = scan;
  const stop = Math.min(text.length, from + LONGEST_LOGIN);
  let colon = 0;
  let at = 0;
  let end = from;
  for (; end < stop && !/[\s/?#"'<>\\]/.test(text.charAt(end)); end++) {
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
}
