import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { FileFindings } from "../../transforms/rules/model.ts";
import { UserError } from "../errors.ts";
import type { LintReporter, LintResult } from "../reporters/lint/result.ts";
import type { Reporter, Result } from "../reporters/result.ts";
import { ownVersion } from "../version.ts";
import type { Shard } from "./shard.ts";

/** A run as a file: everything that any of its reports is made from. `merge` makes one run of the blobs of all shares. */
export type Blob = Head &
  (
    | { readonly kind: "run"; readonly result: Result }
    | { readonly kind: "lint"; readonly result: Omit<LintResult, "cwd"> }
  );

type Head = {
  readonly blob: 1;
  readonly version: string;
  readonly command: string;
  readonly shard?: Shard | undefined;
};

export const runBlob: Reporter = (result) =>
  textOf({
    blob: 1,
    version: ownVersion(),
    command: result.report.command,
    shard: result.shard,
    kind: "run",
    result,
  });

export const lintBlob: LintReporter = ({ cwd: _, ...result }) =>
  textOf({
    blob: 1,
    version: ownVersion(),
    command: "lint",
    shard: result.shard,
    kind: "lint",
    result: { ...result, files: result.files.map(withoutQuietText) },
  });

const textOf = (blob: Blob): string => `${JSON.stringify(blob)}\n`;

/** Reports show pieces of a file where something was found in it. */
function withoutQuietText(file: FileFindings): FileFindings {
  const isQuiet = file.findings.length === 0 && file.suppressed.length === 0 && file.failure === undefined;
  return isQuiet ? { ...file, source: { ...file.source, text: "" } } : file;
}

/**
 * Reads the blobs of one run: of the same command and version, each share once and none missing.
 * @throws {UserError} `merge`
 */
export async function readBlobs(files: readonly string[], cwd: string): Promise<readonly Blob[]> {
  const blobs = await Promise.all(files.map((file) => readBlob(file, cwd)));
  const [first] = blobs;
  if (first === undefined) throw new UserError("merge", "no files are named");
  for (const [n, { version, command, shard }] of blobs.entries()) {
    if (version !== ownVersion())
      throw new UserError(
        "merge",
        `${files[n]} was written by version ${version}, and this is ${ownVersion()}`,
      );
    if (command !== first.command)
      throw new UserError("merge", `${files[n]} is of ${command}, and ${files[0]} of ${first.command}`);
    if (shard?.of !== first.shard?.of)
      throw new UserError(
        "merge",
        `${files[n]} is ${named(shard)}, and ${files[0]} is ${named(first.shard)}`,
      );
    const same = blobs.findIndex((other) => other.shard?.index === shard?.index);
    if (same !== n) throw new UserError("merge", `${files[same]} and ${files[n]} are both ${named(shard)}`);
  }
  const of = first.shard?.of ?? 1;
  const missing = Array.from({ length: of }, (_, n) => n + 1).filter(
    (index) => of > 1 && !blobs.some(({ shard }) => shard?.index === index),
  );
  if (missing.length > 0)
    throw new UserError("merge", `${missing.map((index) => `${index}/${of}`).join(", ")} is missing`);
  return [...blobs].sort((a, b) => (a.shard?.index ?? 1) - (b.shard?.index ?? 1));
}

const named = (shard: Shard | undefined): string =>
  shard === undefined ? "a whole run" : `share ${shard.index}/${shard.of}`;

async function readBlob(file: string, cwd: string): Promise<Blob> {
  const text = await readFile(resolve(cwd, file), "utf8").catch((error: Error) => {
    throw new UserError("merge", `${file} cannot be read: ${error.message}`);
  });
  const value = parsed(text);
  if (isBlob(value)) return value;
  throw new UserError("merge", `${file} is not what --format blob writes`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
    // blog-ignore-next-line err/swallowed-catch -- who asked says that it is no blob
  } catch {
    return undefined;
  }
}

function isBlob(value: unknown): value is Blob {
  if (typeof value !== "object" || value === null) return false;
  const { blob, version, command, kind, result } = value as Partial<Blob>;
  return (
    blob === 1 &&
    typeof version === "string" &&
    typeof command === "string" &&
    (kind === "run" || kind === "lint") &&
    typeof result === "object" &&
    result !== null
  );
}
