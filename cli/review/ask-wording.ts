import type { Change } from "../../transforms/model.ts";
import { reword, type Wording, wordingOf } from "../../transforms/reword.ts";
import { CATEGORIES, LOG_LEVELS } from "../../transforms/target.ts";
import { didYouMean } from "../nearest.ts";
import { printable } from "../printable.ts";
import type { Terminal } from "../terminal.ts";

type Ask = (question: string) => Promise<string | undefined>;

/** Asks what a log line should say; an empty answer leaves it. The change itself where nothing is to be; undefined at the end of the input. */
export async function askWording(change: Change, ask: Ask, terminal: Terminal): Promise<Change | undefined> {
  const before = wordingOf(change);
  if (!before) {
    terminal.err("  Only log lines can be worded otherwise; this is none.\n");
    return change;
  }
  const level = await oneOf("level", before.level, LOG_LEVELS, ask, terminal);
  if (level === undefined) return undefined;
  const category = await oneOf("category", before.category, CATEGORIES, ask, terminal);
  if (category === undefined) return undefined;
  const component = await ask(`  component [${printable(before.component)}]: `);
  if (component === undefined) return undefined;
  const message = before.message === undefined ? "" : await ask(`  message [${printable(before.message)}]: `);
  if (message === undefined) return undefined;
  const wording: Partial<Wording> = {
    level,
    category,
    ...(component === "" ? {} : { component }),
    ...(message === "" ? {} : { message }),
  };
  const other = reword(change, wording);
  if (typeof other !== "string") return other;
  terminal.err(`  ${other}\n`);
  return change;
}

async function oneOf<T extends string>(
  name: string,
  before: T,
  allowed: readonly T[],
  ask: Ask,
  terminal: Terminal,
): Promise<T | undefined> {
  for (;;) {
    const answer = await ask(`  ${name} [${before}]: `);
    if (answer === undefined) return undefined;
    if (answer === "") return before;
    const found = allowed.find((one) => one.toLowerCase() === answer.toLowerCase());
    if (found) return found;
    terminal.err(
      `  There is no ${name} ${printable(answer)}.${didYouMean(answer, allowed)} ${allowed.join(", ")}\n`,
    );
  }
}
