import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What a reader decided: the error is lost, is handled, or both readings are defensible (and not scored). */
export type Verdict = "lost" | "handled" | "either";
export type Split = "tuning" | "holdout";

/** Which way of dealing with an error a site of real code is. */
export const KINDS = [
  "catch",
  "rejection",
  "callback",
  "listener",
  "process",
  "result",
  "floating",
  "settled",
] as const;
export type Kind = (typeof KINDS)[number];

/** One place where an error may be lost, with the answer that a reader gave before any tool ran. */
export type Site = {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly endLine: number;
  /** `undefined` in the written cases, whose sites lie far apart. */
  readonly kind: Kind | undefined;
  readonly verdict: Verdict;
  /** The rules that name the fault rightly; any one will do. */
  readonly rules: readonly string[];
  readonly split: Split;
  readonly reason: string;
};

export const WRITTEN = fileURLToPath(new URL("../../fixtures/lint-corpus/written", import.meta.url));

type Written = Omit<Site, "kind" | "endLine">;
type Real = Omit<Site, "file" | "reason"> & { readonly repo: string; readonly path: string; sample: Sample };

/** How a real site was drawn: from all handlers, or from those without an obvious sign of handling. */
export type Sample = "random" | "quiet";

/** The labels of `fixtures/lint-corpus/written`, by file within it. */
export function writtenSites(): readonly Site[] {
  const labels = read<Written>("../../fixtures/lint-corpus/labels.json");
  return labels.map((label) => ({ ...label, endLine: label.line, kind: undefined }));
}

/** The labels of real handlers by repository (`owner/name`), by file within it. */
export function realSites(sample: Sample): ReadonlyMap<string, readonly Site[]> {
  const sites = new Map<string, Site[]>();
  for (const label of read<Real>("../../fixtures/lint-corpus/real.json").filter(
    (label) => label.sample === sample,
  )) {
    const { repo, path, ...rest } = label;
    sites.set(repo, [...(sites.get(repo) ?? []), { ...rest, file: path, reason: "" }]);
  }
  return sites;
}

function read<T>(file: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8")) as readonly T[];
}
