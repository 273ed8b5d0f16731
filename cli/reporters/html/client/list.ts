import type { PageFile } from "../data.ts";
import { h, plural } from "./dom.ts";

const STATUSES = ["changed", "unchanged", "skipped", "failed"] as const;

export type FileList = {
  readonly element: HTMLElement;
  readonly search: HTMLInputElement;
  /** Marks a file as the one that is shown. */
  readonly mark: (index: number | undefined) => void;
  /** The visible file after the marked one, or before it; undefined at the end. */
  readonly beside: (step: 1 | -1) => number | undefined;
};

/** All files with a search field and filters. Each is a link, so the browser's own keys and history work. */
export function fileList(files: readonly PageFile[]): FileList {
  const items = files.map(item);
  const counter = h("p", { role: "status" });
  const search = h("input", {
    type: "search",
    id: "search",
    input: apply,
    placeholder: "path, category or reason",
  });
  const boxes = STATUSES.filter((status) => files.some((file) => file.status === status)).map((status) => ({
    test: (file: PageFile) => file.status === status,
    box: checkbox(status, true, apply),
  }));
  const only = [
    {
      test: (file: PageFile) => file.declined.length > 0,
      box: checkbox("with declined sites", false, apply),
    },
    { test: (file: PageFile) => file.findings.length > 0, box: checkbox("with lint findings", false, apply) },
  ];
  const texts = files.map((file) =>
    [
      file.path,
      file.category,
      file.reason,
      ...file.declined.map(({ code }) => code),
      ...file.findings.map(({ rule }) => rule),
    ]
      .join(" ")
      .toLowerCase(),
  );
  let marked: number | undefined;

  function apply(): void {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [n, file] of files.entries()) {
      const visible =
        words.every((word) => texts[n]?.includes(word)) &&
        boxes.some(({ test, box }) => box.input.checked && test(file)) &&
        only.every(({ test, box }) => !box.input.checked || test(file));
      const element = items[n];
      if (element && element.hidden === visible) element.hidden = !visible;
      if (visible) shown++;
    }
    counter.textContent = `${shown} of ${plural(files.length, "file")} shown`;
  }
  apply();

  return {
    search,
    element: h(
      "nav",
      { "aria-label": "Files" },
      h("h2", {}, "Files"),
      h("label", { for: "search" }, "Search (press / )"),
      search,
      h("fieldset", {}, h("legend", {}, "Show"), ...[...boxes, ...only].map(({ box }) => box.label)),
      counter,
      h("ul", { id: "files" }, ...items),
    ),
    mark: (index) => {
      if (marked !== undefined) items[marked]?.querySelector("a")?.removeAttribute("aria-current");
      marked = index;
      if (index === undefined) return;
      items[index]?.querySelector("a")?.setAttribute("aria-current", "page");
      items[index]?.scrollIntoView({ block: "nearest" });
    },
    beside: (step) => {
      for (let n = (marked ?? (step > 0 ? -1 : files.length)) + step; n >= 0 && n < files.length; n += step)
        if (items[n]?.hidden === false) return n;
      return undefined;
    },
  };
}

function item({ path, status, edits, declined, findings }: PageFile, index: number): HTMLElement {
  const facts = [
    edits.length > 0 && plural(edits.length, "edit"),
    declined.length > 0 && `${declined.length} declined`,
    findings.length > 0 && plural(findings.length, "finding"),
  ].filter(Boolean);
  const slash = path.lastIndexOf("/") + 1;
  return h(
    "li",
    { class: status },
    h(
      "a",
      { href: `#file-${index}` },
      h("span", { class: "folder" }, path.slice(0, slash)),
      h("span", { class: "name" }, path.slice(slash)),
      h("span", { class: "facts" }, facts.length > 0 ? facts.join(", ") : status),
    ),
  );
}

function checkbox(name: string, checked: boolean, change: () => void) {
  const input = h("input", { type: "checkbox", checked, change });
  return { input, label: h("label", {}, input, ` ${name}`) };
}
