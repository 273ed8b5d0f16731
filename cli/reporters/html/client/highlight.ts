import type { ElementContent, RootContent } from "hast";
import typescript from "highlight.js/lib/languages/typescript";
import { createLowlight } from "lowlight";

const lowlight = createLowlight({ typescript });

/** A part of a line with the classes of its colour. */
type Token = { readonly text: string; readonly className: string };

/** Lines with syntax colours. A text of several lines, such as a template, keeps its colour on each of them. */
export function highlight(lines: readonly string[]): readonly (readonly Node[])[] {
  const { children } = lowlight.highlight("typescript", lines.join("\n"));
  const rows: Token[][] = [[]];
  for (const { text, className } of tokens(children, "")) {
    const [first = "", ...rest] = text.split("\n");
    rows.at(-1)?.push({ text: first, className });
    for (const line of rest) rows.push([{ text: line, className }]);
  }
  return rows.map((row) => row.filter(({ text }) => text !== "").map(nodeOf));
}

function* tokens(children: readonly (RootContent | ElementContent)[], className: string): Generator<Token> {
  for (const child of children) {
    if (child.type === "text") yield { text: child.value, className };
    if (child.type !== "element") continue;
    const own = child.properties.className;
    yield* tokens(child.children, Array.isArray(own) ? own.join(" ") : className);
  }
}

function nodeOf({ text, className }: Token): Node {
  if (className === "") return document.createTextNode(text);
  const span = document.createElement("span");
  span.className = className;
  span.textContent = text;
  return span;
}
