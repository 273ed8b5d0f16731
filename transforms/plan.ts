import type { Follow } from "./dialects/follow.ts";
import { planLogCalls } from "./dialects/plan.ts";
import { createLogReader } from "./dialects/recognise.ts";
import { planHeader } from "./edits/header.ts";
import { planErrorPaths } from "./error-paths/plan.ts";
import type { Classified, FileContext, MigrateOptions, Plan, SiteKind, Sites } from "./model.ts";
import { planSpans } from "./spans/plan.ts";
import { chooseNames } from "./syntax/names.ts";
import { findOurs } from "./syntax/ours.ts";

const PLANNERS = {
  "log-call": planLogCalls,
  "error-path": planErrorPaths,
  span: planSpans,
} as const satisfies Record<SiteKind, (ctx: FileContext) => Sites>;

const NONE: Sites = { found: 0, done: 0, changes: [], declined: [] };

/** What is known of a file from others. */
export type Surroundings = {
  readonly inCycle: boolean;
  /** Finds loggers that other files define; without it, they are judged by their names. */
  readonly follow?: Follow | undefined;
};

/** Finds all sites of a file and says what to do with each. Nothing is applied yet. */
export function plan(file: Classified, options: MigrateOptions, { inCycle, follow }: Surroundings): Plan {
  const ours = findOurs(file.ast);
  const logCall = createLogReader(file, ours, options.dialects, follow?.(file.source.path));
  const ctx: FileContext = { file, names: chooseNames(file.ast), ours, logCall };
  const planned = (kind: SiteKind): Sites => (options.only.includes(kind) ? PLANNERS[kind](ctx) : NONE);
  const sites = {
    "log-call": planned("log-call"),
    "error-path": planned("error-path"),
    span: planned("span"),
  };
  const changes = Object.values(sites).flatMap((planned) => planned.changes);
  return { file, sites, header: planHeader(ctx, inCycle, changes) };
}

/** The edits of every site of a plan. */
export function siteChanges({ sites }: Plan): Plan["sites"]["span"]["changes"] {
  return Object.values(sites).flatMap(({ changes }) => changes);
}
