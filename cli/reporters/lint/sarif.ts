import { createHash } from "node:crypto";
import { CATALOG, RULE_IDS } from "../../../transforms/rules/catalog.ts";
import type { Finding, PathStep } from "../../../transforms/rules/model.ts";
import { positions } from "../../../transforms/syntax/positions.ts";
import { failuresOf, type LintReporter } from "./result.ts";

const LEVEL = { off: "none", warn: "warning", error: "error" } as const;
const HOME = "https://github.com/blog-migrate/blog-migrate";

/** SARIF 2.1.0; the way that an error takes is a code flow. Suppressed findings are in it, with their reason. */
export const sarif: LintReporter = (result, { quiet }) => {
  const results = result.files.flatMap(({ path, source, findings, suppressed }) => {
    const place = placer(path, source.text);
    return [
      ...findings.filter((f) => !quiet || f.severity === "error").map((finding) => resultOf(finding, place)),
      ...suppressed.map((finding) => ({
        ...resultOf(finding, place),
        suppressions: [{ kind: "inSource", justification: finding.reason }],
      })),
    ];
  });
  const notifications = failuresOf(result).map(({ path, reason }) => ({
    level: "error",
    message: { text: reason },
    locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
  }));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "blog-migrate", version: result.version, informationUri: HOME, rules } },
        columnKind: "utf16CodeUnits",
        invocations: [
          { executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications },
        ],
        results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

const rules = RULE_IDS.map((id) => ({
  id,
  shortDescription: { text: CATALOG[id].summary.replaceAll("`", "'") },
  helpUri: `${HOME}/blob/main/docs/rules/${id.slice("err/".length)}.md`,
  defaultConfiguration: { enabled: CATALOG[id].severity !== "off", level: LEVEL[CATALOG[id].severity] },
}));

type Range = { readonly start: number; readonly end: number };
type Placer = (range: Range) => object;

function placer(path: string, text: string): Placer {
  const at = positions(text);
  return ({ start, end }) => {
    const from = at(start);
    const to = at(end);
    return {
      artifactLocation: artifact(path),
      region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column },
    };
  };
}

/** A path as a URI, relative to where the run started. */
const artifact = (path: string): object => ({ uri: path.split("/").map(encodeURIComponent).join("/") });

function resultOf(
  { ruleId, severity, message, start, end, steps, identity }: Finding,
  place: Placer,
): object {
  return {
    ruleId,
    ruleIndex: RULE_IDS.indexOf(ruleId),
    level: LEVEL[severity],
    message: { text: message },
    locations: [{ physicalLocation: place({ start, end }) }],
    ...(steps.length > 0 && {
      codeFlows: [{ threadFlows: [{ locations: steps.map((s) => flowStep(s, place)) }] }],
    }),
    partialFingerprints: {
      "blogIdentity/v1": createHash("sha256").update(Object.values(identity).join("\0")).digest("hex"),
    },
  };
}

const flowStep = ({ offset, end, text }: PathStep, place: Placer): object => ({
  location: { physicalLocation: place({ start: offset, end }), message: { text } },
});
