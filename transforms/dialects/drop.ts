import { cutStatement } from "../edits/cut.ts";
import type { Change, Declined, Edit, FileContext, Sites } from "../model.ts";
import { bare } from "../syntax/purity.ts";
import { ts } from "../syntax/ts.ts";
import type { Refusal } from "./dialect.ts";
import type { Site } from "./lines/mirrored.ts";
import { isDiscarded } from "./lines/results.ts";
import { type LegacyCalls, legacyCalls, legacyName, mirrorAt } from "./plan.ts";

/*
 * Taking a mirrored legacy call out again. Its mirror stays, where it stands:
 *
 *   log.info("a");                         –
 *   backendLogger.info("a", …);            backendLogger.info("a", …);
 *   ok && (backendLogger.info(…), log())   ok && (backendLogger.info(…))
 */

/** Takes the legacy calls out beside which a production line says the same, or says why not. */
export function planDrops(ctx: FileContext): Sites {
  const calls = legacyCalls(ctx);
  const changes: Change[] = [];
  const declined: Declined[] = [];
  for (const site of calls.sites) {
    const { call } = site.call;
    const start = call.getStart(ctx.file.ast);
    const found = dropOf(site, calls, ctx);
    if ("code" in found) declined.push({ kind: "log-call", ...found, offset: start });
    else {
      const summary = `${legacyName(call.expression, ctx.file.ast)} dropped`;
      changes.push({ kind: "log-call", range: { start, end: call.getEnd() }, summary, edits: found.edits });
    }
  }
  return { found: calls.sites.length, done: changes.length, changes, declined };
}

const REASONS = {
  "not-mirrored": "no production line stands beside it; run blog-migrate first, or mend what it declined",
  "left-out": "the production line does not say all that it says: %s",
  "result-used": "its result is used",
  chained: "more than this call is done in its statement",
} as const;

const refusal = (code: keyof typeof REASONS, detail = ""): Refusal => ({
  code,
  reason: REASONS[code].replace("%s", () => detail),
});

function dropOf(
  site: Site,
  { mirrored, mirrors }: LegacyCalls,
  { file }: FileContext,
): Refusal | { readonly edits: readonly Edit[] } {
  const { call, place } = site;
  const mirror = mirrored.get(call);
  if (!mirror) return refusal("not-mirrored");
  const { leftOut } = mirrorAt(site, mirrors);
  if (leftOut.length > 0) return refusal("left-out", leftOut.join(", "));
  const sequence = sequenceOf(call.call, mirror);
  if (sequence)
    return isDiscarded(call.call)
      ? { edits: [cut(sequence.left.getEnd(), sequence.right.getEnd())] }
      : refusal("result-used");
  if (place.kind !== "statement" || !isWhole(place.statement, call.call)) return refusal("chained");
  return { edits: [cutStatement(file, place.statement)] };
}

const cut = (start: number, end: number): Edit => ({
  start,
  end,
  text: "",
  side: "after",
  reason: "dropped",
});

/** `(…, mirror, call)`, of which only the call goes. */
function sequenceOf(call: ts.CallExpression, mirror: ts.CallExpression): ts.BinaryExpression | undefined {
  const { parent } = call;
  if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.CommaToken)
    return undefined;
  const inside = mirror.pos >= parent.left.pos && mirror.end <= parent.left.end;
  return parent.right === call && inside ? parent : undefined;
}

/** `void log("a")` too. */
function isWhole({ expression }: ts.ExpressionStatement, call: ts.CallExpression): boolean {
  const inner = bare(expression);
  return inner === call || (ts.isVoidExpression(inner) && bare(inner.expression) === call);
}
