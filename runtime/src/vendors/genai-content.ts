import type { Json } from "../record.ts";
import { elements, isObject, isText, own, ownOf, plain } from "./own.ts";

/** UTF-16 units of one attribute that holds content, and messages of one conversation. */
const LONGEST = 32_768;
const MESSAGES = 100;

type Message = { readonly role: string; readonly parts: readonly Json[]; readonly finish_reason?: string };

const cut = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}[cut: ${text.length - LONGEST} more characters]`;

/** Any value as the text of an attribute. */
export const contentText = (value: unknown): string => cut(JSON.stringify(plain(value)));

/** What a call was given, as the conventions' input messages; `undefined` where it shows none. */
export function inputMessages(args: readonly unknown[]): string | undefined {
  const [first] = args;
  if (isText(first)) return contentText([asMessage("user", first)]);
  const list = Array.isArray(first) ? first : ownOf(first, ["messages", "contents", "input"], Array.isArray);
  if (list !== undefined) {
    return contentText(elements(list, MESSAGES).map((message) => messageOf(message)));
  }
  const text = ownOf(first, ["prompt", "input", "question", "query"], isText);
  return text === undefined ? undefined : contentText([asMessage("user", text)]);
}

const asMessage = (role: string, text: string): Message => ({
  role,
  parts: [{ type: "text", content: text }],
});

function messageOf(message: unknown): Message {
  if (isText(message)) return asMessage("user", message);
  const role = ownOf(message, ["role", "type"], isText) ?? "user";
  const content = own(message, "content") ?? own(message, "parts");
  if (isText(content)) return asMessage(role, content);
  const parts = elements(content, MESSAGES).map((part): Json => {
    const text = ownOf(part, ["text"], isText);
    return text === undefined ? plain(part) : { type: "text", content: text };
  });
  return { role, parts };
}

/** The output messages of an answer whose text was gathered by `textOf`. */
export const outputMessages = (text: string, finishReason: string | undefined): string =>
  contentText([
    {
      ...asMessage("assistant", text),
      ...(finishReason === undefined ? {} : { finish_reason: finishReason }),
    },
  ]);

/** The text in an answer or a piece of a streamed one; empty where there is none. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (!isObject(value)) return "";
  const [choice] = [...elements(own(value, "choices"), 1), ...elements(own(value, "candidates"), 1)];
  const from = own(choice, "message") ?? own(choice, "delta") ?? own(choice, "content") ?? value;
  const content = own(from, "content") ?? own(from, "parts");
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return elements(content, MESSAGES).map(pieceOf).join("");
  const delta = own(value, "delta");
  return typeof delta === "string" ? delta : pieceOf(isObject(delta) ? delta : value);
}

const pieceOf = (piece: unknown): string => ownOf(piece, ["text", "textDelta", "output_text"], isText) ?? "";

export const LONGEST_CONTENT = LONGEST;
