import { emitLog, quoted } from "../edits/emit.ts";
import type { FileContext } from "../model.ts";
import type { ts } from "../syntax/ts.ts";

/** What a line about an error path says. */
export type ErrorLine = {
  /** `Component.function` that the path is in. */
  readonly name: string;
  /** Whether the error is one that nobody needs to be woken for. */
  readonly isQuiet: boolean;
  /** Source text of the error. */
  readonly error: string | undefined;
  /** Members of an object literal, as source text. */
  readonly data: readonly string[];
};

/** Writes a line as a call, without its semicolon. */
export type WriteLine = (line: ErrorLine) => string;

/** `backendLogger.error("A.b failed", LogCategory.X, "A", { error })` */
export const ownLine =
  ({ file, names }: FileContext, site: ts.Node): WriteLine =>
  ({ name, isQuiet, error, data }) =>
    emitLog(file, names, site, {
      level: isQuiet ? "debug" : "error",
      message: quoted(file, isQuiet ? `${name}: expected error` : `${name} failed`),
      fields: fieldsText(error, data),
    });

function fieldsText(error: string | undefined, data: readonly string[]): string | undefined {
  const fields = [
    ...(error === undefined ? [] : [error === "error" ? "error" : `error: ${error}`]),
    ...(data.length > 0 ? [`data: { ${data.join(", ")} }`] : []),
  ];
  return fields.length > 0 ? `{ ${fields.join(", ")} }` : undefined;
}
