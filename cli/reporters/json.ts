import type { Reporter } from "./result.ts";

/** The report as one JSON object; its shape is `Report` in transforms/report.ts. */
export const json: Reporter = ({ report }) => `${JSON.stringify(report, undefined, 2)}\n`;
