import { applyChanges } from "../../transforms/apply.ts";
import { classify } from "../../transforms/classify.ts";
import { planHeader } from "../../transforms/edits/header.ts";
import type { FileContext, Sites } from "../../transforms/model.ts";
import { parse } from "../../transforms/parse.ts";
import { planSpans } from "../../transforms/spans/plan.ts";
import { chooseNames } from "../../transforms/syntax/names.ts";
import { findOurs } from "../../transforms/syntax/ours.ts";
import type { CategoryName } from "../../transforms/target.ts";

/** The spans of one text, taken for a module of `category`. */
export function planned(text: string, path?: string, category?: CategoryName): Sites {
  return planSpans(context(text, path, category));
}

/** The text with its spans, import and logger included. */
export function traced(text: string, path?: string, category?: CategoryName): string {
  const ctx = context(text, path, category);
  const { changes } = planSpans(ctx);
  return changes.length > 0 ? applyChanges(text, [...planHeader(ctx, false), ...changes]) : text;
}

function context(
  text: string,
  path = "src/agent.ts",
  category: CategoryName = "AGENT_OPERATIONS",
): FileContext {
  const parsed = parse({ path: `/repo/${path}`, relativePath: path, text });
  const file = classify(parsed, { categories: [{ files: "**", category }] });
  return { file, names: chooseNames(file.ast), ours: findOurs(file.ast), logCall: () => undefined };
}
