import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { FileFindings, Finding, Identity } from "../../transforms/rules/model.ts";
import { UserError } from "../errors.ts";

type Baseline = { readonly version: 1; readonly findings: readonly Identity[] };

/** Reads a baseline. One that does not exist is empty only where it is about to be written. */
export async function readBaseline(
  path: string,
  cwd: string,
  mayBeMissing: boolean,
): Promise<readonly Identity[]> {
  const text = await readFile(resolve(cwd, path), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" && mayBeMissing) return undefined;
    throw new UserError(
      "usage",
      `the baseline ${path} cannot be read: ${error.message}`,
      "Write it with --update-baseline.",
    );
  });
  if (text === undefined) return [];
  try {
    const { version, findings } = JSON.parse(text) as Baseline;
    if (version !== 1 || !Array.isArray(findings))
      throw new SyntaxError("it has no list of findings of version 1");
    return findings;
  } catch (error) {
    const { message } = error as Error;
    throw new UserError(
      "usage",
      `the baseline ${path} is none: ${message}`,
      "Write it anew with --update-baseline.",
    );
  }
}

export async function writeBaseline(
  path: string,
  cwd: string,
  identities: readonly Identity[],
): Promise<void> {
  const findings = [...identities].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const baseline: Baseline = { version: 1, findings };
  await writeFile(resolve(cwd, path), `${JSON.stringify(baseline, undefined, 2)}\n`).catch((error: Error) => {
    throw new UserError("output", error.message);
  });
}

const keyOf = ({ file, rule, function: name, source }: Identity): string =>
  [file, rule, name, source].join("\0");

export type Compared = {
  readonly files: readonly FileFindings[];
  readonly known: number;
  readonly stale: readonly Identity[];
};

/**
 * Takes the known findings out: each entry stands for one finding of its identity. An entry is stale when its file was
 * looked at, or is gone, and nothing is found for it.
 */
export function compare(
  files: readonly FileFindings[],
  baseline: readonly Identity[],
  isGone: (file: string) => boolean,
): Compared {
  const left = new Map<string, Identity[]>();
  for (const identity of baseline) {
    const same = left.get(keyOf(identity));
    if (same) same.push(identity);
    else left.set(keyOf(identity), [identity]);
  }
  let known = 0;
  const isNew = ({ identity }: Finding): boolean => {
    const entry = left.get(keyOf(identity))?.pop();
    if (entry) known++;
    return !entry;
  };
  const reported = files.map((file) => ({ ...file, findings: file.findings.filter(isNew) }));
  const looked = new Set(files.map(({ path }) => path));
  const stale = [...left.values()].flat().filter(({ file }) => looked.has(file) || isGone(file));
  return { files: reported, known, stale };
}
