import { emitLog } from "../edits/emit.ts";
import { sequenceBefore } from "../edits/expressions.ts";
import { insertAfterStatement } from "../edits/statements.ts";
import type { Change, Declined, FileContext, Sites } from "../model.ts";
import { ts } from "../syntax/ts.ts";
import type { ReadCall, Refusal } from "./dialect.ts";
import { createMirrors, type Mirror, type Mirrors } from "./line.ts";
import { isMirrored } from "./mirrored.ts";
import { createOwnerRefusal } from "./owners.ts";
import { type Place, placeOf } from "./places.ts";

/** Mirrors the legacy log calls of a file, or says why not. */
export function planLogCalls(ctx: FileContext): Sites {
  const mirrors = createMirrors(ctx.file);
  const ownerRefusal = createOwnerRefusal(ctx.file);
  const taken = new Set<ts.Node>();
  const changes: Change[] = [];
  const declined: Declined[] = [];
  let found = 0;
  for (const call of callsOf(ctx)) {
    found++;
    const place = placeOf(call.call);
    if (isMirrored(call, place, taken, ctx.ours)) continue;
    const refusal = call.refusal ?? ownerRefusal(call) ?? (place.kind === "refused" ? place : undefined);
    if (refusal) declined.push(decline(call, refusal, ctx));
    else changes.push(change(call, place, mirrors, ctx));
  }
  return { found, done: found - declined.length, changes, declined };
}

/** The legacy calls of a file, inner ones before those around them: `a` before `b` of `log.info("a").info("b")`. */
function callsOf({ file, logCall }: FileContext): readonly ReadCall[] {
  const calls: ReadCall[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    const call = logCall(node);
    // The reader of this folder says more than the model promises; any other reader's calls are not ours to mirror.
    if (call && "spec" in call) calls.push(call as ReadCall);
  };
  visit(file.ast);
  return calls;
}

function decline({ call }: ReadCall, { code, reason }: Refusal, { file }: FileContext): Declined {
  return { kind: "log-call", code, reason, offset: call.getStart(file.ast) };
}

function change(call: ReadCall, place: Place, mirrors: Mirrors, { file, names }: FileContext): Change {
  const mirror = mirrorAt(call, place, mirrors);
  const code = emitLog(file, names, call.call, mirror.line);
  const legacy = legacyName(call.call.expression, file.ast);
  const lost = mirror.leftOut.length > 0 ? `; left out: ${mirror.leftOut.join(", ")}` : "";
  const summary = `${legacy} → ${names.logger}.${mirror.line.level}${lost}`;
  const edits =
    place.kind === "statement"
      ? insertAfterStatement(file, place.statement, code, summary)
      : sequenceBefore(file, call.call, code, summary);
  return {
    kind: "log-call",
    range: { start: call.call.getStart(file.ast), end: call.call.getEnd() },
    summary,
    edits,
  };
}

/** `logger.info`; of a chain, `….info`: what stands before it is not part of this line. */
function legacyName(callee: ts.Expression, ast: ts.SourceFile): string {
  const isLong = ts.isPropertyAccessExpression(callee) && ts.isCallExpression(callee.expression);
  return isLong ? `….${callee.name.text}` : callee.getText(ast).replaceAll(/\s+/g, "");
}

/**
 * In front of the call its arguments have not been evaluated yet, and behind an optional one they may never be: what
 * the mirror reads there must not throw. Where all of them are plain reads, the call throws the same by itself.
 */
function mirrorAt(call: ReadCall, place: Place, mirrors: Mirrors): Mirror {
  const isOptional = ts.isOptionalChain(call.call);
  const plain = mirrors(call, isOptional);
  const isBefore = place.kind === "sequence" || (place.kind === "statement" && place.isBefore);
  return !isOptional && isBefore && plain.leftOut.length > 0 ? mirrors(call, true) : plain;
}
