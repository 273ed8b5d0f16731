import type { Change, Declined, FileContext, Sites } from "../model.ts";
import type { ts } from "../syntax/ts.ts";
import { classify, isSilentSomewhere } from "./classify.ts";
import { logSilentPaths, type Why } from "./edit.ts";
import { type ErrorSite, findErrorSites } from "./handlers/find.ts";
import type { Handler } from "./model.ts";
import { choosePlaces } from "./places.ts";
import { dropsError } from "./references.ts";
import { runsElsewhere } from "./serialised.ts";

/** Finds the error paths of a file and logs those that lead out of it silently. */
export function planErrorPaths(ctx: FileContext): Sites {
  const changes: Change[] = [];
  const declined: Declined[] = [];
  const sites = findErrorSites(ctx.file.ast);
  for (const site of sites) {
    const decision = decide(ctx, site);
    if (decision === "done") continue;
    if ("edits" in decision) changes.push(decision);
    else declined.push({ kind: "error-path", offset: nodeOf(site).getStart(ctx.file.ast), ...decision });
  }
  return { found: sites.length, done: sites.length - declined.length, changes, declined };
}

const nodeOf = (site: ErrorSite): ts.Node => (site.kind === "inline" ? site.handler.node : site.node);

function decide(ctx: FileContext, site: ErrorSite): "done" | Change | Why {
  switch (site.kind) {
    case "inline":
      return decideHandler(ctx, site.handler);
    case "reference":
      return dropsError(site.node) ? BY_REFERENCE : "done";
    case "unfixable":
      return { code: site.code, reason: site.reason };
  }
}

function decideHandler(ctx: FileContext, handler: Handler): "done" | Change | Why {
  const analysis = classify(ctx, handler);
  if (!isSilentSomewhere(analysis)) return "done";
  if (runsElsewhere(handler.node)) return ELSEWHERE;
  const places = choosePlaces(ctx, analysis);
  return places ? logSilentPaths(ctx, handler, places) : NO_PLACE;
}

const BY_REFERENCE: Why = {
  code: "handler-by-reference",
  reason:
    "the error goes to a function that drops it, and that others may use too; log it in a function here",
};

const ELSEWHERE: Why = {
  code: "serialised-function",
  reason: "this function's text is sent to another process, where the logger does not exist",
};

const NO_PLACE: Why = {
  code: "no-exact-place",
  reason: "no place is passed by the silent runs alone; log in each branch that leaves",
};
