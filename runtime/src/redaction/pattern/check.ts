import { acceptorOf, compile, type Program } from "./compile.ts";
import { parse } from "./parse.ts";
import { type Samples, samplesOf } from "./samples.ts";
import { countSteps } from "./steps.ts";

export type PatternCheck =
  | { readonly ok: true; readonly regex: RegExp }
  | { readonly ok: false; readonly reason: string; readonly trigger: string };

/** What is put behind the repeated part so that a match fails late: after `$`, after `.`, or not at all. */
const SUFFIXES = ["", "\u0001", "\n\u0001"];
const [SMALL, MIDDLE, LARGE] = [64, 512, 2_048];
/** Steps on 64 characters that only a search takes which grows with a high power of them. */
const MOST_SMALL = 500_000;
/** From small to middle a linear search takes eight times the steps, a quadratic one 64 times. */
const SUSPICIOUS = 14;
const SUPERQUADRATIC = 100;
/** From middle to large four times and 16 times: what is bounded by some hundred characters is linear there. */
const GROWTH = 9;
/** Of the whole check; about a second. */
const MOST_STEPS = 30_000_000;
/** A trigger is grown until the search takes as many steps, and then a little more. */
const SHOWN = 500_000;
const MORE_CHARACTERS = 6;
const MORE_TIMES = 4;
const LONGEST = 16_384;

/**
 * Takes a custom pattern if its search stays linear. Tried, not proven: texts are built from the pattern's own
 * repeated parts and characters, and the steps of a backtracking search are counted on 64 to 2,048 characters of
 * each. A pattern is refused with the text that showed it; bounded repeats (`\w{1,64}@` for `\w+@`) and anchors make
 * most of those linear.
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
  const { node, groups } = parse(regex.source, regex.flags);
  const program = compile(node, groups, regex.flags);
  const budget = { steps: 0 };
  for (const attack of attacks(samplesOf(node, regex.source, acceptorOf(regex.flags)))) {
    if (!isSlow(program, attack, budget)) continue;
    const trigger = triggerOf(program, attack);
    return {
      ok: false,
      reason: `takes more than linear time, shown with ${trigger.length} characters`,
      trigger,
    };
  }
  return { ok: true, regex };
}

type Attack = { readonly before: string; readonly pump: string; readonly after: string };

/** Repeated parts behind what leads to them first; then every character, pairs, and the ways to a repeat itself. */
function* attacks({ repeats, alphabet }: Samples): Generator<Attack> {
  const seen = new Set<string>();
  const pumps = [
    ...repeats.flatMap(({ before, bodies }) => bodies.map((pump) => ({ before, pump }))),
    // Behind something else: `^\s+|\s+$` takes what stands at the start at once.
    ...repeats.flatMap(({ before, bodies }) => bodies.map((pump) => ({ before: `\u0001${before}`, pump }))),
    ...alphabet.map((pump) => ({ before: "", pump })),
    ...repeats.map(({ before }) => ({ before: "", pump: before })),
    ...repeats.flatMap(({ before, bodies }) => bodies.map((body) => ({ before: "", pump: before + body }))),
    ...repeats.flatMap(({ before, bodies }) =>
      bodies.flatMap((one) => bodies.map((two) => ({ before, pump: one + two }))),
    ),
    ...repeats.flatMap(({ before }) => alphabet.map((pump) => ({ before, pump }))),
  ];
  for (const { before, pump } of pumps) {
    const key = `${before}\0${pump}`;
    if (pump === "" || seen.has(key)) continue;
    seen.add(key);
    for (const after of SUFFIXES) yield { before, pump, after };
  }
}

const build = ({ before, pump, after }: Attack, length: number): string =>
  before + pump.repeat(Math.ceil(length / pump.length)) + after;

/** Whether the steps grow faster than the text. */
function isSlow(program: Program, attack: Attack, budget: { steps: number }): boolean {
  if (budget.steps > MOST_STEPS) return false;
  const count = (length: number, most: number): number => {
    const steps = countSteps(program, build(attack, length), most);
    budget.steps += steps;
    return steps;
  };
  const small = count(SMALL, MOST_SMALL);
  if (small > MOST_SMALL) return true;
  const middle = count(MIDDLE, small * SUPERQUADRATIC);
  if (middle > small * SUPERQUADRATIC) return true;
  if (middle <= small * SUSPICIOUS) return false;
  return count(LARGE, middle * GROWTH) > middle * GROWTH;
}

/** A text on which a real engine's search takes some milliseconds, where that takes no more than 16,384 characters. */
function triggerOf(program: Program, attack: Attack): string {
  for (let length = 8; length < LONGEST; length += Math.max(1, length >> 2)) {
    if (countSteps(program, build(attack, length), SHOWN) <= SHOWN) continue;
    const more = length < SMALL ? length + MORE_CHARACTERS : length * MORE_TIMES;
    return build(attack, Math.min(LONGEST, more));
  }
  return build(attack, LONGEST);
}
