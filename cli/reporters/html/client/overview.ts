import type { Count, PageData } from "../data.ts";
import { h, plural } from "./dom.ts";

/** What a person reads first: how much of all there is was done, and where error paths are covered. */
export function overview(data: PageData): HTMLElement {
  const { totals, dryRun } = data;
  return h(
    "section",
    { id: "overview", "aria-labelledby": "overview-title" },
    h("h2", { id: "overview-title", tabindex: -1 }, "Overview"),
    h(
      "p",
      {},
      `${plural(totals.files, "file")}: ${totals.changed} ${dryRun ? "would change" : "changed"}, `,
      `${totals.unchanged} unchanged, ${totals.skipped} left alone, ${totals.failed} failed.`,
    ),
    data.notes.length > 0 && h("ul", { class: "notes" }, ...data.notes.map((note) => h("li", {}, note))),
    sites(data),
    folders(data),
    h(
      "div",
      { class: "columns" },
      bars("Edits by kind", data.edits),
      bars("Files by category", data.categories),
    ),
    reasons(data),
  );
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`;

function sites({ totals, dryRun }: PageData): HTMLElement {
  const rows = [
    ["Log calls mirrored", totals.logCalls],
    ["Error paths logged or handled", totals.errorPaths],
    ["Functions traced", totals.functions],
  ] as const;
  return table(
    "Sites",
    ["", "Found", "Before", dryRun ? "After (would be)" : "After", "Declined"],
    rows.map(([name, { found, already, done, declined }]) => [
      name,
      String(found),
      `${already} (${percent(already, found)})`,
      `${done} (${percent(done, found)})`,
      String(declined),
    ]),
  );
}

function folders({ folders: list }: PageData): HTMLElement | undefined {
  if (list.length === 0) return undefined;
  return h(
    "table",
    { class: "chart" },
    h("caption", {}, "Error paths that are logged or handled, by folder"),
    head(["Folder", "Error paths", "Before", "After", "Share (before | added | silent)"]),
    h(
      "tbody",
      {},
      ...list.map(({ folder, found, before, after }) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, folder),
          h("td", {}, String(found)),
          h("td", {}, percent(before, found)),
          h("td", {}, percent(after, found)),
          h("td", { class: "bar-cell" }, stack(before / found, (after - before) / found)),
        ),
      ),
    ),
  );
}

/** The numbers stand beside it, so it is a picture only. */
function stack(before: number, added: number): HTMLElement {
  const part = (name: string, share: number): HTMLElement => {
    const element = h("span", { class: name });
    element.style.width = `${100 * share}%`;
    return element;
  };
  return h("span", { class: "stack", "aria-hidden": "true" }, part("was", before), part("added", added));
}

function bars(title: string, counts: readonly Count[]): HTMLElement {
  const most = Math.max(1, ...counts.map(({ count }) => count));
  const bar = (count: number): HTMLElement => {
    const element = h("span", { class: "bar", "aria-hidden": "true" });
    element.style.width = `${(100 * count) / most}%`;
    return element;
  };
  const rows = counts.map(({ name, count }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      h("td", {}, String(count)),
      h("td", { class: "bar-cell" }, bar(count)),
    ),
  );
  return h(
    "table",
    { class: "chart" },
    h("caption", {}, title),
    head([title.split(" by ")[1] ?? "", "Count", "Bar"]),
    h("tbody", {}, ...rows),
  );
}

/** Why sites were declined, the most frequent reason first. */
function reasons({ files }: PageData): HTMLElement | undefined {
  const groups = new Map<string, { kind: string; reason: string; count: number }>();
  for (const { declined } of files) {
    for (const { kind, code, reason } of declined) {
      const group = groups.get(`${kind} ${code}`) ?? { kind, reason, count: 0 };
      groups.set(`${kind} ${code}`, { ...group, count: group.count + 1 });
    }
  }
  if (groups.size === 0) return undefined;
  const rows = [...groups].sort(([, a], [, b]) => b.count - a.count);
  return table(
    "Declined, by reason",
    ["Code", "Kind", "Count", "For example"],
    rows.map(([key, { kind, reason, count }]) => [key.slice(kind.length + 1), kind, String(count), reason]),
  );
}

function table(title: string, names: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  return h(
    "table",
    {},
    h("caption", {}, title),
    head(names),
    h(
      "tbody",
      {},
      ...rows.map(([first = "", ...rest]) =>
        h("tr", {}, h("th", { scope: "row" }, first), ...rest.map((cell) => h("td", {}, cell))),
      ),
    ),
  );
}

function head(names: readonly string[]): HTMLElement {
  const cells = names.map((name) => (name === "" ? h("td", {}) : h("th", { scope: "col" }, name)));
  return h("thead", {}, h("tr", {}, ...cells));
}
