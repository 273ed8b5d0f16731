import type { LiveData, LiveRow } from "../data.ts";
import type { Step } from "./history.ts";

/** Draws everything anew; where nobody is inside it, which a keyboard or a screen reader would lose. */
export function show(data: LiveData, steps: readonly Step[]): void {
  const last = steps.at(-1);
  replace(
    "tiles",
    tiles({
      "Records a second": last === undefined ? "…" : number(last.records),
      Records: count(data.records.total),
      Errors: count(data.errors.total),
      "Error rate": percent(data.errors.rate),
      "Spans ended": count(data.spans.ok + data.spans.error + data.spans.abandoned),
      Since: new Date(data.since).toLocaleString(),
    }),
  );
  replace(
    "charts",
    h("div", {}, [
      chart(
        "Records a second",
        steps.map(({ records }) => records),
        number,
      ),
      chart(
        "Share of errors",
        steps.map(({ errorShare }) => errorShare),
        percent,
        "errors",
      ),
    ]),
  );
  section("Categories", "categories", rowsTable("Category", data.categories));
  section("Components", "components", rowsTable("Component", data.components));
  section("What each stage left out or changed", "stages", stagesTable(data.stages));
  section("Last errors", "errors", errorsTable(data));
}

function tiles(values: Readonly<Record<string, string>>): HTMLElement {
  return h(
    "dl",
    {},
    Object.entries(values).map(([name, value]) => h("div", {}, [h("dt", {}, [name]), h("dd", {}, [value])])),
  );
}

const WIDTH = 600;
const HEIGHT = 100;
const SVG = "http://www.w3.org/2000/svg";

function chart(
  title: string,
  values: readonly number[],
  shown: (value: number) => string,
  kind = "volume",
): HTMLElement {
  const most = Math.max(...values, 0);
  const now = values.at(-1) ?? 0;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 -4 ${WIDTH} ${HEIGHT + 8}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${title}: now ${shown(now)}, at most ${shown(most)}`);
  const line = document.createElementNS(SVG, "polyline");
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0;
  const points = values.map(
    (value, index) =>
      `${(index * step).toFixed(1)},${(HEIGHT - (most === 0 ? 0 : value / most) * HEIGHT).toFixed(1)}`,
  );
  line.setAttribute("points", points.join(" "));
  svg.append(line);
  return h("figure", { class: kind }, [
    h("figcaption", {}, [
      `${title}: now ${shown(now)}, at most ${shown(most)} in the last ${values.length} answers`,
    ]),
    svg,
  ]);
}

const rowsTable = (title: string, rows: readonly LiveRow[]): HTMLElement =>
  table(
    [title, "Records", "Errors", "Error rate", "Timed", "P50", "P90", "P95", "P99"],
    rows.map((row) => [
      row.name,
      count(row.records),
      count(row.errors),
      row.records === 0 ? "" : percent(row.errors / row.records),
      row.count === undefined ? "" : count(row.count),
      ...[row.p50, row.p90, row.p95, row.p99].map(duration),
    ]),
  );

const stagesTable = (stages: LiveData["stages"]): HTMLElement =>
  table(
    ["Stage", "What", "Count"],
    Object.entries(stages).flatMap(([stage, counts]) =>
      Object.entries(counts).map(([what, times]) => [stage, what, count(times)]),
    ),
    [1],
  );

const errorsTable = ({ errors: { last } }: LiveData): HTMLElement =>
  table(
    ["Time", "Category", "Component", "Message", "Error"],
    last.map(({ time, category, component, message, error }) => [
      new Date(time).toLocaleTimeString(),
      category,
      component,
      message,
      error === undefined ? "" : `${error.type}: ${error.message}`,
    ]),
    [1, 2, 3, 4],
  );

/** `texts`: the columns that are no numbers, besides the first. */
function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  texts: readonly number[] = [],
): HTMLElement {
  if (rows.length === 0) return h("p", { class: "none" }, ["None."]);
  const kind = (column: number): string => (column === 0 || texts.includes(column) ? "text" : "number");
  return h("div", { class: "table", tabindex: "0", role: "region", "aria-label": `${heads[0]}: table` }, [
    h("table", {}, [
      h("thead", {}, [
        h(
          "tr",
          {},
          heads.map((head, column) => h("th", { scope: "col", class: kind(column) }, [head])),
        ),
      ]),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            row.map((cell, column) =>
              column === 0 ? h("th", { scope: "row" }, [cell]) : h("td", { class: kind(column) }, [cell]),
            ),
          ),
        ),
      ),
    ]),
  ]);
}

function section(title: string, id: string, content: HTMLElement): void {
  const known = document.getElementById(`${id}-section`);
  if (known === null) {
    const made = h("section", { id: `${id}-section`, "aria-labelledby": `${id}-title` }, [
      h("h2", { id: `${id}-title` }, [title]),
    ]);
    document.getElementById("main")?.append(made);
  }
  replace(id, content, document.getElementById(`${id}-section`));
}

/** What has not changed stays; what somebody stands in or has marked is left until they go. */
function replace(id: string, content: HTMLElement, parent = document.getElementById("main")): void {
  content.id = id;
  const known = document.getElementById(id);
  if (known === null) parent?.append(content);
  else if (!known.isEqualNode(content) && !isHeld(known)) {
    const { scrollLeft } = known;
    const { activeElement } = document;
    known.replaceWith(content);
    content.scrollLeft = scrollLeft;
    if (activeElement === known) content.focus();
  }
}

const isHeld = (element: HTMLElement): boolean => {
  const selection = getSelection();
  return selection?.isCollapsed === false && selection.containsNode(element, true);
};

function h(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Node | string)[],
): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const count = (value: number): string => value.toLocaleString("en");
const number = (value: number): string =>
  value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 });
const percent = (share: number): string =>
  `${(share * 100).toLocaleString("en", { maximumFractionDigits: 2 })} %`;

function duration(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return "";
  if (milliseconds < 1) return `${(milliseconds * 1000).toFixed(0)} µs`;
  if (milliseconds < 1000) return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
