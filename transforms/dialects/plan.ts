import { emitLog } from "../edits/emit.ts";
import { sequenceBefore } from "../edits/expressions.ts";
import { insertAfterStatement, isInStatementList } from "../edits/statements.ts";
import type { Change, Declined, FileContext, Sites } from "../model.ts";
import { nodesOf } from "../syntax/nodes.ts";
import { bare } from "../syntax/purity.ts";
import { ts } from "../syntax/ts.ts";
import type { ReadCall, Refusal } from "./dialect.ts";
import { createMirrors, type Mirror, type Mirrors } from "./lines/line.ts";
import { findMirrored, type Site } from "./lines/mirrored.ts";
import { placeOf } from "./lines/places.ts";
import { ownerRefusal } from "./receivers/owners.ts";

/** Mirrors the legacy log calls of a file, or says why not. */
export function planLogCalls(ctx: FileContext): Sites {
  const { sites, mirrored, mirrors } = legacyCalls(ctx);
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

export type LegacyCalls = {
  readonly sites: readonly Site[];
  /** Those beside which a line of an earlier run stands. */
  readonly mirrored: ReadonlyMap<ReadCall, ts.CallExpression>;
  readonly mirrors: Mirrors;
};

/** The legacy calls of a file, with where their mirrors go or are. */
export function legacyCalls(ctx: FileContext): LegacyCalls {
  const mirrors = createMirrors(ctx.file);
  const sites = callsOf(ctx).map((call): Site => ({ call, place: placeOf(call.call) }));
  const mirrored = findMirrored(sites, ctx.ours, (site) => mirrorAt(site, mirrors).line.message);
  return { sites, mirrored, mirrors };
}

/** The legacy calls of a file, inner ones before those around them: `a` before `b` of `log.info("a").info("b")`. */
function callsOf({ file, logCall }: FileContext): readonly ReadCall[] {
  const calls: ReadCall[] = [];
  for (const node of innerFirst(nodesOf(file.ast).filter(ts.isCallExpression))) {
    const call = logCall(node);
    // The reader of this folder says more than the model promises; any other reader's calls are not ours to mirror.
    if (call && "spec" in call) calls.push(call as ReadCall);
  }
  return calls;
}

const innerFirst = <T extends ts.Node>(nodes: T[]): readonly T[] =>
  nodes.sort((a, b) => a.end - b.end || b.pos - a.pos);

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
export function legacyName(callee: ts.Expression, ast: ts.SourceFile): string {
  const isLong = ts.isPropertyAccessExpression(callee) && ts.isCallExpression(callee.expression);
  return isLong ? `….${callee.name.text}` : callee.getText(ast).replaceAll(/\s+/g, "");
}

/**
 * What a mirror reads must not throw where the legacy call might not have read it (`logger?.info(a.b)`), has not read it
 * yet, or has changed it since: by an argument with effects, by what else its statement does, or while it was waited
 * for. Where all arguments are plain reads, the call throws the same by itself; where several of them may throw, the
 * mirror in front of it could throw for another one, as it may read them in another order.
 */
export function mirrorAt({ call, place }: Site, mirrors: Mirrors): Mirror {
  if (ts.isOptionalChain(call.call)) return mirrors(call, "unknown");
  const isBehind = place.kind === "statement" && isInStatementList(place.statement);
  const isMore = place.kind === "statement" && bare(place.statement.expression) !== call.call;
  const mirror = mirrors(call, isMore ? "changed" : "same");
  if (isBehind) return mirror.hasEffects ? mirrors(call, "changed") : mirror;
  return mirror.hasEffects || mayThrowInTwoPlaces(call.call) ? mirrors(call, "unknown") : mirror;
}

/** Whether the arguments read properties of more than one value other than `this`. */
function mayThrowInTwoPlaces(call: ts.CallExpression): boolean {
  const read = new Set<string>();
  const visit = (node: ts.Node): void => {
    const object =
      ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.expression : undefined;
    if (object && object.kind !== ts.SyntaxKind.ThisKeyword) read.add(object.getText());
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  call.arguments.forEach(visit);
  return read.size > 1;
}
