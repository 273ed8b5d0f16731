import type { Change, Declined, Sites } from "../model.ts";
import { RUNS_ELSEWHERE, runsElsewhere } from "../syntax/runs-elsewhere.ts";
import type { ts } from "../syntax/ts.ts";
import { classify, isSilentSomewhere } from "./classify.ts";
import { logSilentPaths, type Why } from "./edit.ts";
import { type ErrorSite, findErrorSites } from "./handlers/find.ts";
import { ownLine } from "./line.ts";
import type { ErrorContext, Handler } from "./model.ts";
import { choosePlaces } from "./places.ts";
import { isNamedEmpty, referenced, referencedElsewhere } from "./references.ts";

type Decision = "done" | Change | Why;

/** Finds the error paths of a file and logs those that lead out of it silently. */
export function planErrorPaths(ctx: ErrorContext): Sites {
  const changes = new Map<Change, readonly number[]>();
  const declined: Declined[] = [];
  const sites = findErrorSites(ctx.file.ast);
  const decided = new Map<ts.Node, Decision>();
  for (const site of sites) {
    const decision = decide(ctx, site, decided);
    if (decision === "done") continue;
    const offset = nodeOf(site).getStart(ctx.file.ast);
    if (!("edits" in decision)) declined.push({ kind: "error-path", offset, ...decision });
    else changes.set(decision, [...(changes.get(decision) ?? []), offset]);
  }
  return {
    found: sites.length,
    done: sites.length - declined.length,
    changes: [...changes].map(([change, offsets]) =>
      offsets.length > 1 ? { ...change, sites: offsets } : change,
    ),
    declined,
  };
}

const nodeOf = (site: ErrorSite): ts.Node => (site.kind === "inline" ? site.handler.node : site.node);

/** `decided` has the functions seen so far: one that several handlers name is changed once. */
function decide(ctx: ErrorContext, site: ErrorSite, decided: Map<ts.Node, Decision>): Decision {
  switch (site.kind) {
    case "inline":
      return decideHandler(ctx, site.handler);
    case "reference": {
      const target = referenced(site.node, site.as);
      if (!target) return isDropped(ctx, site) ? BY_REFERENCE : "done";
      const { node } = target.handler;
      const decision = decided.get(node) ?? decideHandler(ctx, target.handler);
      decided.set(node, decision);
      return decision === "done" || target.onlyForErrors ? decision : BY_REFERENCE;
    }
    case "unfixable":
      return { code: site.code, reason: site.reason };
  }
}

function decideHandler(ctx: ErrorContext, handler: Handler): Decision {
  const analysis = classify(ctx, handler);
  if (!isSilentSomewhere(analysis)) return "done";
  if (runsElsewhere(handler.node)) return RUNS_ELSEWHERE;
  const places = choosePlaces(ctx, analysis);
  return places ? logSilentPaths(ctx, handler, places, ownLine(ctx, handler.node)) : NO_PLACE;
}

/** Whether a function that cannot be changed drops the error: `noop`, `this.ignore`, `ignoring("save")`. */
function isDropped(ctx: ErrorContext, site: ErrorSite & { readonly kind: "reference" }): boolean {
  if (isNamedEmpty(site.node)) return true;
  const found = referencedElsewhere(ctx, site.node, site.as);
  return found !== undefined && isSilentSomewhere(classify(found.ctx, found.handler));
}

const BY_REFERENCE: Why = {
  code: "handler-by-reference",
  reason: "the error goes to a function that drops it and that has other uses; give it a function that logs",
};

export const NO_PLACE: Why = {
  code: "no-exact-place",
  reason: "no place is passed by the silent runs alone; log in each branch that leaves",
};
