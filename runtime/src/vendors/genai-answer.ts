import { types } from "node:util";
import { HOLDERS, type Usage, usageOf } from "./genai-usage.ts";
import { elements, isObject, isText, own, ownOf } from "./own.ts";

/** What one returned value, or one piece of a stream, tells of a model's answer. */
export type Answer = {
  readonly usage: Usage | undefined;
  /** Whether the counts of several pieces add up; else the last ones stand for all. */
  readonly adds: boolean;
  readonly model: string | undefined;
  readonly id: string | undefined;
  readonly finishReasons: readonly string[];
  /** The client library's own word for the provider, or the one whose shape this is. */
  readonly provider: string | undefined;
};

/** Objects within an answer or an event that may be the answer itself. */
const INNER = ["response", "message", "delta", "llmOutput", "raw", "model"];
/** How many choices, candidates or steps are looked at. */
const MOST = 16;

/** Shapes by the text in a property of theirs. */
const SHAPES: readonly { readonly key: string; readonly is: RegExp; readonly provider: string }[] = [
  { key: "object", is: /^(?:chat\.completion|text_completion|response$|list$)/, provider: "openai" },
  { key: "type", is: /^response\./, provider: "openai" },
  { key: "type", is: /^(?:message$|message_(?:start|delta)$)/, provider: "anthropic" },
];

/** What a value tells of a model's answer; `undefined` when it is none. Nothing of the value is run. */
export function answerOf(value: unknown): Answer | undefined {
  if (!isObject(value) || !maySay(value)) return undefined;
  const whole = partOf(value);
  const parts = [...INNER.map((key) => own(value, key)), lastStep(value)].flatMap((inner) =>
    isObject(inner) ? (partOf(inner) ?? []) : [],
  );
  const all = whole === undefined ? parts : [whole, ...parts];
  // An event such as Vercel AI's `{ type: "finish", totalUsage }` is recognised by its parts, a stranger by none.
  if (!all.some(({ isAnswer }) => isAnswer)) return undefined;
  return {
    usage: all.find(({ usage }) => usage !== undefined)?.usage,
    adds: isObject(own(value, "usage_metadata")),
    model: all.find(({ model }) => model !== undefined)?.model,
    id: all.find(({ id }) => id !== undefined)?.id,
    finishReasons: all.find(({ finishReasons }) => finishReasons.length > 0)?.finishReasons ?? [],
    provider: all.find(({ provider }) => provider !== undefined)?.provider,
  };
}

/** The last step of Vercel AI's results: it alone tells model and reason. */
const lastStep = (value: object): unknown => {
  const steps = own(value, "steps");
  return Array.isArray(steps) ? own(steps, String(steps.length - 1)) : undefined;
};

type Part = Omit<Answer, "adds"> & { readonly isAnswer: boolean };

function partOf(value: object): Part | undefined {
  const metadata = own(value, "response_metadata");
  const usage = usageOf(value) ?? usageOf(metadata);
  const finishReasons = finishReasonsOf(value, metadata);
  const shape = SHAPES.find(({ key, is }) => {
    const text = own(value, key);
    return isText(text) && is.test(text);
  });
  const isGemini = isObject(own(value, "usageMetadata"));
  const model = modelOf(value) ?? modelOf(metadata) ?? modelOf(own(value, "model"));
  const isAnswer =
    usage !== undefined || finishReasons.length > 0 || (shape !== undefined && model !== undefined);
  if (!isAnswer && model === undefined) return undefined;
  return {
    isAnswer,
    usage,
    finishReasons,
    model,
    id: ownOf(value, ["id", "responseId"], isText),
    provider:
      ownOf(metadata, ["model_provider"], isText) ??
      ownOf(own(value, "model"), ["provider"], isText) ??
      ownOf(value, ["provider"], isText) ??
      shape?.provider ??
      (isGemini ? "gemini" : undefined),
  };
}

const MODEL = ["model", "modelId", "modelVersion", "model_name"];
const FINISHED = ["finish_reason", "finishReason", "stop_reason", "choices", "candidates"];

/** Names of which an answer has one, or holds an object under one. */
const TELLING = [...HOLDERS, ...MODEL, ...FINISHED, "response_metadata"];
const HOLDING = [...INNER, "steps"];

/** Whether a value has any of the names: most pieces of a stream have none, and are not looked at closer. */
const maySay = (value: object): boolean =>
  !types.isProxy(value) &&
  (TELLING.some((name) => Object.hasOwn(value, name)) || HOLDING.some((name) => isObject(own(value, name))));

const modelOf = (value: unknown): string | undefined => ownOf(value, MODEL, isText);

/** Of each choice or candidate, else of the answer as a whole. */
function finishReasonsOf(value: object, metadata: unknown): readonly string[] {
  const each = [...elements(own(value, "choices"), MOST), ...elements(own(value, "candidates"), MOST)]
    .map((choice) => ownOf(choice, ["finish_reason", "finishReason"], isText))
    .filter(isText);
  if (each.length > 0) return each;
  const one =
    ownOf(value, ["stop_reason", "finishReason"], isText) ??
    ownOf(metadata, ["finish_reason", "stop_reason", "finishReason"], isText);
  return one === undefined ? [] : [one];
}
