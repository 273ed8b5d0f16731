import { sequenceBefore } from "../edits/expressions.ts";
import {
  insertAfterStatement,
  insertAtBlockStart,
  insertBeforeStatement,
  isInStatementList,
} from "../edits/statements.ts";
import type { Change, Declined, Edit, FileContext } from "../model.ts";
import { ts } from "../syntax/ts.ts";
import { errorFields } from "./binding.ts";
import { canTakeElse, guardedCode, guardedExpression, insertElse } from "./forms.ts";
import type { WriteLine } from "./line.ts";
import type { Handler, Place } from "./model.ts";
import { placeName } from "./naming.ts";
import type { ChosenPlace } from "./places.ts";
import { isTolerated } from "./tolerance.ts";

export type Why = Pick<Declined, "code" | "reason">;

const REASON = "a silent error path";

const NO_PLACE: Why = {
  code: "no-exact-place",
  reason: "no single place can log the silent runs once and leave the others alone; log in each branch",
};

/** The change that logs the silent paths of a handler at the places chosen for it, in the words of `write`. */
export function logSilentPaths(
  ctx: FileContext,
  handler: Handler,
  chosen: readonly ChosenPlace[],
  write: WriteLine,
): Change | Why {
  const found = errorFields(
    ctx,
    handler,
    chosen.map(({ place }) => scopeOf(place)),
  );
  if ("code" in found) return found;
  const tolerated = isTolerated(handler) && !chosen.some(({ endsProcess }) => endsProcess);
  const name = placeName(ctx.file, handler.node);
  const edits: Edit[] = [...found.edits];
  for (const { place, expected, guarded } of chosen) {
    const call = write({ name, isQuiet: expected || tolerated, error: found.error, data: found.data });
    if (!isPossible(place, guarded)) return NO_PLACE;
    edits.push(...insert(ctx, place, guarded ? guard(place, bindingName(handler), call) : call));
  }
  const { node } = handler;
  return {
    kind: "error-path",
    range: { start: node.getStart(ctx.file.ast), end: node.getEnd() },
    summary: summary(name, chosen, handler, tolerated),
    edits,
  };
}

/** The node whose scope an added line is in. */
export const scopeOf = ({ kind, node }: Place): ts.Node => (kind === "start" ? node : node.parent);

const bindingName = ({ binding }: Handler): string =>
  binding && ts.isIdentifier(binding) ? binding.text : "";

const guard = (place: Place, name: string, call: string): string =>
  isUnbraced(place) ? guardedExpression(name, call) : guardedCode(name, call);

const isUnbraced = ({ kind, node }: Place): boolean => kind === "before" && !isInStatementList(node);

function isPossible(place: Place, guarded: boolean): boolean {
  switch (place.kind) {
    case "start":
      return true;
    case "before":
    case "after":
      return isInStatementList(place.node) || place.kind === "before";
    case "else":
      return !guarded && canTakeElse(place.node);
    case "value":
      return !guarded;
  }
}

function insert({ file }: FileContext, place: Place, code: string): Edit[] {
  switch (place.kind) {
    case "start":
      return insertAtBlockStart(file, place.node, code, REASON);
    case "before":
      return insertBeforeStatement(file, place.node, code, REASON);
    case "after":
      return insertAfterStatement(file, place.node, code, REASON);
    case "else":
      return insertElse(file, place.node, code, REASON);
    case "value":
      return sequenceBefore(file, place.node, code, REASON);
  }
}

function summary(
  name: string,
  chosen: readonly ChosenPlace[],
  { kind }: Handler,
  tolerated: boolean,
): string {
  const level = tolerated || chosen.every((c) => c.expected) ? "debug" : "error";
  const paths = chosen.length === 1 ? "a silent path" : `${chosen.length} silent paths`;
  return `logged ${paths} of a ${kind.replaceAll("-", " ")} in ${name} at ${level}`;
}
