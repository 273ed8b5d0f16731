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

/** Replacing one find can bring others together; two passes are the rule. */
const MOST_PASSES = 4;

/**
 * Where personal data and secrets stand in a text: sorted, without overlaps, never inside a surrogate pair.
 * Takes time in proportion to the text, whatever it contains; only `custom` patterns are not ours to promise.
 *
 *     detect("mail jane@example.com", { types: new Set(["email"]) })  // [{ type: "email", start: 5, end: 21 }]
 */
export const detect = (text: string, options: DetectOptions): readonly Detection[] =>
  search(text, options, traitsIn(text));

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
 * again changes nothing. `onFound` is told the type of each.
 *
 *     redactText("mail jane@example.com", { types: new Set(["email"]) })  // "mail [EMAIL_REDACTED]"
 */
export function redactText(
  given: string,
  options: DetectOptions,
  onFound: (type: DetectionType) => void = ignore,
  traits: Traits = traitsIn(given),
): string {
  let text = given;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const found = search(text, options, pass === 0 ? traits : traitsIn(text));
    if (found.length === 0) break;
    const before = isForeign(traits) ? asciiForms(text) : text;
    text = replace(text, found, onFound);
    if (options.custom === undefined && isSettled(before, found, isForeign(traits) ? asciiForms(text) : text))
      break;
  }
  return text;
}

const ignore = (): void => {};

/** Long texts are not read for them. */
export const traitsIn = (text: string): Traits => (text.length > SHORT ? UNKNOWN : traitsOf(text));

function replace(text: string, found: readonly Detection[], onFound: (type: DetectionType) => void): string {
  let result = "";
  let from = 0;
  for (const { type, start, end } of found) {
    result += text.slice(from, start) + MARKERS[type];
    from = end;
    onFound(type);
  }
  return result + text.slice(from);
}
