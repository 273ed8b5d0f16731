import { LABELS } from "./secret-table.ts";
import type { Scan } from "./types.ts";

/** `=` or `:`, and six more characters in which a value may begin. */
const ASSIGNED = /[=:][^\n\r,;][^\n\r,;]{3}/g;
const LABEL_WINDOW = 32;
const LONGEST_VALUE = 512;
const LONGEST_LOGIN = 256;

const PASSWORD = new RegExp(`(?:${LABELS.password})[\\\\"'\\]\\s]{0,4}$`, "i");
const KEY = new RegExp(`(?:${LABELS.key})[\\\\"'\\]\\s]{0,4}$`, "i");

/** What code, schemas, documentation and earlier redactions put behind such a name. */
const PLACEHOLDER =
  /^(?:(?:null|undefined|none|nil|true|false|string|number|boolean|object|required|optional|empty|missing|invalid|bearer|basic|any|unknown|redacted)\b|[\W_]+$|\$\{|\$\(|\{\{|<|\[|process\.|https?:)|[(]|^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+$/i;

/** Values behind names as `password=`, `"api_key":` and `X-Auth-Token:`, and the passwords of URLs. */
export function scanLabels(scan: Scan): void {
  const { text, label } = scan;
  if (label !== "") readValue(scan, label.slice(0, -2), 0, true);
  ASSIGNED.lastIndex = 0;
  while (ASSIGNED.test(text)) {
    const sign = ASSIGNED.lastIndex - 5;
    ASSIGNED.lastIndex = sign + 1;
    if (text.charCodeAt(sign + 1) === 47 && text.charCodeAt(sign + 2) === 47) readUrl(scan, sign + 3);
    else if (mayEndLabel(text, sign)) {
      readValue(scan, text.slice(Math.max(0, sign - LABEL_WINDOW), sign), sign + 1, false);
    }
  }
}

/** The last letter of every label in the table, before quotes and spaces: spares most signs the expressions. */
function mayEndLabel(text: string, sign: number): boolean {
  let at = sign - 1;
  while (at > sign - 5 && /["'\\\]\s]/.test(text.charAt(at))) at--;
  return /[deklnstwya]/i.test(text.charAt(at));
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
  value.length >= 8 && !value.includes(" ") && /\d/.test(value) && /[A-Za-z]/.test(value);

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
