import type { Node } from "./parse.ts";

/** A part of a pattern that repeats: a text that leads to it, and texts that it may take. */
export type Repeat = { readonly before: string; readonly bodies: readonly string[] };

/** What a pattern is made of, in texts that its parts take. */
export type Samples = { readonly repeats: readonly Repeat[]; readonly alphabet: readonly string[] };

/** Texts kept for one part of a pattern. */
const MOST = 6;
const MOST_LETTERS = 40;
/** Members of the usual classes, so that one of them is in most intersections of two. */
const COMMON = [..."aAzZ09 _-.@/:é例\t\n"];
/** As often as a sample repeats what must repeat. */
const MOST_TIMES = 64;

type Reader = {
  readonly letters: readonly string[];
  readonly accepts: (source: string) => (c: number) => boolean;
  readonly repeats: Repeat[];
};

/** Samples of a pattern; `accepts` says whether one of its characters or classes takes a code unit. */
export function samplesOf(node: Node, source: string, accepts: Reader["accepts"]): Samples {
  const alphabet = [...new Set([...lettersOf(source), ...COMMON])].slice(0, MOST_LETTERS);
  const reader: Reader = { letters: alphabet, accepts, repeats: [] };
  texts(reader, node, "");
  return { repeats: reader.repeats, alphabet };
}

/** The characters that a pattern writes, which are the ends of its classes' ranges too. */
function lettersOf(source: string): readonly string[] {
  const escapes = [...source.matchAll(/\\(?:u\{?|x)([0-9a-f]{2,6})/gi)].map(([, hex]) =>
    Number.parseInt(hex!, 16),
  );
  const plain = source.replace(/\\(?:u\{[^}]*\}|u\w{4}|x\w\w|[pPk][{<][^}>]*[}>]|[a-zA-Z0-9])/g, "");
  return [...plain, ...escapes.filter((code) => code < 0x10000).map((code) => String.fromCharCode(code))];
}

function texts(reader: Reader, node: Node, before: string): readonly string[] {
  switch (node.kind) {
    case "char":
      return membersOf(reader, node.source);
    case "sequence":
      return node.nodes.reduce<readonly string[]>(
        (heads, each) => joined(heads, texts(reader, each, before + heads[0])),
        [""],
      );
    case "choice":
      return few(inTurns(node.nodes.map((each) => texts(reader, each, before))));
    case "group":
      return texts(reader, node.node, before);
    case "repeat":
      return repeated(reader, node, before);
    case "look":
      texts(reader, node.node, before);
      return [""];
    case "assertion":
    case "back":
      return [""];
  }
}

function repeated(
  reader: Reader,
  { node, least, most }: Node & { readonly kind: "repeat" },
  before: string,
): readonly string[] {
  const bodies = texts(reader, node, before);
  if (most > 1) reader.repeats.push({ before, bodies });
  const times = Math.min(Math.max(least, 1), MOST_TIMES);
  return few([...(least === 0 ? [""] : []), ...bodies.map((body) => body.repeat(times))]);
}

function membersOf({ letters, accepts }: Reader, source: string): readonly string[] {
  const takes = accepts(source);
  const members = letters.filter((letter) => takes(letter.charCodeAt(0)));
  if (members.length > 0) return members.slice(0, MOST);
  for (let c = 1; c < 0x3000; c++) if (takes(c)) return [String.fromCharCode(c)];
  return [""];
}

const joined = (heads: readonly string[], tails: readonly string[]): readonly string[] =>
  few(heads.flatMap((head) => tails.map((tail) => head + tail)));

const few = (all: readonly string[]): readonly string[] => [...new Set(all)].slice(0, MOST);

/** The first of each, then the second of each …: so that every alternative is among the few that are kept. */
function inTurns(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}
