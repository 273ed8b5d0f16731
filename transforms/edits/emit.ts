import type { Classified, Names } from "../model.ts";
import type { ts } from "../syntax/ts.ts";
import { LOGGER_METHODS, type LogLevel } from "../target.ts";

/** What a log line says; the values are source text. */
export type LogLine = {
  readonly level: LogLevel;
  /** A string or template literal as source text. */
  readonly message: string;
  /** An object literal as source text, e.g. `{ error, data: { id } }`. */
  readonly fields?: string | undefined;
};

/** `backendLogger.info("…", LogCategory.X, "Component", { … })`, with category and component of `site`. */
export function emitLog(file: Classified, names: Names, site: ts.Node, line: LogLine): string {
  const { category, component } = file.at(site);
  const args = [line.message, `${names.category}.${category}`, quoted(file, component)];
  if (line.fields) args.push(line.fields);
  return `${names.logger}.${line.level}(${args.join(", ")})`;
}

/** The start of a span call up to the function: `backendLogger.span("A.b", LogCategory.X, ` */
export function emitSpanOpening(
  file: Classified,
  names: Names,
  site: ts.Node,
  method: keyof Pick<typeof LOGGER_METHODS, "span" | "traced">,
  spanName: string,
): string {
  return `${names.logger}.${LOGGER_METHODS[method]}(${quoted(file, spanName)}, ${names.category}.${file.at(site).category}, `;
}

/** A string literal in the file's own quotes. */
export function quoted(file: Classified, value: string): string {
  const body = JSON.stringify(value).slice(1, -1);
  return file.style.quote === '"' ? `"${body}"` : `'${body.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
