import type { DetectionType } from "./types.ts";

/**
 * What a short text is made of, read in one pass, so that most texts are known to hold nothing before any detector has
 * looked at them: bits of `Trait`, the number of digits from bit 8, the longest run of token characters from bit 16.
 */
export type Traits = number;

export const Trait = {
  Digit: 1,
  /** `@` or `%`, without which there is no email address. */
  Mail: 2,
  /** `:` or `=`, without which there is no labelled value, password of a URL, or IPv6 address. */
  Sign: 4,
  Dot: 8,
  /** `-----` opens a private key. */
  Dash: 16,
  /** Beyond ASCII: nothing is known. */
  Foreign: 32,
  /** JSON escapes it. */
  Escaped: 64,
} as const;

const TOKEN = 128;
const COUNT = 127;
const DIGITS = 8;
const RUN = 16;

/** Longer texts cost more to read here than a search for what is rare in them does. UTF-16 units. */
export const SHORT = 256;

/** Of a text that was not read: it may hold anything. */
export const UNKNOWN: Traits = Trait.Foreign;

/** Every number that is found has as many digits, but for IPv4 addresses. */
export const FEWEST_DIGITS = 7;
/** The shortest key of `secret-table.ts` (Slack's) and the shortest credential or JWT are no shorter. */
export const SHORTEST_KEY = 15;
/** `-----BEGIN`. */
const SHORTEST_OPENING = 10;

const TABLE = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const char = String.fromCharCode(c);
  if (c < 32 || char === '"' || char === "\\") TABLE[c] = Trait.Escaped;
  if (/[A-Za-z0-9._~+/=-]/.test(char)) TABLE[c] = TOKEN;
  if (/[0-9]/.test(char)) TABLE[c]! |= Trait.Digit;
  if (/[@%]/.test(char)) TABLE[c]! |= Trait.Mail;
  if (/[:=]/.test(char)) TABLE[c]! |= Trait.Sign;
  if (char === ".") TABLE[c]! |= Trait.Dot;
  if (char === "-") TABLE[c]! |= Trait.Dash;
}

export function traitsOf(text: string): Traits {
  let traits = 0;
  let digits = 0;
  let start = 0;
  let longest = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c >= 128) return UNKNOWN;
    const bits = TABLE[c]!;
    traits |= bits;
    digits += bits & Trait.Digit;
    if ((bits & TOKEN) === 0) {
      if (at - start > longest) longest = at - start;
      start = at + 1;
    }
  }
  if (text.length - start > longest) longest = text.length - start;
  return (traits & (TOKEN - 1)) | (Math.min(digits, COUNT) << DIGITS) | (Math.min(longest, COUNT) << RUN);
}

export const isForeign = (traits: Traits): boolean => (traits & Trait.Foreign) !== 0;
const digitsIn = (traits: Traits): number => (traits >> DIGITS) & COUNT;
const longestRunIn = (traits: Traits): number => traits >> RUN;

/** Whether a text of these traits may hold … */
export const may = {
  number: (traits: Traits, ip: boolean): boolean =>
    (traits & Trait.Foreign) !== 0 ||
    digitsIn(traits) >= FEWEST_DIGITS ||
    (ip && (traits & Trait.Dot) !== 0 && digitsIn(traits) >= 4),
  email: (traits: Traits): boolean => (traits & (Trait.Mail | Trait.Foreign)) !== 0,
  ipv6: (traits: Traits): boolean => (traits & (Trait.Sign | Trait.Foreign)) !== 0,
  key: (traits: Traits): boolean => (traits & Trait.Foreign) !== 0 || longestRunIn(traits) >= SHORTEST_KEY,
  privateKey: (traits: Traits): boolean =>
    (traits & Trait.Foreign) !== 0 ||
    ((traits & Trait.Dash) !== 0 && longestRunIn(traits) >= SHORTEST_OPENING),
  labelled: (traits: Traits): boolean => (traits & (Trait.Sign | Trait.Foreign)) !== 0,
} as const;

/** Whether none of the types can be in a text of these traits, whose key names no secret. */
export function isHarmless(traits: Traits, types: ReadonlySet<DetectionType>): boolean {
  if ((traits & (Trait.Foreign | Trait.Mail | Trait.Sign)) !== 0) return false;
  return !may.number(traits, types.has("ip")) && !may.key(traits) && !may.privateKey(traits);
}
