import { isEmittedLogCall, type Ours, unvoid } from "../../syntax/ours.ts";
import { ts } from "../../syntax/ts.ts";
import type { ReadCall } from "../dialect.ts";
import type { Place } from "./places.ts";

export type Site = { readonly call: ReadCall; readonly place: Place };

/**
 * The calls that an earlier run mirrored, each with its mirror: an emitted line that says the same, or has the same level, stands where their
 * mirror would. Those that say the same come first, also behind legacy lines that were written in between since:
 *
 *   log.info("a");                 mirrored
 *   log.info("new");               not mirrored, although the next line is one of ours
 *   backendLogger.info("a", …);
 */
export function findMirrored(
  sites: readonly Site[],
  ours: Ours,
  messageOf: (site: Site) => string,
): ReadonlyMap<ReadCall, ts.CallExpression> {
  const mirrored = new Map<ReadCall, ts.CallExpression>();
  if (!ours.logger) return mirrored;
  const legacy = new Set(
    sites.flatMap(({ place }) => (place.kind === "statement" ? [place.statement as ts.Statement] : [])),
  );
  const taken = new Set<ts.Node>();
  const match = (site: Site, fits: (mirror: ts.CallExpression) => boolean, near: boolean): void => {
    if (mirrored.has(site.call)) return;
    const mirror = candidates(site, ours, near ? NONE : legacy).find((m) => !taken.has(m) && fits(m));
    if (!mirror) return;
    taken.add(mirror);
    mirrored.set(site.call, mirror);
  };
  const sameLevel = ({ call }: Site, mirror: ts.CallExpression): boolean => methodOf(mirror) === call.level;
  const sameText = (site: Site, mirror: ts.CallExpression): boolean =>
    mirror.arguments[0]?.getText() === messageOf(site);
  for (const site of sites) match(site, (m) => sameLevel(site, m) && sameText(site, m), false);
  for (const site of sites) match(site, (m) => sameText(site, m), true);
  for (const site of sites) match(site, (m) => sameLevel(site, m), true);
  return mirrored;
}

const NONE: ReadonlySet<ts.Statement> = new Set();

function candidates(
  { call, place }: Site,
  ours: Ours,
  passing: ReadonlySet<ts.Statement>,
): readonly ts.CallExpression[] {
  const sequence = inSequence(call.call).filter((node) => isEmittedLogCall(node, ours));
  return place.kind === "statement" ? [...sequence, ...beside(place.statement, ours, passing)] : sequence;
}

/** `ours` of `(ours, call)`, and of `(before, ours, call)`, which a formatter makes of `(before, (ours, call))`. */
function inSequence({ parent }: ts.CallExpression): readonly ts.CallExpression[] {
  if (!isComma(parent)) return [];
  const before = isComma(parent.left) ? parent.left.right : parent.left;
  return ts.isCallExpression(before) ? [before] : [];
}

const isComma = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken;

/** The emitted lines behind a statement, past those in `passing`; in braces that are ours, the one in front of it. */
function beside(
  statement: ts.Statement,
  ours: Ours,
  passing: ReadonlySet<ts.Statement>,
): readonly ts.CallExpression[] {
  const siblings = siblingsOf(statement);
  const at = siblings.indexOf(statement);
  const emitted = (s: ts.Statement | undefined): ts.CallExpression | undefined => {
    const call = s && ts.isExpressionStatement(s) ? unvoid(s.expression) : undefined;
    return call && isEmittedLogCall(call, ours) ? call : undefined;
  };
  const before = siblings[at - 1];
  const isVoid = before && ts.isExpressionStatement(before) && ts.isVoidExpression(before.expression);
  const opening = isVoid ? emitted(before) : undefined;
  const found = opening ? [opening] : [];
  for (const next of siblings.slice(at + 1)) {
    const call = emitted(next);
    if (call) found.push(call);
    else if (!passing.has(next)) break;
  }
  return found;
}

function siblingsOf({ parent }: ts.Statement): readonly ts.Statement[] {
  const holdsList =
    ts.isBlock(parent) ||
    ts.isSourceFile(parent) ||
    ts.isModuleBlock(parent) ||
    ts.isCaseOrDefaultClause(parent);
  return holdsList ? parent.statements : [];
}

const methodOf = ({ expression }: ts.CallExpression): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : "";
