import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../errors.ts";

/** Edits that a person said no to, by file and identity, with what they would have done. */
export type Decisions = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Beside the configuration, to be committed: later runs leave these edits out. */
export const DECISIONS_FILE = "blog-decisions.json";

type Stored = {
  readonly version: 1;
  readonly no: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** @throws {UserError} when the file is there and is none of ours */
export async function readDecisions(folder: string): Promise<Decisions> {
  // blog-ignore-next-line err/swallowed-rejection -- without the file nothing was decided yet
  const text = await readFile(join(folder, DECISIONS_FILE), "utf8").catch(() => undefined);
  if (text === undefined) return new Map();
  try {
    const { version, no } = JSON.parse(text) as Stored;
    if (version !== 1 || typeof no !== "object") throw new Error("its version must be 1");
    return new Map(Object.entries(no).map(([path, edits]) => [path, new Map(Object.entries(edits))]));
  } catch (error) {
    throw new UserError("decisions", (error as Error).message);
  }
}

/** Adds what was decided now to what was decided before. */
export async function keepDecisions(folder: string, before: Decisions, now: Decisions): Promise<void> {
  if (now.size === 0) return;
  const paths = [...new Set([...before.keys(), ...now.keys()])].sort();
  const no = Object.fromEntries(
    paths.map((path) => [
      path,
      Object.fromEntries([...(before.get(path) ?? []), ...(now.get(path) ?? [])].sort()),
    ]),
  );
  const stored: Stored = { version: 1, no };
  await writeFile(join(folder, DECISIONS_FILE), `${JSON.stringify(stored, undefined, 2)}\n`);
}
