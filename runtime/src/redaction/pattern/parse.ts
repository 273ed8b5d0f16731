/** A regular expression's syntax, as far as the steps of a search depend on it. */
export type Node =
  | { readonly kind: "char"; readonly source: string }
  | { readonly kind: "sequence"; readonly nodes: readonly Node[] }
  | { readonly kind: "choice"; readonly nodes: readonly Node[] }
  | {
      readonly kind: "repeat";
      readonly node: Node;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    }
  | { readonly kind: "group"; readonly node: Node; readonly index: number }
  | { readonly kind: "look"; readonly node: Node; readonly ahead: boolean; readonly negative: boolean }
  | { readonly kind: "assertion"; readonly sign: "^" | "$" | "b" | "B" }
  | { readonly kind: "back"; readonly group: number };

type Reader = {
  readonly source: string;
  readonly names: Map<string, number>;
  /** The groups of the whole pattern: `\3` is a character where there are two. */
  readonly total: number;
  /** `[` nests only with the flag `v`. */
  readonly nested: boolean;
  at: number;
  groups: number;
};

const CAPTURE = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?!\?)|\(\?<(?![=!])/g;

/** Reads a pattern that `RegExp` accepted with these flags. */
export function parse(source: string, flags: string): { readonly node: Node; readonly groups: number } {
  const total = [...source.matchAll(CAPTURE)].filter(([found]) => found.startsWith("(")).length;
  const nested = flags.includes("v");
  const reader: Reader = { source, names: new Map(), total, nested, at: 0, groups: 0 };
  return { node: readChoice(reader), groups: total };
}

function readChoice(reader: Reader): Node {
  const nodes = [readSequence(reader)];
  while (reader.source[reader.at] === "|") {
    reader.at++;
    nodes.push(readSequence(reader));
  }
  return nodes.length === 1 ? nodes[0]! : { kind: "choice", nodes };
}

function readSequence(reader: Reader): Node {
  const nodes: Node[] = [];
  while (reader.at < reader.source.length && !"|)".includes(reader.source[reader.at]!)) {
    nodes.push(readQuantifier(reader, readAtom(reader)));
  }
  return nodes.length === 1 ? nodes[0]! : { kind: "sequence", nodes };
}

const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/y;

function readQuantifier(reader: Reader, node: Node): Node {
  QUANTIFIER.lastIndex = reader.at;
  const match = QUANTIFIER.exec(reader.source);
  if (match === null) return node;
  reader.at = QUANTIFIER.lastIndex;
  const [, sign, low, comma, high, lazy] = match;
  const least = sign === undefined ? Number(low) : sign === "+" ? 1 : 0;
  const most =
    sign === undefined ? boundOf(least, comma!, high!) : sign === "?" ? 1 : Number.POSITIVE_INFINITY;
  return { kind: "repeat", node, least, most, lazy: lazy === "?" };
}

const boundOf = (least: number, comma: string, high: string): number =>
  comma === "" ? least : high === "" ? Number.POSITIVE_INFINITY : Number(high);

function readAtom(reader: Reader): Node {
  const char = reader.source[reader.at]!;
  if (char === "(") return readGroup(reader);
  if (char === "[") return readClass(reader);
  if (char === "\\") return readEscape(reader);
  if (char === "^" || char === "$") {
    reader.at++;
    return { kind: "assertion", sign: char };
  }
  return take(reader, (reader.source.codePointAt(reader.at) ?? 0) > 0xffff ? 2 : 1);
}

function take(reader: Reader, length: number): Node {
  const source = reader.source.slice(reader.at, reader.at + length);
  reader.at += length;
  return { kind: "char", source };
}

const GROUP = /\((?:\?(?:(<?)([=!])|<([^>]+)>|[a-z-]*:))?/y;

function readGroup(reader: Reader): Node {
  GROUP.lastIndex = reader.at;
  const [head, behind, sign, name] = GROUP.exec(reader.source)!;
  reader.at = GROUP.lastIndex;
  const index = head === "(" || name !== undefined ? ++reader.groups : 0;
  if (name !== undefined) reader.names.set(name, index);
  const node = readChoice(reader);
  reader.at++;
  if (sign !== undefined) return { kind: "look", node, ahead: behind === "", negative: sign === "!" };
  return index === 0 ? node : { kind: "group", node, index };
}

function readClass(reader: Reader): Node {
  let depth = 0;
  let end = reader.at;
  do {
    const char = reader.source[end];
    if (char === "\\") end++;
    else if (char === "[" && (depth === 0 || reader.nested)) depth++;
    else if (char === "]") depth--;
    end++;
  } while (depth > 0);
  return take(reader, end - reader.at);
}

const ESCAPE = /\\(?:u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|c[A-Za-z]|0[0-7]{0,2}|[\s\S])/y;
const BACK = /\\(?:([1-9]\d?)|k<([^>]+)>)/y;

function readEscape(reader: Reader): Node {
  const char = reader.source[reader.at + 1];
  if (char === "b" || char === "B") {
    reader.at += 2;
    return { kind: "assertion", sign: char };
  }
  BACK.lastIndex = reader.at;
  const back = BACK.exec(reader.source);
  const group = back === null ? 0 : Number(back[1] ?? reader.names.get(back[2]!) ?? 0);
  if (back !== null && group > 0 && group <= reader.total) {
    reader.at = BACK.lastIndex;
    return { kind: "back", group };
  }
  ESCAPE.lastIndex = reader.at;
  ESCAPE.test(reader.source);
  return take(reader, ESCAPE.lastIndex - reader.at);
}
