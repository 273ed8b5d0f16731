import type { Analysis } from "../error-paths/classify.ts";
import { logSilentPaths, scopeOf, type Why } from "../error-paths/edit.ts";
import { ownLine } from "../error-paths/line.ts";
import type { ErrorContext } from "../error-paths/model.ts";
import { choosePlaces } from "../error-paths/places.ts";
import { NO_PLACE } from "../error-paths/plan.ts";
import type { Change } from "../model.ts";
import { legacyLine } from "./line.ts";
import { valuesAt } from "./values.ts";

const NO_LOGGER: Why = {
  code: "no-logger",
  reason: "no logger can be called there, and `console` means something else; import one",
};

/**
 * The change that logs the silent paths of a handler the project's own way: `backendLogger` where the module has it,
 * else the logger in scope, else `console`; with the error, and the values in scope that say what failed. `attempt` 1 words it another way, if there is one.
 */
export function mend(ctx: ErrorContext, analysis: Analysis, attempt: 0 | 1 = 0): Change | Why {
  const { handler } = analysis;
  if (attempt > 0 && ctx.ours.logger) return NO_LOGGER;
  const places = choosePlaces(ctx, analysis);
  if (!places) return NO_PLACE;
  const scopes = places.map(({ place }) => scopeOf(place));
  const write = ctx.ours.logger ? ownLine(ctx, handler.node) : legacyLine(ctx, scopes, attempt);
  if (!write) return NO_LOGGER;
  const values = valuesAt(handler.node, scopes);
  return logSilentPaths(ctx, handler, places, (line) =>
    write({ ...line, data: [...new Set([...line.data, ...values])] }),
  );
}
