import type { Dialect } from "../dialects/dialect.ts";
import { styleFor } from "../dialects/wrappers/derive.ts";
import { quoted } from "../edits/emit.ts";
import type { ErrorLine, WriteLine } from "../error-paths/line.ts";
import type { ErrorContext } from "../error-paths/model.ts";
import { fixMessage } from "../syntax/fix-line.ts";
import { nodesOf } from "../syntax/nodes.ts";
import { ts } from "../syntax/ts.ts";
import { type LegacyLogger, loggerAt } from "./logger.ts";

/** In which order a logger takes what it is told. */
type Form =
  /** `logger.error({ err: error, id }, "m")` */
  | { readonly kind: "object-first"; readonly key: string }
  /** `logger.error("m", { error, id })` */
  | { readonly kind: "object-last"; readonly key: string }
  /** `console.error("m", error, { id })` */
  | { readonly kind: "values" }
  /** `logger.error("m", error)`, where more than that may mean something else */
  | { readonly kind: "error-only" }
  /** `logger.error("m", error instanceof Error ? error.stack : String(error))` */
  | { readonly kind: "stack" };

const FORMS: Readonly<Record<string, Form>> = {
  pino: { kind: "object-first", key: "err" },
  bunyan: { kind: "object-first", key: "err" },
  nest: { kind: "stack" },
  winston: { kind: "error-only" },
  console: { kind: "values" },
  log4js: { kind: "values" },
  loglevel: { kind: "values" },
  tslog: { kind: "values" },
  consola: { kind: "values" },
  signale: { kind: "values" },
};

/**
 * A line in the words of the logger that is in scope at the places; undefined where there is none. `attempt` 1 gives
 * the other form that a logger known by its name alone may have, for where types object to the first.
 */
export function legacyLine(
  ctx: ErrorContext,
  places: readonly ts.Node[],
  attempt: 0 | 1,
): WriteLine | undefined {
  const logger = loggerAt(ctx, places);
  if (!logger) return undefined;
  if (logger === "console") {
    if (attempt > 0) return undefined;
    return (line) => `console.${line.isQuiet ? "debug" : "error"}(${args(ctx, line, FORMS.console!)})`;
  }
  const form = attempt === 0 ? formOf(ctx, logger) : otherForm(ctx, logger);
  if (!form) return undefined;
  const receiver = logger.receiver.getText(ctx.file.ast);
  return (line) => {
    const method = line.isQuiet && Object.hasOwn(logger.dialect.levels, "debug") ? "debug" : "error";
    return `${receiver}${logger.access}${method}(${args(ctx, line, form)})`;
  };
}

function formOf(ctx: ErrorContext, { dialect, receiver }: LegacyLogger): Form {
  const known = Object.hasOwn(FORMS, dialect.name) ? FORMS[dialect.name] : undefined;
  return known ?? positions(dialect) ?? formAsWritten(ctx, receiver.getText());
}

function otherForm(ctx: ErrorContext, { dialect, receiver }: LegacyLogger): Form | undefined {
  if (Object.hasOwn(FORMS, dialect.name) || positions(dialect)) return undefined;
  const { kind } = formAsWritten(ctx, receiver.getText());
  return kind === "error-only" ? { kind: "object-last", key: "error" } : { kind: "error-only" };
}

/** The form that a logger has which is configured, or defined by the project itself. */
function positions(dialect: Dialect): Form | undefined {
  const [first, second] = styleFor(dialect, "error").positions ?? [];
  if (first === "error" || first === "data") return { kind: "object-first", key: "error" };
  if (first !== "message") return undefined;
  return second === "data" ? { kind: "object-last", key: "error" } : { kind: "error-only" };
}

/** How the file tells a logger of errors that is known by its name alone. */
function formAsWritten({ file: { ast } }: ErrorContext, receiver: string): Form {
  for (const node of nodesOf(ast)) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) continue;
    if (node.expression.expression.getText(ast) !== receiver || node.arguments.length < 2) continue;
    const at = node.arguments.findIndex(ts.isObjectLiteralExpression);
    if (at !== 0 && at !== 1) continue;
    const key = errorKey(node.arguments[at] as ts.ObjectLiteralExpression);
    return at === 0
      ? { kind: "object-first", key: key ?? "err" }
      : { kind: "object-last", key: key ?? "error" };
  }
  return { kind: "error-only" };
}

const errorKey = ({ properties }: ts.ObjectLiteralExpression): string | undefined =>
  properties.map((p) => p.name?.getText() ?? "").find((name) => /^(?:err|error)$/.test(name));

function args({ file }: ErrorContext, line: ErrorLine, form: Form): string {
  const message = quoted(file, fixMessage(line.name, line.isQuiet));
  const { error, data } = line;
  switch (form.kind) {
    case "object-first":
      return `${object(form.key, line)}, ${message}`;
    case "object-last":
      return `${message}, ${object(form.key, line)}`;
    case "values":
      return [
        message,
        ...(error ? [error] : []),
        ...(data.length > 0 ? [`{ ${data.join(", ")} }`] : []),
      ].join(", ");
    case "error-only":
      return [message, error ?? `{ ${data.join(", ")} }`].join(", ");
    case "stack":
      return error
        ? `${message}, ${error} instanceof Error ? ${error}.stack : String(${error})`
        : `${message}, JSON.stringify({ ${data.join(", ")} })`;
  }
}

function object(key: string, { error, data }: ErrorLine): string {
  const member = error === undefined ? [] : [error === key ? key : `${key}: ${error}`];
  return `{ ${[...member, ...data].join(", ")} }`;
}
