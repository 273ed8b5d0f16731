import { applyChanges } from "./apply.ts";
import { planDrops } from "./dialects/drop.ts";
import { planUnused } from "./dialects/unused.ts";
import { contextOf, type Links } from "./links.ts";
import { failed, outcome } from "./migrate.ts";
import type { Change, MigrateOptions, Plan, Sites, Source } from "./model.ts";
import { parse, parseOutput, syntaxErrors } from "./parse.ts";
import type { FileOutcome } from "./report.ts";
import { largestSound, type Verified } from "./verify.ts";
import { withDependents } from "./without.ts";

const NONE: Sites = { found: 0, done: 0, changes: [], declined: [] };

/**
 * The last step of a migration: parse → find the mirrored legacy calls → take them out, and the loggers and imports that
 * nothing uses then → check that the result parses. What takes these calls out cannot be reverted without git.
 */
export function finalizeFile(
  source: Source,
  options: MigrateOptions,
  _inCycle = false,
  links?: Links,
): FileOutcome {
  const ctx = links?.open(source) ?? contextOf(parse(source), options);
  const [broken] = syntaxErrors(ctx.file.ast);
  if (broken) return failed(source, broken);
  const drops = planDrops(ctx);
  const header = planUnused(ctx, drops.changes);
  const sites = { "log-call": drops, "error-path": NONE, span: NONE };
  const plan: Plan = { file: ctx.file, sites, header };
  return outcome(plan, verified(plan));
}

function verified({ file: { source }, sites, header }: Plan): Verified {
  const all = sites["log-call"].changes;
  const standing = (changes: readonly Change[]): readonly Change[] => {
    const left = all.filter((change) => !changes.includes(change));
    const gone = withDependents(header, left);
    return [...header.filter((change) => !gone.has(change)), ...changes];
  };
  const parses = (changes: readonly Change[]): boolean =>
    syntaxErrors(parseOutput({ ...source, text: applyChanges(source.text, standing(changes)) }).ast)
      .length === 0;
  const kept = largestSound(all, parses);
  const withdrawn = all
    .filter((change) => !kept.includes(change))
    .map((change) => ({ change, code: "syntax", reason: "the file would not parse without it" }));
  const changes = kept.length > 0 ? standing(kept) : [];
  return { text: applyChanges(source.text, changes), changes, withdrawn };
}
