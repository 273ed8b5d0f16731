import { asciiForms } from "./ascii-forms.ts";
import { scanDigits } from "./digits.ts";
import { scanEmails } from "./email.ts";
import { scanIpv6 } from "./ipv6.ts";
import { scanCustom, withoutOverlaps } from "./overlaps.ts";
import { scanSecrets } from "./secret.ts";
import { isSettled } from "./settled.ts";
import { isForeign, may, SHORT, type Traits, traitsOf, UNKNOWN } from "./traits.ts";
import { type Detection, type DetectionType, type DetectOptions, MARKERS, type Scan } from "./types.ts";

const NOTHING: readonly Detection[] = [];
/** Whether a type that is made of digits is among them. */
const hasDigits = (types: ReadonlySet<DetectionType>): boolean =>
  types.has("phone") || types.has("creditCard") || types.has("ssn") || types.has("ip");

const MOST_PASSES = 4;

/**
 * Where personal data and secrets stand in a text: sorted, without overlaps, never inside a surrogate pair.
 * Takes time in proportion to the text, whatever it contains; only `custom` patterns are not ours to promise.
 *
 *     detect("mail jane@example.com", { types: new Set(["email"]) })  // [{ type: "email", start: 5, end: 21 }]
 */
export const detect = (text: string, options: DetectOptions): readonly Detection[] =>
  search(text, options, text.length > SHORT ? UNKNOWN : traitsOf(text));

/** `detect` for a text whose traits are known: detectors of what it cannot hold are not asked. */
export function search(text: string, options: DetectOptions, traits: Traits): readonly Detection[] {
  const { types, custom, label } = options;
  const scan: Scan = {
    text: isForeign(traits) ? asciiForms(text) : text,
    types,
    label: label ? `${label}: ` : "",
    found: [],
    heard: { until: 0, last: -1 },
    named: { at: -1, label: "none" },
  };
  if (may.number(traits, types.has("ip")) && hasDigits(types)) scanDigits(scan);
  if (types.has("ip") && may.ipv6(traits)) scanIpv6(scan);
  if (types.has("email") && may.email(traits)) scanEmails(scan);
  if (types.has("secret")) scanSecrets(scan, traits);
  if (custom !== undefined) for (const pattern of custom) scanCustom(scan.found, text, pattern);
  return scan.found.length === 0 ? NOTHING : withoutOverlaps(scan);
}

/**
 * The text with a marker in place of each find; the same string where nothing was found. Redacting the result
 * again changes nothing.
 *
 *     redactText("mail jane@example.com", { types: new Set(["email"]) })  // "mail [EMAIL_REDACTED]"
 */
export function redactText(text: string, options: DetectOptions): string {
  let redacted = text;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const found = detect(redacted, options);
    if (found.length === 0) break;
    const settled = isSettled(asciiForms(redacted), found);
    redacted = replace(redacted, found);
    if (settled) break;
  }
  return redacted;
}

function replace(text: string, found: readonly Detection[]): string {
  let result = "";
  let from = 0;
  for (const { type, start, end } of found) {
    result += text.slice(from, start) + MARKERS[type];
    from = end;
  }
  return result + text.slice(from);
}
