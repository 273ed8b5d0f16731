import { planLogCalls } from "./dialects/plan.ts";
import { planHeader } from "./edits/header.ts";
import type { ErrorContext } from "./error-paths/model.ts";
import { planErrorPaths } from "./error-paths/plan.ts";
import type { MigrateOptions, Plan, SiteKind, Sites } from "./model.ts";
import { planSpans } from "./spans/plan.ts";

const PLANNERS = {
  "log-call": planLogCalls,
  "error-path": planErrorPaths,
  span: planSpans,
} as const satisfies Record<SiteKind, (ctx: ErrorContext) => Sites>;

const NONE: Sites = { found: 0, done: 0, changes: [], declined: [] };

/** Finds all sites of a file and says what to do with each. Nothing is applied yet. */
export function plan(ctx: ErrorContext, options: MigrateOptions, inCycle: boolean): Plan {
  const planned = (kind: SiteKind): Sites => (options.only.includes(kind) ? PLANNERS[kind](ctx) : NONE);
  const sites = {
    "log-call": planned("log-call"),
    "error-path": planned("error-path"),
    span: planned("span"),
  };
  const changes = Object.values(sites).flatMap((planned) => planned.changes);
  return { file: ctx.file, sites, header: planHeader(ctx, inCycle, changes) };
}

/** The edits of every site of a plan. */
export function siteChanges({ sites }: Plan): Plan["sites"]["span"]["changes"] {
  return Object.values(sites).flatMap(({ changes }) => changes);
}
