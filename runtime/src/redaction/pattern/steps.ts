import { isWord } from "../detect/chars.ts";
import type { Instruction, Program } from "./compile.ts";

type Search = {
  readonly text: string;
  readonly most: number;
  steps: number;
  /** Choices to come back to as place and offset, and slots to put back as negative number and value. */
  readonly stack: number[];
  readonly slots: Int32Array;
};

/**
 * The steps of a backtracking search for every match in a text, as `replaceAll` does it; at `most` it gives up and
 * returns more than that. Steps instead of time: the same on every machine, however busy.
 */
export function countSteps({ instructions, slots }: Program, text: string, most: number): number {
  const search: Search = { text, most, steps: 0, stack: [], slots: new Int32Array(slots) };
  for (let at = 0; at <= text.length && search.steps <= most; ) {
    search.slots.fill(-1);
    const end = run(search, instructions, at);
    at = end > at ? end : at + 1;
  }
  return search.steps;
}

/** The end of a match at `from`; -1 if there is none, or the search gave up. */
function run(search: Search, program: readonly Instruction[], from: number): number {
  const { stack } = search;
  const base = stack.length;
  let pc = 0;
  let at = from;
  while (search.steps++ <= search.most) {
    const instruction = program[pc]!;
    if (instruction.op === "match") {
      stack.length = base;
      return at;
    }
    const next = step(search, instruction, at);
    if (next >= 0) {
      pc = instruction.op === "jump" || instruction.op === "split" ? instruction.to : pc + 1;
      at = next;
      continue;
    }
    pc = backtrack(search, base);
    if (pc < 0) return -1;
    at = stack.pop()!;
  }
  stack.length = base;
  return -1;
}

/** The place of the last choice, whose offset is left on the stack; -1 where there is none. */
function backtrack({ stack, slots }: Search, base: number): number {
  while (stack.length > base) {
    const place = stack.pop()!;
    if (place >= 0) return place;
    slots[-place - 1] = stack.pop()!;
  }
  return -1;
}

/** Where the search stands behind an instruction; -1 where it fails. */
function step(search: Search, instruction: Instruction, at: number): number {
  const { text, stack, slots } = search;
  switch (instruction.op) {
    case "char": {
      const next = instruction.back ? at - 1 : at + 1;
      if (next < 0 || next > text.length) return -1;
      return instruction.accepts(text.charCodeAt(instruction.back ? next : at)) ? next : -1;
    }
    case "split":
      stack.push(at, instruction.or);
      return at;
    case "mark":
      stack.push(slots[instruction.slot]!, -instruction.slot - 1);
      slots[instruction.slot] = at;
      return at;
    case "moved":
      return slots[instruction.slot] === at ? -1 : at;
    case "assert":
      return holds(text, at, instruction) ? at : -1;
    case "look":
      return run(search, instruction.program, at) >= 0 === instruction.negative ? -1 : at;
    case "back":
      return readBack(search, at, instruction);
    default:
      return at;
  }
}

type Of<Op extends Instruction["op"]> = Instruction & { readonly op: Op };

function readBack({ text, slots }: Search, at: number, { from, to, back }: Of<"back">): number {
  const start = slots[from]!;
  const end = slots[to]!;
  if (start < 0 || end < start) return at;
  const taken = text.slice(start, end);
  const place = back ? at - taken.length : at;
  if (place < 0 || !text.startsWith(taken, place)) return -1;
  return back ? place : at + taken.length;
}

function holds(text: string, at: number, { sign, multiline }: Of<"assert">): boolean {
  if (sign === "^") return at === 0 || (multiline && text.charCodeAt(at - 1) === 10);
  if (sign === "$") return at === text.length || (multiline && text.charCodeAt(at) === 10);
  const isEdge = isWord(text.charCodeAt(at - 1)) !== isWord(text.charCodeAt(at));
  return isEdge === (sign === "b");
}
