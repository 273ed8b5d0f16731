import type { PageData } from "../data.ts";
import { detail } from "./detail.ts";
import { byId } from "./dom.ts";
import { fileList } from "./list.ts";
import { overview } from "./overview.ts";

const data = JSON.parse(byId("data").textContent ?? "") as PageData;
const main = byId("main");
const list = fileList(data.files);
const start = overview(data);
byId("side").append(list.element);

/** `#file-12` shows that file, all else the overview. */
function show(moveFocus: boolean): void {
  const index = /^#file-(\d+)$/.exec(location.hash)?.[1];
  const file = index === undefined ? undefined : data.files[Number(index)];
  main.replaceChildren(file ? detail(file) : start);
  list.mark(file ? Number(index) : undefined);
  document.title = `${file ? `${file.path} · ` : ""}${data.title} · blog-migrate`;
  main.scrollTop = 0;
  if (moveFocus) main.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLInputElement) {
    if (event.key === "Escape") main.querySelector<HTMLElement>("h2")?.focus();
    return;
  }
  if (event.key === "/") {
    event.preventDefault();
    list.search.focus();
  }
  const step = event.key === "j" ? 1 : event.key === "k" ? -1 : undefined;
  const next = step && list.beside(step);
  if (next !== undefined && step) location.hash = `#file-${next}`;
}

addEventListener("hashchange", () => show(true));
addEventListener("keydown", onKey);
show(false);
