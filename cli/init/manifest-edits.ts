import { applyEdits, type JSONPath, modify } from "jsonc-parser";

/** One value of a package.json: set where it is missing, or taken out where it is still as it was set. */
export type Entry = { readonly path: readonly [list: string, name: string]; readonly value: string };

/** Sets what is missing; every other byte of the text stays. What is there already is the user's, and stays too. */
export function addEntries(text: string, entries: readonly Entry[]): string {
  return entries.reduce(
    (before, entry) => (has(before, entry) ? before : set(before, entry.path, entry.value)),
    text,
  );
}

/** Takes out what still has the value that was set, and lists that become empty by it. */
export function removeEntries(text: string, entries: readonly Entry[]): string {
  return entries.reduce((before, { path, value }) => {
    const [list, name] = path;
    const found = (JSON.parse(before) as Lists)[list];
    if (found?.[name] !== value) return before;
    return set(before, Object.keys(found).length === 1 ? [list] : path, undefined);
  }, text);
}

type Lists = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

/** A dependency counts wherever it is listed. */
function has(text: string, { path: [list, name] }: Entry): boolean {
  const lists = JSON.parse(text) as Lists;
  const places = list === "scripts" ? [list] : ["dependencies", "devDependencies", "peerDependencies", list];
  return places.some((place) => lists[place]?.[name] !== undefined);
}

function set(text: string, path: readonly string[], value: string | undefined): string {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const formattingOptions = {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.startsWith("\t") ? 1 : indent.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  const getInsertionIndex = (names: readonly string[]): number => {
    const isSorted = names.every((name, n) => n === 0 || (names[n - 1] ?? "") <= name);
    const place = names.findIndex((name) => name > (path.at(-1) ?? ""));
    return isSorted && place >= 0 ? place : names.length;
  };
  return applyEdits(
    text,
    modify(text, [...path] as JSONPath, value, {
      formattingOptions,
      getInsertionIndex: getInsertionIndex as (names: string[]) => number,
    }),
  );
}
