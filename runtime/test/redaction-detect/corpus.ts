import { readdirSync, readFileSync } from "node:fs";
import type { Detection, DetectionType } from "../../src/redaction/detect/types.ts";

/** One line of the corpus: a text, and what must be found in it. */
export type Case = {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly spans: readonly Detection[];
  readonly heldOut: boolean;
};

/** Lines that the detectors were written against, and two sets that were labelled before they saw them. */
export const SETS = ["corpus", "holdout", "fresh"] as const;

const TYPES: Readonly<Record<string, DetectionType>> = {
  email: "email",
  phone: "phone",
  card: "creditCard",
  ssn: "ssn",
  ip: "ip",
  secret: "secret",
};

/**
 * All lines of a set. `<<phone 020 7946 0958>>` marks a find, `·` is taken out, and every third line is held out:
 * the detectors were written against the other two thirds of `corpus`.
 */
export function readCorpus(set: (typeof SETS)[number] = "corpus"): readonly Case[] {
  const folder = new URL(`./${set}/`, import.meta.url);
  return readdirSync(folder)
    .sort()
    .flatMap((file) =>
      readFileSync(new URL(file, folder), "utf8")
        .split("\n")
        .map((text, index) => ({ text, line: index + 1 }))
        .filter(({ text }) => text !== "" && !/^# /.test(text))
        .map(({ text, line }, index) => ({
          file: file.replace(".txt", ""),
          line,
          heldOut: index % 3 === 2,
          ...parse(text),
        })),
    );
}

function parse(marked: string): { readonly text: string; readonly spans: readonly Detection[] } {
  let text = "";
  let from = 0;
  const line = marked.replaceAll("·", "");
  const spans: Detection[] = [];
  for (const match of line.matchAll(/<<(\w+) ([^>]*)>>/g)) {
    text += line.slice(from, match.index);
    const value = match[2]!;
    spans.push({ type: TYPES[match[1]!]!, start: text.length, end: text.length + value.length });
    text += value;
    from = match.index + match[0].length;
  }
  return { text: text + line.slice(from), spans };
}
