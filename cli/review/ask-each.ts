import { createInterface, type Interface } from "node:readline/promises";
import { applyChanges } from "../../transforms/apply.ts";
import type { Change, EditKind } from "../../transforms/model.ts";
import { type Changed, editReport } from "../../transforms/report.ts";
import { replaceChanges } from "../../transforms/reword.ts";
import { sitesOf } from "../../transforms/without.ts";
import { printable } from "../printable.ts";
import { diff } from "../reporters/diff.ts";
import type { Terminal } from "../terminal.ts";
import { askWording } from "./ask-wording.ts";

export type Verdicts = {
  /** Edits to make. */
  readonly yes: ReadonlySet<Change>;
  /** Edits that a person said no to; those that were never asked about are in neither. */
  readonly no: ReadonlySet<Change>;
  /** Those that are made in another wording. */
  readonly edited: ReadonlyMap<Change, Change>;
};

const HELP = `  y  make this edit
  n  do not make it, now or in later runs
  e  say another level, category, component or message, then ask again
  a  make it, and all others of its kind
  d  make no others of its kind, nor this one
  f  make it, and all others of this file
  s  skip the rest of this file for now
  q  stop here: what was said yes to is made, the rest is not
  ?  this help
`;

type Standing = { readonly kinds: Map<EditKind, "yes" | "no">; file: "yes" | "skip" | undefined };

/** Shows each edit with its reasons and asks about it. Ctrl-C and the end of the input are `cancelled`: nothing is made. */
export async function askEach(
  changed: readonly Changed[],
  terminal: Terminal,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<Verdicts | "cancelled"> {
  const reader = createInterface({ input, output: process.stderr, terminal: true });
  reader.on("SIGINT", () => reader.close());
  const gone = new Promise<undefined>((resolve) => reader.once("close", () => resolve(undefined)));
  const yes = new Set<Change>();
  const no = new Set<Change>();
  const edited = new Map<Change, Change>();
  const standing: Standing = { kinds: new Map(), file: undefined };
  try {
    for (const [n, outcome] of changed.entries()) {
      standing.file = undefined;
      terminal.err(heading(outcome, n, changed.length, terminal));
      const sites = sitesOf(outcome);
      for (const [m, change] of sites.entries()) {
        const answer =
          decided(standing, change) ??
          (await question(reader, gone, { outcome, change, m, of: sites.length, edited }, terminal));
        if (answer === undefined) return "cancelled";
        if (answer === "q") return { yes, no, edited };
        settle(answer, change, standing);
        const verdict = decided(standing, change) ?? answer;
        if (verdict === "yes" || verdict === "y") yes.add(change);
        else if (verdict === "no" || verdict === "n") no.add(change);
      }
    }
    return { yes, no, edited };
  } finally {
    reader.close();
  }
}

type Letter = "y" | "n" | "a" | "d" | "f" | "s" | "q";
type Settled = "yes" | "no" | "skip";

const decided = ({ kinds, file }: Standing, { kind }: Change): Settled | undefined => file ?? kinds.get(kind);

function settle(answer: Letter | Settled, { kind }: Change, standing: Standing): void {
  if (answer === "a") standing.kinds.set(kind, "yes");
  else if (answer === "d") standing.kinds.set(kind, "no");
  else if (answer === "f") standing.file = "yes";
  else if (answer === "s") standing.file = "skip";
}

type Asked = {
  readonly outcome: Changed;
  readonly change: Change;
  readonly m: number;
  readonly of: number;
  readonly edited: Map<Change, Change>;
};

async function question(
  reader: Interface,
  gone: Promise<undefined>,
  { outcome, change, m, of, edited }: Asked,
  terminal: Terminal,
): Promise<Letter | undefined> {
  const { line, summary } = editReport(outcome, change);
  const { path } = outcome;
  const ask = async (text: string): Promise<string | undefined> =>
    (await Promise.race([reader.question(terminal.errColors.bold(text)), gone]))?.trim();
  showChange(outcome, change, terminal);
  for (;;) {
    const asked = `${path}:${line} ${printable(summary)}\n(${m + 1}/${of}) Make this edit [y,n,e,a,d,f,s,q,?]? `;
    const answer = (await ask(asked))?.toLowerCase();
    if (answer === undefined) return undefined;
    if (/^[yndafsq]$/.test(answer)) return answer as Letter;
    if (answer !== "e") terminal.err(HELP);
    else {
      const other = await askWording(edited.get(change) ?? change, ask, terminal);
      if (other === undefined) return undefined;
      if (other !== change && isSound(outcome, change, other, terminal)) {
        edited.set(change, other);
        showChange(outcome, other, terminal);
      }
    }
  }
}

function showChange({ path, source }: Changed, change: Change, terminal: Terminal): void {
  const text = diff(
    { texts: [{ path, before: source.text, after: applyChanges(source.text, [change]) }] },
    { colors: terminal.errColors },
  );
  terminal.err(`${text.split("\n").slice(2).join("\n")}`);
}

function isSound(outcome: Changed, change: Change, other: Change, terminal: Terminal): boolean {
  const replaced = replaceChanges(outcome, new Map([[change, other]]));
  if (typeof replaced !== "string") return true;
  terminal.err(`  ${replaced}\n`);
  return false;
}

function heading(
  { path, classification, component }: Changed,
  n: number,
  of: number,
  { errColors }: Terminal,
): string {
  const { category, confidence, evidence } = classification;
  const why = evidence.map((sentence) => `  ${printable(sentence)}\n`).join("");
  return `\n${errColors.bold(`${printable(path)} (file ${n + 1} of ${of})`)}\n${category}, ${confidence} confidence, component ${printable(component)}\n${errColors.dim(why)}`;
}
