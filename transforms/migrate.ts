import { contextOf, type Links } from "./links.ts";
import {
  type Declined,
  type MigrateOptions,
  type Plan,
  SITE_KINDS,
  type SiteKind,
  type Source,
} from "./model.ts";
import { parse, syntaxErrors } from "./parse.ts";
import { plan } from "./plan.ts";
import type { Counts, FileOutcome } from "./report.ts";
import { positions } from "./syntax/positions.ts";
import { type Verified, verify, type Withdrawn } from "./verify.ts";

/**
 * One file through every stage in order: parse → classify → plan → apply → verify.
 * Pure but for `links`, which may look into other files: text in, outcome out. `cli/` discovers before it, and checks types, writes and reports behind it.
 */
export function migrateFile(
  source: Source,
  options: MigrateOptions,
  inCycle = false,
  links?: Links,
): FileOutcome {
  const ctx = links?.open(source) ?? contextOf(parse(source), options);
  const [broken] = syntaxErrors(ctx.file.ast);
  if (broken) return failed(source, broken);
  const planned = plan(ctx, options, inCycle);
  return outcome(planned, verify(planned));
}

export function failed(
  source: Source,
  error: { readonly offset: number; readonly message: string },
): FileOutcome {
  const { line, column } = positions(source.text)(error.offset);
  return {
    kind: "failed",
    path: source.relativePath,
    reason: `does not parse: ${line}:${column} ${error.message}`,
  };
}

/** What a plan comes to, once it is verified. */
export function outcome({ file, sites }: Plan, { text, changes, withdrawn }: Verified): FileOutcome {
  const lost = withdrawn.flatMap(asDeclined);
  const declined = [...SITE_KINDS.flatMap((kind) => sites[kind].declined), ...lost];
  const base = {
    path: file.source.relativePath,
    source: file.source,
    declined,
    sites: recount(counts(sites), lost),
    classification: file.module,
    component: file.component,
  };
  return changes.length > 0
    ? { ...base, kind: "changed", output: text, changes }
    : { ...base, kind: "unchanged" };
}

/** The sites of a withdrawn change are declined after all. */
export function asDeclined({ change, code, reason }: Withdrawn): readonly Declined[] {
  const offsets = change.sites ?? [change.range.start];
  return offsets.map((offset) => ({ kind: change.kind as SiteKind, code, offset, reason }));
}

function counts(sites: Plan["sites"]): Counts {
  const rows = SITE_KINDS.map((kind) => {
    const { found, done, declined, changes } = sites[kind];
    const fresh = changes.reduce((sum, { sites: offsets }) => sum + (offsets?.length ?? 1), 0);
    return [kind, { found, done, declined: declined.length, already: done - fresh }] as const;
  });
  return Object.fromEntries(rows) as Counts;
}

/** The counts after some sites that were done are declined. */
export function recount(before: Counts, lost: readonly Declined[]): Counts {
  const rows = SITE_KINDS.map((kind) => {
    const { found, done, declined, already } = before[kind];
    const n = lost.filter((d) => d.kind === kind).length;
    return [kind, { found, done: done - n, declined: declined + n, already }] as const;
  });
  return Object.fromEntries(rows) as Counts;
}
