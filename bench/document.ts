import { existsSync, readFileSync, writeFileSync } from "node:fs";

const HEAD = `# Benchmarks

Written by \`npm run bench\`, which measures every section and replaces it here; \`npm run bench -- codemod\` does one.
Within a section everything is measured side by side in one run: a round has every case once, and a ratio is the
median of the ratios of the rounds. What is measured is the median with the least and the most in brackets. Times
depend on the machine, ratios much less so. \`short\` says that a target is missed.
`;

/** Replaces the sections that were measured; those of other benches stay as they are. */
export function writeSections(
  path: string,
  sections: ReadonlyMap<string, string>,
  order: readonly string[],
): void {
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const texts = order.flatMap((name) => {
    const text = sections.get(name) ?? sectionOf(before, name);
    return text === undefined ? [] : [`${opening(name)}\n${text.trim()}\n${closing(name)}\n`];
  });
  writeFileSync(path, [HEAD, ...texts].join("\n"));
}

/** Replaces one section of a page that is written by hand otherwise. */
export function writeSection(path: string, name: string, text: string): void {
  const page = readFileSync(path, "utf8");
  const place = placeOf(page, name);
  if (place === undefined)
    throw new Error(`${path} has no place for ${name}: ${opening(name)} … ${closing(name)}`);
  writeFileSync(path, `${page.slice(0, place.start)}\n${text.trim()}\n${page.slice(place.end)}`);
}

const opening = (name: string): string => `<!-- bench ${name} -->`;
const closing = (name: string): string => `<!-- end ${name} -->`;

function sectionOf(text: string, name: string): string | undefined {
  const place = placeOf(text, name);
  return place === undefined ? undefined : text.slice(place.start, place.end);
}

/** What is between the two marks, which may be nothing yet. */
function placeOf(text: string, name: string): { readonly start: number; readonly end: number } | undefined {
  const start = text.indexOf(opening(name));
  const end = text.indexOf(closing(name));
  return start < 0 || end < start ? undefined : { start: start + opening(name).length, end };
}
