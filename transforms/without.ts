import { applyChanges } from "./apply.ts";
import { asDeclined, recount } from "./migrate.ts";
import type { Change } from "./model.ts";
import type { Changed, FileOutcome } from "./report.ts";
import type { Withdrawn } from "./verify.ts";

/** Whether a change is the header that all sites of a file share. */
export const isHeader = ({ kind }: Change): boolean => kind === "import" || kind === "logger";

/** The changes that are no header, in the order of the text, outer ones first. */
export const sitesOf = ({ changes }: Pick<Changed, "changes">): readonly Change[] =>
  changes
    .filter((change) => !isHeader(change))
    .sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);

/** The outcome without some of its changes, whose sites are declined now. Without a site left it is unchanged. */
export function without(outcome: Changed, withdrawn: readonly Withdrawn[]): FileOutcome {
  if (withdrawn.length === 0) return outcome;
  const declined = withdrawn.flatMap(asDeclined);
  const gone = withDependents(
    outcome.changes,
    withdrawn.map(({ change }) => change),
  );
  const { output: _, changes: all, ...rest } = outcome;
  const base = {
    ...rest,
    sites: recount(outcome.sites, declined),
    declined: [...outcome.declined, ...declined],
  };
  const changes = all.filter((change) => !gone.has(change));
  if (changes.every(isHeader)) return { ...base, kind: "unchanged" };
  return { ...base, kind: "changed", changes, output: applyChanges(outcome.source.text, changes) };
}

/** The changes that cannot stand without those in `gone`, and these. */
export function withDependents(all: readonly Change[], gone: readonly Change[]): ReadonlySet<Change> {
  const out = new Set(gone);
  for (let before = -1; before !== out.size; ) {
    before = out.size;
    for (const change of all) if (change.requires?.some((needed) => out.has(needed))) out.add(change);
  }
  return out;
}
