import { classify } from "./classify.ts";
import { planHeader } from "./edits/header.ts";
import { outcome } from "./migrate.ts";
import type { Change, Plan, Sites, Source } from "./model.ts";
import { parse } from "./parse.ts";
import type { FileOutcome } from "./report.ts";
import type { Finding, LintOptions } from "./rules/model.ts";
import { chooseNames } from "./syntax/names.ts";
import { findOurs } from "./syntax/ours.ts";
import { verify } from "./verify.ts";

const NONE: Sites = { found: 0, done: 0, changes: [], declined: [] };

/**
 * One file with the fixes of its findings made: parse → classify → plan → apply → verify, as `migrate` has it.
 * Pure: text in, outcome out. `cli/` checks types, guards and writes behind it.
 */
export function fixFile(source: Source, findings: readonly Finding[], options: LintOptions): FileOutcome {
  const file = classify(parse(source), options);
  const changes = changesOf(findings);
  const sites = { found: changes.length, done: changes.length, changes, declined: [] };
  const ours = findOurs(file.ast);
  const ctx = { file, ours, names: chooseNames(file.ast), logCall: () => undefined };
  const plan: Plan = {
    file,
    sites: { "log-call": NONE, "error-path": sites, span: NONE },
    header: ours.logger ? planHeader(ctx, false, changes) : [],
  };
  return outcome(plan, verify(plan));
}

/** Each change once: a handler that several findings are about is mended once. */
function changesOf(findings: readonly Finding[]): readonly Change[] {
  const byPlace = new Map<string, Change>();
  for (const { fix } of findings) if (fix) byPlace.set(`${fix.range.start} ${fix.range.end}`, fix);
  return [...byPlace.values()];
}
