import { type Samples, samplesOf } from "./pattern-samples.ts";

export type PatternCheck =
  | { readonly ok: true; readonly regex: RegExp }
  | { readonly ok: false; readonly reason: string; readonly trigger: string };

/** What is put behind the repeated part so that a match fails late: after `$`, after `.`, or not at all. */
const SUFFIXES = ["", "\u0001", "\n\u0001"];
const LARGEST = 16_384;
/** In milliseconds: one search slower than this at a small size is refused there and then. */
const SLOW = 25;
/** Below this at the largest size the growth does not matter; a quadratic search takes 60 and more. */
const NOTICEABLE = 15;
/** Eight times the text takes a linear search eight times as long, a quadratic one 64 times. */
const GROWTH = 24;
const BUDGET = 3_000;

/**
 * Takes a custom pattern if its search stays linear. Tried, not proven: texts are built from the pattern's own
 * repeated parts and characters, grown from a few to 16,384 characters, and timed. A pattern is refused with the
 * text that showed it; bounded repeats (`\w{1,64}@` for `\w+@`) and anchors make most of those linear.
 *
 *     checkPattern("EMP-\\d{6}")  // { ok: true, regex: /EMP-\d{6}/g }
 *     checkPattern("(a+)+$")      // { ok: false, reason: "…", trigger: "aaaaaaaaaaaaaaaaaaaa\u0001" }
 */
export function checkPattern(source: string, flags = ""): PatternCheck {
  let regex: RegExp;
  try {
    regex = new RegExp(source, `${flags.replace(/[gyd]/g, "")}g`);
  } catch (error) {
    return { ok: false, reason: (error as Error).message, trigger: "" };
  }
  const deadline = performance.now() + BUDGET;
  for (const attack of attacks(samplesOf(source))) {
    const trigger = slowText(regex, attack);
    if (trigger !== undefined) {
      const reason = `takes more than linear time, shown with ${trigger.length} characters`;
      return { ok: false, reason, trigger };
    }
    if (performance.now() > deadline) break;
  }
  return { ok: true, regex };
}

type Attack = { readonly before: string; readonly pump: string; readonly after: string };

/** Repeated parts behind what leads to them first; then every character, pairs, and the ways to a repeat itself. */
function* attacks({ repeats, alphabet }: Samples): Generator<Attack> {
  const seen = new Set<string>();
  const pumps = [
    ...repeats.flatMap(({ before, bodies }) => bodies.map((pump) => ({ before, pump }))),
    ...alphabet.map((pump) => ({ before: "", pump })),
    ...repeats.map(({ before }) => ({ before: "", pump: before })),
    ...repeats.flatMap(({ before, bodies }) => bodies.map((body) => ({ before: "", pump: before + body }))),
    ...repeats.flatMap(({ before }) => alphabet.map((pump) => ({ before, pump }))),
  ];
  for (const { before, pump } of pumps) {
    const key = `${before}\0${pump}`;
    if (pump === "" || seen.has(key)) continue;
    seen.add(key);
    for (const after of SUFFIXES) yield { before, pump, after };
  }
}

/** The text on which the search grows faster than the text, if any does. */
function slowText(regex: RegExp, { before, pump, after }: Attack): string | undefined {
  const build = (length: number): string => before + pump.repeat(Math.ceil(length / pump.length)) + after;
  for (let length = 1; length < LARGEST / 4; length += Math.max(1, length >> 2)) {
    const text = build(length);
    if (time(regex, text) > SLOW && time(regex, text) > SLOW) return text;
  }
  const whole = build(LARGEST);
  if (time(regex, whole) < NOTICEABLE) return undefined;
  const [large, small] = [best(regex, whole), best(regex, build(LARGEST / 8))];
  return large > NOTICEABLE && large / small > GROWTH ? whole : undefined;
}

const best = (regex: RegExp, text: string): number => Math.min(...[1, 2, 3].map(() => time(regex, text)));

function time(regex: RegExp, text: string): number {
  const start = performance.now();
  text.replace(regex, "");
  return performance.now() - start;
}
