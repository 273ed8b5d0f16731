import type { Source } from "../transforms/model.ts";
import { parse, syntaxErrors } from "../transforms/parse.ts";
import { blankFile } from "../transforms/report.ts";
import { revertParsed } from "../transforms/revert.ts";
import { positions } from "../transforms/syntax/positions.ts";
import { failureOf } from "./failures.ts";
import { type Reverted, refusal } from "./reverted.ts";

/** Takes out of one file what was added; a file on which the engine breaks is a failed one. */
export function revertOne(source: Source): Reverted {
  const at = (offset: number): string => {
    const { line, column } = positions(source.text)(offset);
    return `${line}:${column}`;
  };
  try {
    const parsed = parse(source);
    const [broken] = syntaxErrors(parsed.ast);
    if (broken) return refusal(source, `does not parse: ${at(broken.offset)} ${broken.message}`);
    const { text, removed, kept } = revertParsed(parsed);
    const places = kept.map(({ offset }) => at(offset)).join(", ");
    const kind = kept.length > 0 ? `, kept what people wrote at ${places}` : "";
    const reason =
      removed > 0 || kept.length > 0 ? { reason: `${removed} added pieces taken out${kind}` } : {};
    const isChanged = text !== source.text;
    const file = { ...blankFile(source.relativePath, isChanged ? "changed" : "unchanged"), ...reason };
    return isChanged ? { source, after: text, file } : { source, file };
  } catch (error) {
    return refusal(source, failureOf(error));
  }
}
