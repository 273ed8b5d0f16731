import type { Json, Redacted } from "../record.ts";
import { hashOf } from "../sampling/consistent.ts";
import { framesOf } from "./frames.ts";

type Described = { readonly type?: Json; readonly message?: Json; readonly stack?: Json };

const describedIn = ({ err }: Redacted): Described =>
  typeof err === "object" && err !== null && !Array.isArray(err) ? (err as Described) : {};

/**
 * What errors of one cause have in common: the call site's message, category, component, the error's class and where it
 * was made. Numbers and ids in a message that was put together by hand count for nothing: `user 17 failed`.
 */
export function fingerprintOf(record: Redacted): readonly string[] {
  const { type, stack } = describedIn(record);
  const [top] = framesOf(stack);
  return [
    withoutIds(record.messageTemplate),
    record.category,
    record.component,
    String(type ?? ""),
    top === undefined ? "" : `${top.method ?? `line ${top.line}`} ${fileOf(top.filename)}`,
  ];
}

/** Only errors that say the same are one group while they wait: each other text reaches the service. */
export function groupKeyOf(record: Redacted): string {
  const { type, message, stack } = describedIn(record);
  const top = typeof stack === "string" ? /\n\s*at .{0,300}/.exec(stack)?.[0] : "";
  const { level, category, component } = record;
  const { high, low } = hashOf(
    JSON.stringify([level, category, component, record.message, type, message, top]),
  );
  return `${high}-${low}`;
}

const withoutIds = (template: string): string =>
  template.slice(0, 1_000).replace(/[0-9a-f]{8}-[0-9a-f-]{27}|0x[0-9a-f]+|\b[0-9a-f]{16,}\b|\d+/gi, "#");

/** Where a file is installed differs between machines. */
const fileOf = (path: string): string => path.split(/[/\\]/).slice(-2).join("/");
