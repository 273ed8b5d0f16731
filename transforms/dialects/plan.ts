import { emitLog } from "../edits/emit.ts";
import { sequenceBefore } from "../edits/expressions.ts";
import { insertAfterStatement } from "../edits/statements.ts";
import type { Change, Declined, FileContext, Sites } from "../model.ts";
import { ts } from "../syntax/ts.ts";
import type { ReadCall, Refusal } from "./dialect.ts";
import { createMirrors, type Mirror, type Mirrors } from "./line.ts";
import { findMirrored, type Site } from "./mirrored.ts";
import { createOwnerRefusal } from "./owners.ts";
import { placeOf } from "./places.ts";

/** Mirrors the legacy log calls of a file, or says why not. */
export function planLogCalls(ctx: FileContext): Sites {
  const mirrors = createMirrors(ctx.file);
  const ownerRefusal = createOwnerRefusal(ctx.file);
  const sites = callsOf(ctx).map((call): Site => ({ call, place: placeOf(call.call) }));
  const mirrored = findMirrored(sites, ctx.ours, (site) => mirrorAt(site, mirrors).line.message);
  const changes: Change[] = [];
  const declined: Declined[] = [];
  for (const site of sites) {
    const { call, place } = site;
    if (mirrored.has(call)) continue;
    const refusal = call.refusal ?? ownerRefusal(call) ?? (place.kind === "refused" ? place : undefined);
    if (refusal) declined.push(decline(call, refusal, ctx));
    else changes.push(change(site, mirrors, ctx));
  }
  return { found: sites.length, done: sites.length - declined.length, changes, declined };
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

function change(site: Site, mirrors: Mirrors, { file, names }: FileContext): Change {
  const { call, place } = site;
  const mirror = mirrorAt(site, mirrors);
  const code = emitLog(file, names, call.call, mirror.line);
  const legacy = legacyName(call.call.expression, file.ast);
  const lost = mirror.leftOut.length > 0 ? `; left out: ${mirror.leftOut.join(", ")}` : "";
  const summary = `${legacy} → ${names.logger}.${mirror.line.level}${lost}`;
  const edits =
    place.kind === "statement"
      ? insertAfterStatement(file, place.statement, code, summary)
      : sequenceBefore(file, call.call, code, summary);
  // Lines behind one statement stand in the order of its calls, which nothing but the order of planning tells.
  const about = place.kind === "statement" ? place.statement : call.call;
  return {
    kind: "log-call",
    range: { start: about.getStart(file.ast), end: about.getEnd() },
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
function mirrorAt({ call, place }: Site, mirrors: Mirrors): Mirror {
  const isOptional = ts.isOptionalChain(call.call);
  const plain = mirrors(call, isOptional);
  const isBefore = place.kind === "sequence" || (place.kind === "statement" && place.isBefore);
  return !isOptional && isBefore && plain.hasEffects ? mirrors(call, true) : plain;
}
