/** A part of a pattern that repeats: a text that leads to it, and texts that it may match. */
export type Repeat = { readonly before: string; readonly bodies: readonly string[] };

/** What a pattern is made of, in texts that match its parts. */
export type Samples = { readonly repeats: readonly Repeat[]; readonly alphabet: readonly string[] };

/** Texts kept for one part of a pattern. */
const MOST = 4;
const COMMON = ["a", "A", "0", " ", "-", "_", ".", "@", "é"];
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  d: ["0"],
  D: ["a", " "],
  w: ["a", "0", "_"],
  W: [" ", "-"],
  s: [" ", "\t"],
  S: ["a", "-"],
  p: ["é", "a"],
  P: [" ", "0"],
  n: ["\n"],
  r: ["\r"],
  t: ["\t"],
};

type Reader = {
  readonly source: string;
  at: number;
  readonly repeats: Repeat[];
  readonly alphabet: Set<string>;
};

/** Reads a valid pattern for samples. Not a parser: what it misreads costs a sample, no more. */
export function samplesOf(source: string): Samples {
  const reader: Reader = { source, at: 0, repeats: [], alphabet: new Set() };
  while (reader.at < source.length) {
    readAlternatives(reader, "");
    reader.at++;
  }
  for (const char of COMMON) reader.alphabet.add(char);
  return { repeats: reader.repeats, alphabet: [...reader.alphabet] };
}

function readAlternatives(reader: Reader, before: string): readonly string[] {
  const all: string[] = [];
  do {
    if (reader.source[reader.at] === "|") reader.at++;
    all.push(...readSequence(reader, before));
  } while (reader.source[reader.at] === "|");
  return [...new Set(all)].slice(0, MOST);
}

function readSequence(reader: Reader, before: string): readonly string[] {
  let texts: readonly string[] = [""];
  while (reader.at < reader.source.length && !"|)".includes(reader.source[reader.at]!)) {
    const atom = readAtom(reader, before + texts[0]!);
    const least = readQuantifier(reader);
    if (least !== undefined) reader.repeats.push({ before: before + texts[0]!, bodies: atom });
    const next = least === 0 ? ["", ...atom] : atom.map((text) => text.repeat(Math.min(least ?? 1, 64)));
    texts = texts.flatMap((text) => next.map((added) => text + added)).slice(0, MOST);
  }
  return texts;
}

/** The least repetitions of a quantifier; nothing where none stands. */
function readQuantifier(reader: Reader): number | undefined {
  const match = /^(?:([*+?])|\{(\d+)(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at, reader.at + 24));
  if (match === null) return undefined;
  reader.at += match[0].length;
  return match[1] === undefined ? Number(match[2]) : match[1] === "+" ? 1 : 0;
}

function readAtom(reader: Reader, before: string): readonly string[] {
  const char = reader.source[reader.at++]!;
  switch (char) {
    case "(":
      return readGroup(reader, before);
    case "[":
      return readClass(reader);
    case "\\":
      return keep(reader, readEscape(reader));
    case ".":
      return keep(reader, ["a", "-"]);
    case "^":
    case "$":
      return [""];
    default:
      return keep(reader, [char]);
  }
}

function readGroup(reader: Reader, before: string): readonly string[] {
  const head =
    /^\?(?:[:=!]|<[=!]|<[^>]*>|[a-z-]+:)/.exec(reader.source.slice(reader.at, reader.at + 64))?.[0] ?? "";
  reader.at += head.length;
  const texts = readAlternatives(reader, before);
  reader.at++;
  return /[=!]$/.test(head) ? [""] : texts;
}

/** The ends of a class's ranges; for a negated one what common characters it leaves. */
function readClass(reader: Reader): readonly string[] {
  const members: string[] = [];
  const negated = reader.source[reader.at] === "^";
  if (negated) reader.at++;
  while (reader.at < reader.source.length && reader.source[reader.at] !== "]") {
    const char = reader.source[reader.at++]!;
    members.push(...(char === "\\" ? readEscape(reader) : [char]));
  }
  reader.at++;
  keep(reader, members);
  const left = COMMON.filter((char) => !members.includes(char));
  return (negated ? left : members.filter((char) => char !== "-" || members.length === 1)).slice(0, MOST);
}

function readEscape(reader: Reader): readonly string[] {
  const char = reader.source[reader.at++] ?? "";
  const rest = reader.source.slice(reader.at, reader.at + 40);
  const code =
    char === "x"
      ? /^[0-9a-f]{2}/i.exec(rest)
      : char === "u"
        ? /^(?:[0-9a-f]{4}|\{[0-9a-f]+\})/i.exec(rest)
        : null;
  const skipped = code ?? (/[pPk]/.test(char) ? /^[{<][^}>]*[}>]/.exec(rest) : null);
  reader.at += skipped?.[0].length ?? 0;
  if (code !== null) return [String.fromCodePoint(Number.parseInt(code[0].replace(/[{}]/g, ""), 16))];
  if (/[bB1-9k]/.test(char)) return [""];
  return CLASSES[char] ?? [char];
}

function keep(reader: Reader, texts: readonly string[]): readonly string[] {
  for (const text of texts) if (text !== "" && reader.alphabet.size < 32) reader.alphabet.add(text);
  return texts.slice(0, MOST);
}
