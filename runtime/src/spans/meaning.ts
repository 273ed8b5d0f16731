import type { LogCategory } from "../category.ts";
import type { LogContext } from "../record.ts";
import { GENAI, genAiRow, providerNamed, providerOfModel } from "../vendors/genai.ts";
import { answerOf } from "../vendors/genai-answer.ts";
import {
  contentText,
  inputMessages,
  LONGEST_CONTENT,
  outputMessages,
  textOf,
} from "../vendors/genai-content.ts";
import type { Usage } from "../vendors/genai-usage.ts";
import { isText, own, ownOf } from "../vendors/own.ts";

type Told = string | number | boolean | readonly string[];

/** What is known so far of the GenAI operation that a span is; it fills as values come by. */
export type Meaning = {
  readonly category: LogCategory;
  /** Whether prompts and answers are kept too. */
  readonly keepsContent: boolean;
  readonly told: Record<string, Told>;
  readonly usage: Usage;
  /** Provider by the shape of an answer: the component's name and the model's know better. */
  provider: string | undefined;
  text: string;
};

const CONVERSATION = [
  "conversationId",
  "conversation_id",
  "sessionId",
  "session_id",
  "threadId",
  "thread_id",
  "chatId",
];

/** The meaning of a span that starts; `undefined` outside GenAI categories. */
export function meaningOf(
  category: LogCategory,
  context: LogContext | undefined,
  keepsContent: boolean,
): Meaning | undefined {
  if (genAiRow(category) === undefined) return undefined;
  const told: Record<string, Told> = {};
  if (isText(context?.sessionId)) told[GENAI.conversation] = context.sessionId;
  return { category, keepsContent, told, usage: {}, provider: undefined, text: "" };
}

/** Notes what a call's `this` and arguments tell: the model asked for, the tool's own name, the conversation. */
export function noteCall(meaning: Meaning, self: unknown, args: readonly unknown[]): void {
  const { told, category } = meaning;
  const row = genAiRow(category);
  const [first, second] = args;
  if (row?.named !== undefined && isText(own(self, "name"))) told[row.named] = own(self, "name") as string;
  if (row?.callsModel) {
    const model =
      ownOf(first, ["model", "modelName", "modelId"], isText) ??
      ownOf(self, ["model", "modelName", "modelId"], isText);
    if (model !== undefined) told[GENAI.requestModel] = model;
    if (own(first, "stream") === true) told[GENAI.requestStream] = true;
  }
  if (row?.named === GENAI.toolName) {
    const id =
      ownOf(first, ["toolCallId", "tool_call_id"], isText) ??
      ownOf(second, ["toolCallId", "tool_call_id"], isText);
    if (id !== undefined) told[GENAI.toolCallId] = id;
    if (meaning.keepsContent) told[GENAI.toolArguments] = contentText(first);
  } else if (meaning.keepsContent) {
    const messages = inputMessages(args);
    if (messages !== undefined) told[GENAI.inputMessages] = messages;
  }
  if (told[GENAI.conversation] === undefined) {
    const id = ownOf(first, CONVERSATION, isText) ?? ownOf(own(second, "configurable"), CONVERSATION, isText);
    if (id !== undefined) told[GENAI.conversation] = id;
  }
}

/** Notes what a returned value tells, or one of those that a stream gives. The value is looked at and not touched. */
export function noteValue(meaning: Meaning, value: unknown): void {
  const row = genAiRow(meaning.category);
  if (meaning.keepsContent) noteContent(meaning, value, row?.named === GENAI.toolName);
  const answer = row?.answers ? answerOf(value) : undefined;
  if (answer === undefined) return;
  const { told, usage } = meaning;
  if (answer.model !== undefined) told[GENAI.responseModel] = answer.model;
  if (answer.id !== undefined) told[GENAI.responseId] = answer.id;
  if (answer.finishReasons.length > 0) told[GENAI.finishReasons] = answer.finishReasons;
  meaning.provider = answer.provider ?? meaning.provider;
  for (const [field, count] of Object.entries(answer.usage ?? {}) as [keyof Usage, number][]) {
    usage[field] = answer.adds ? (usage[field] ?? 0) + count : count;
  }
}

function noteContent(meaning: Meaning, value: unknown, isTool: boolean): void {
  if (isTool) {
    meaning.told[GENAI.toolResult] = contentText(value);
    return;
  }
  if (meaning.text.length < LONGEST_CONTENT) meaning.text += textOf(value);
}

/** Whether nothing was noted that the span's name does not tell. */
export function saysNothing({ told, usage, provider, text }: Meaning): boolean {
  if (provider !== undefined || text !== "") return false;
  for (const _ in told) return false;
  for (const _ in usage) return false;
  return true;
}

/** The attributes of everything noted, to be put over those of the span's name. */
export function attributesOf(
  meaning: Meaning,
  byName: Readonly<Record<string, string>>,
): Record<string, Told> {
  const { told, usage, text } = meaning;
  const attributes: Record<string, Told> = { ...told };
  for (const [field, count] of Object.entries(usage) as [keyof Usage, number][])
    attributes[GENAI[field]] = count;
  const provider = byName[GENAI.provider] ?? providerOf(meaning);
  if (provider !== undefined) attributes[GENAI.provider] = provider;
  if (text !== "") {
    const reasons = told[GENAI.finishReasons];
    attributes[GENAI.outputMessages] = outputMessages(text, Array.isArray(reasons) ? reasons[0] : undefined);
  }
  return attributes;
}

function providerOf({ told, provider, category }: Meaning): string | undefined {
  const model = told[GENAI.responseModel] ?? told[GENAI.requestModel];
  if (provider === undefined && genAiRow(category)?.callsModel === undefined) return undefined;
  const byModel = isText(model) ? providerOfModel(model) : undefined;
  return byModel ?? (provider === undefined ? undefined : (providerNamed(provider) ?? provider));
}
