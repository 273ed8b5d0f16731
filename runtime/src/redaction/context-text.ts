import { isOwnContext } from "../context.ts";
import type { LogContext } from "../record.ts";
import { encode, type Redaction, UNREADABLE } from "./encode.ts";
import { plainKey } from "./key.ts";
import { ObjectText } from "./object-text.ts";
import { step } from "./paths.ts";
import type { JsonText } from "./quote.ts";

/** A context as a line has it. */
export type ContextText = {
  /** The ids that stand beside `correlationId`, as members of the line: `,"userId":"u-1"`. */
  readonly ids: string;
  /** The object of all other keys; empty where there are none. */
  readonly others: JsonText;
  /** The object of everything. */
  readonly all: JsonText;
};

export const NO_CONTEXT: ContextText = { ids: "", others: "" as JsonText, all: "" as JsonText };

const IDS: readonly string[] = ["sessionId", "userId", "agentId", "requestId"];

/**
 * Encodes contexts. One that we keep ourselves, and in which nothing was found (which is counted each time), is encoded
 * once: all records of a request have it.
 */
export function createContextText(
  redaction: Redaction,
  finds: () => number,
): (context: LogContext) => ContextText {
  const known = new WeakMap<LogContext, ContextText>();
  return (context) => {
    const text = known.get(context);
    if (text !== undefined) return text;
    const before = finds();
    const made = contextText(context, redaction);
    if (isOwnContext(context) && finds() === before) known.set(context, made);
    return made;
  };
}

function contextText(context: LogContext, { rules, at }: Redaction): ContextText {
  const keyOf = rules?.key ?? plainKey;
  const [ids, others, all] = [new ObjectText(), new ObjectText(), new ObjectText()];
  for (const name of Object.keys(context)) {
    const key = keyOf(name);
    const json = encodeEntry(context, name, { rules, at: step(at, name) });
    all.put(key, json);
    if (IDS.includes(name)) ids.put(key, json);
    else if (name !== "correlationId") others.put(key, json);
  }
  return {
    ids: ids.isEmpty ? "" : `,${ids.text().slice(1, -1)}`,
    others: others.isEmpty ? NO_CONTEXT.others : others.text(),
    all: all.text(),
  };
}

function encodeEntry(context: LogContext, name: string, redaction: Redaction): JsonText {
  try {
    return encode(context[name], redaction, (redaction.rules?.key ?? plainKey)(name));
    // blog-ignore-next-line err/swallowed-catch -- the record says that the value is unreadable
  } catch {
    return UNREADABLE;
  }
}
