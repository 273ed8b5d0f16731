import type { Reporter } from "./result.ts";

/** The report as one JSON object: `Report` in transforms/report.ts, and what a person would be told beside it. */
export const json: Reporter = ({ report, notes }) =>
  `${JSON.stringify({ ...report, notes }, undefined, 2)}\n`;
