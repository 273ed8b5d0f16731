import type { PageFile, PageFinding } from "../data.ts";
import { diffTable } from "./diff.ts";
import { h, plural } from "./dom.ts";

/** One file: why it has its category, its difference, what was declined and what the lint check still finds. */
export function detail(file: PageFile): HTMLElement {
  const { path, status, reason, category, confidence, component, evidence, edits, declined, findings } = file;
  return h(
    "section",
    { "aria-labelledby": "file-title" },
    h("h2", { id: "file-title", tabindex: -1 }, path),
    h("p", {}, status, reason && `: ${reason}`),
    category !== null &&
      h(
        "details",
        {},
        h("summary", {}, `${category}, confidence ${confidence}, component ${component}`),
        h("ul", {}, ...evidence.map((one) => h("li", {}, one))),
      ),
    edits.length > 0 &&
      h(
        "details",
        {},
        h("summary", {}, plural(edits.length, "edit")),
        places(edits.map(({ line, column, kind, summary }) => [line, column, `${kind}: ${summary}`])),
      ),
    file.hunks.length > 0 &&
      h("div", { class: "scroll", role: "region", "aria-label": "Difference", tabindex: 0 }, diffTable(file)),
    declined.length > 0 && h("h3", {}, `Declined: ${plural(declined.length, "site")}`),
    declined.length > 0 &&
      places(
        declined.map(({ line, column, kind, code, reason: why }) => [
          line,
          column,
          `${kind} (${code}): ${why}`,
        ]),
      ),
    findings.length > 0 && h("h3", {}, `Lint, after the run: ${plural(findings.length, "finding")}`),
    findings.length > 0 && h("ol", { class: "findings" }, ...findings.map(finding)),
  );
}

type Place = readonly [line: number, column: number, text: string];

function places(list: readonly Place[]): HTMLElement {
  const items = list.map(([line, column, text]) =>
    h("li", {}, h("code", {}, `${line}:${column}`), ` ${text}`),
  );
  return h("ul", {}, ...items);
}

function finding({ rule, severity, line, column, message, path }: PageFinding): HTMLElement {
  return h(
    "li",
    {},
    h("strong", { class: severity }, severity === "warn" ? "warning" : "error"),
    ` ${rule} `,
    h("code", {}, `${line}:${column}`),
    ` ${message}`,
    path.length > 0 &&
      h("ol", {}, ...path.map((step) => h("li", {}, h("code", {}, `line ${step.line}`), ` ${step.text}`))),
  );
}
