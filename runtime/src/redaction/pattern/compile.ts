import type { Node } from "./parse.ts";

/** One step of a backtracking search; `to` and `or` are places in the program. */
export type Instruction =
  | { readonly op: "char"; readonly accepts: (c: number) => boolean; readonly back: boolean }
  | { readonly op: "split"; to: number; or: number }
  | { readonly op: "jump"; to: number }
  | { readonly op: "mark"; readonly slot: number }
  | { readonly op: "moved"; readonly slot: number }
  | { readonly op: "assert"; readonly sign: "^" | "$" | "b" | "B"; readonly multiline: boolean }
  | { readonly op: "look"; readonly program: readonly Instruction[]; readonly negative: boolean }
  | { readonly op: "back"; readonly from: number; readonly to: number; readonly back: boolean }
  | { readonly op: "match" };

/** With the number of the slots in which its groups and loops keep offsets. */
export type Program = { readonly instructions: readonly Instruction[]; readonly slots: number };

/** Instructions that one repeat may become; what is bounded above that is taken for unbounded. */
const MOST_COPIED = 4_096;

type Compiler = { readonly flags: string; readonly accepts: ReturnType<typeof acceptorOf>; slots: number };

export function compile(node: Node, groups: number, flags: string): Program {
  const compiler: Compiler = { flags, accepts: acceptorOf(flags), slots: groups * 2 + 2 };
  const instructions = programOf(compiler, node, false);
  return { instructions, slots: compiler.slots };
}

function programOf(compiler: Compiler, node: Node, back: boolean): readonly Instruction[] {
  const program: Instruction[] = [];
  emit(compiler, program, node, back);
  program.push({ op: "match" });
  return program;
}

function emit(compiler: Compiler, program: Instruction[], node: Node, back: boolean): void {
  switch (node.kind) {
    case "char":
      program.push({ op: "char", accepts: compiler.accepts(node.source), back });
      return;
    case "sequence":
      for (const each of back ? [...node.nodes].reverse() : node.nodes) emit(compiler, program, each, back);
      return;
    case "choice":
      emitChoice(compiler, program, node.nodes, back);
      return;
    case "repeat":
      emitRepeat(compiler, program, node, back);
      return;
    case "group":
      program.push({ op: "mark", slot: node.index * 2 + (back ? 1 : 0) });
      emit(compiler, program, node.node, back);
      program.push({ op: "mark", slot: node.index * 2 + (back ? 0 : 1) });
      return;
    case "look":
      program.push({
        op: "look",
        program: programOf(compiler, node.node, !node.ahead),
        negative: node.negative,
      });
      return;
    case "assertion":
      program.push({ op: "assert", sign: node.sign, multiline: compiler.flags.includes("m") });
      return;
    case "back":
      program.push({ op: "back", from: node.group * 2, to: node.group * 2 + 1, back });
      return;
    default:
      node satisfies never;
  }
}

function emitChoice(compiler: Compiler, program: Instruction[], nodes: readonly Node[], back: boolean): void {
  const ends: { to: number }[] = [];
  nodes.forEach((each, i) => {
    if (i === nodes.length - 1) {
      emit(compiler, program, each, back);
      return;
    }
    const split = { op: "split" as const, to: program.length + 1, or: 0 };
    program.push(split);
    emit(compiler, program, each, back);
    const jump = { op: "jump" as const, to: 0 };
    program.push(jump);
    ends.push(jump);
    split.or = program.length;
  });
  for (const jump of ends) jump.to = program.length;
}

function emitRepeat(
  compiler: Compiler,
  program: Instruction[],
  { node, least, most, lazy }: Node & { readonly kind: "repeat" },
  back: boolean,
): void {
  const before = program.length;
  const room = (): boolean => program.length - before < MOST_COPIED;
  for (let i = 0; i < least && room(); i++) emit(compiler, program, node, back);
  const skips: (() => void)[] = [];
  let copies = least;
  for (; copies < most && most !== Number.POSITIVE_INFINITY && room(); copies++) {
    skips.push(emitOption(program, lazy));
    emit(compiler, program, node, back);
  }
  if (copies < most) {
    const loop = program.length;
    const slot = compiler.slots++;
    skips.push(emitOption(program, lazy));
    program.push({ op: "mark", slot });
    emit(compiler, program, node, back);
    // JavaScript ends a loop whose turn took nothing.
    program.push({ op: "moved", slot }, { op: "jump", to: loop });
  }
  for (const skip of skips) skip();
}

/** A split into what follows and what comes behind all of it, which the returned function sets. */
function emitOption(program: Instruction[], lazy: boolean): () => void {
  const split = { op: "split" as const, to: program.length + 1, or: program.length + 1 };
  program.push(split);
  return () => {
    if (lazy) split.to = program.length;
    else split.or = program.length;
  };
}

/** Whether a character class, an escape or a character takes a code unit, as `RegExp` itself says. */
export function acceptorOf(flags: string): (source: string) => (c: number) => boolean {
  const known = new Map<string, (c: number) => boolean>();
  return (source) => {
    const accepts = known.get(source) ?? reader(new RegExp(`^(?:${source})$`, flags.replace(/[^iusv]/g, "")));
    known.set(source, accepts);
    return accepts;
  };
}

function reader(expression: RegExp): (c: number) => boolean {
  const ask = (c: number): boolean => expression.test(String.fromCharCode(c));
  const ascii = Uint8Array.from({ length: 128 }, (_, c) => (ask(c) ? 1 : 0));
  return (c) => (c < 128 ? ascii[c] === 1 : ask(c));
}
