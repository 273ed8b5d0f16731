import type { Detection, DetectionType } from "../../src/redaction/detect/types.ts";
import type { Case } from "./corpus.ts";

export type Find = { readonly type: string; readonly start: number; readonly end: number };
export type Detector = (text: string) => readonly Find[];

/** Of one type: exact spans, and spans that at least touch. */
export type Score = { readonly wanted: number; readonly exact: Rates; readonly touching: Rates };
type Rates = { readonly precision: number; readonly recall: number };

export const PII: readonly DetectionType[] = ["email", "phone", "creditCard", "ssn", "ip"];

/** Precision and recall of a detector over all cases, for one type. */
export function score(cases: readonly Case[], detector: Detector, type: string): Score {
  let wanted = 0;
  let found = 0;
  let exact = 0;
  let touchedWanted = 0;
  let touchedFound = 0;
  for (const { text, spans } of cases) {
    const want = spans.filter((span) => span.type === type);
    const got = detector(text).filter((find) => find.type === type);
    wanted += want.length;
    found += got.length;
    exact += want.filter((span) =>
      got.some((find) => find.start === span.start && find.end === span.end),
    ).length;
    touchedWanted += want.filter((span) => got.some((find) => touches(span, find))).length;
    touchedFound += got.filter((find) => want.some((span) => touches(span, find))).length;
  }
  return {
    wanted,
    exact: { precision: share(exact, found), recall: share(exact, wanted) },
    touching: { precision: share(touchedFound, found), recall: share(touchedWanted, wanted) },
  };
}

const touches = (a: Find, b: Find): boolean => a.start < b.end && b.start < a.end;
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** What differs between wanted and found in one case, as text; empty when nothing does. */
export function differences({ text, spans }: Case, finds: readonly Detection[]): string {
  const name = ({ type, start, end }: Find): string => `${type}(${text.slice(start, end)})`;
  const want = spans.map(name);
  const got = finds.map(name);
  const missed = want.filter((each) => !got.includes(each)).map((each) => `- ${each}`);
  const wrong = got.filter((each) => !want.includes(each)).map((each) => `+ ${each}`);
  return [...missed, ...wrong].join("  ");
}
