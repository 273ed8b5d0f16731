import { classify } from "./classify.ts";
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
 * Pure: text in, outcome out. `cli/` discovers before it, and checks types, writes and reports behind it.
 */
export function migrateFile(source: Source, options: MigrateOptions, inCycle = false): FileOutcome {
  const parsed = parse(source);
  const [broken] = syntaxErrors(parsed.ast);
  if (broken) return failed(source, broken);
  const file = classify(parsed, options);
  const planned = plan(file, options, inCycle);
  return outcome(planned, verify(planned));
}

function failed(source: Source, error: { readonly offset: number; readonly message: string }): FileOutcome {
  const { line, column } = positions(source.text)(error.offset);
  return {
    kind: "failed",
    path: source.relativePath,
    reason: `does not parse: ${line}:${column} ${error.message}`,
  };
}

function outcome({ file, sites }: Plan, { text, changes, withdrawn }: Verified): FileOutcome {
  const declined = [...SITE_KINDS.flatMap((kind) => sites[kind].declined), ...withdrawn.map(asDeclined)];
  const base = {
    path: file.source.relativePath,
    source: file.source,
    declined,
    sites: counts(sites, withdrawn),
    classification: file.module,
    component: file.component,
  };
  return changes.length > 0
    ? { ...base, kind: "changed", output: text, changes }
    : { ...base, kind: "unchanged" };
}

/** A withdrawn change is a site that was declined after all. */
export function asDeclined({ change, code, reason }: Withdrawn): Declined {
  return { kind: change.kind as SiteKind, code, offset: change.range.start, reason };
}

function counts(sites: Plan["sites"], withdrawn: readonly Withdrawn[]): Counts {
  const rows = SITE_KINDS.map((kind) => {
    const { found, done, declined } = sites[kind];
    const lost = withdrawn.filter(({ change }) => change.kind === kind).length;
    return [kind, { found, done: done - lost, declined: declined.length + lost }] as const;
  });
  return Object.fromEntries(rows) as Counts;
}
