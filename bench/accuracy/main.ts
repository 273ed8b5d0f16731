/**
 * Scores `blog-migrate lint` against labels that were given by reading, before any tool ran:
 *
 *     npm run bench:accuracy [-- <folder of checkouts>] [--split tuning|holdout]
 *
 * The written cases of `fixtures/lint-corpus` always; and, given a folder with checkouts named
 * `<owner>+<name>`, the handlers of public repositories that `fixtures/lint-corpus/real.json` lists.
 * Disagreements on the hold-out half are listed only when that half is asked for.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Finding, lintFolder } from "./findings.ts";
import { realSites, type Sample, type Split, WRITTEN, writtenSites } from "./labels.ts";
import { type Matched, matchReal, matchWritten } from "./match.ts";
import { list, summary, table } from "./print.ts";
import { score } from "./score.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { split: { type: "string" } } });
if (values.split !== undefined && values.split !== "tuning" && values.split !== "holdout") {
  console.error("--split is tuning or holdout");
  process.exit(2);
}
const SPLITS: readonly Split[] = values.split ? [values.split] : ["tuning", "holdout"];

type Labelled = {
  readonly folder: string;
  readonly matched: readonly Matched[];
  readonly stray: readonly Finding[];
};

/** Lints a copy, so that the settings of this repository do not reach the cases. */
function written(): Labelled {
  const copy = mkdtempSync(join(tmpdir(), "lint-corpus-"));
  try {
    cpSync(WRITTEN, copy, { recursive: true });
    return { folder: "fixtures/lint-corpus/written/", ...matchWritten(writtenSites(), lintFolder(copy)) };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const found = new Map<string, readonly Finding[]>();

function real(checkouts: string, sample: Sample): readonly Labelled[] {
  return [...realSites(sample)].flatMap(([repo, sites]) => {
    const folder = join(checkouts, repo.replace("/", "+"));
    if (!existsSync(folder)) {
      console.error(`no checkout of ${repo}: its ${sites.length} labels are left out`);
      return [];
    }
    const findings = found.get(folder) ?? lintFolder(folder);
    found.set(folder, findings);
    const textOf = (file: string): string => readFileSync(join(folder, file), "utf8");
    return [{ folder: `${repo}/`, matched: matchReal(sites, findings, textOf), stray: [] }];
  });
}

function report(title: string, parts: readonly Labelled[]): void {
  for (const split of SPLITS) {
    const own = parts.map((part) => ({
      ...part,
      matched: part.matched.filter(({ site }) => site.split === split),
    }));
    // A file without labels is in neither half: what is found there counts in the first.
    const stray = split === "tuning" ? own.flatMap((part) => part.stray) : [];
    const scored = score(
      own.flatMap(({ matched }) => matched),
      stray,
    );
    const open = split === "tuning" || values.split === "holdout";
    console.log((open ? table : summary)(`${title}, ${split} half`, scored));
    if (!open) continue;
    for (const part of own) {
      const kept = split === "tuning" ? part.stray : [];
      process.stdout.write(list(score(part.matched, kept).disagreements, part.folder));
    }
    console.log();
  }
}

report("Written cases", [written()]);
const [checkouts] = positionals;
if (checkouts !== undefined) {
  const root = resolve(checkouts);
  report("Handlers drawn at random from public repositories", real(root, "random"));
  report("Handlers without an obvious sign of handling", real(root, "quiet"));
}
