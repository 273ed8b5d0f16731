import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { isAbsolute, normalize, resolve } from "node:path";
import { EDIT_KINDS } from "../../transforms/model.ts";
import { type Changed, editReport } from "../../transforms/report.ts";
import type { Wording } from "../../transforms/reword.ts";
import { CATEGORIES, LOG_LEVELS } from "../../transforms/target.ts";
import { UserError } from "../errors.ts";
import { identitiesOf } from "./identity.ts";

/**
 * What `--plan` writes and `apply` carries out: which edits to make, not their texts. `apply` plans anew and takes
 * those of its own edits that the plan allows, so that a plan can bring no code of its own into a project.
 */
export type PlanFile = {
  readonly version: 1;
  /** Version of blog-migrate that made it. */
  readonly tool: string;
  /** Made with `--finalize`. @default false */
  readonly finalize?: boolean;
  readonly files: readonly PlannedFile[];
};

export type PlannedFile = {
  /** From the folder where the command ran, with forward slashes. */
  readonly path: string;
  /** Of the file as it was planned, in hexadecimal. */
  readonly sha256: string;
  readonly category: string;
  readonly confidence: string;
  readonly evidence: readonly string[];
  readonly edits: readonly PlannedEdit[];
};

export type PlannedEdit = {
  readonly id: string;
  readonly kind: string;
  readonly line: number;
  readonly column: number;
  readonly summary: string;
  /** For the reviewer to change. */
  readonly decision: "yes" | "no";
  /** For the reviewer to add, to a log line: what it should say otherwise. */
  readonly wording?: Partial<Wording>;
};

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export function planOf(changed: readonly Changed[], tool: string): PlanFile {
  const files = changed.map((outcome): PlannedFile => {
    const { category, confidence, evidence } = outcome.classification;
    const edits = [...identitiesOf(outcome)].map(([change, id]): PlannedEdit => {
      const { kind, line, column, summary } = editReport(outcome, change);
      return { id, kind, line, column, summary, decision: "yes" };
    });
    return { path: outcome.path, sha256: sha256(outcome.source.text), category, confidence, evidence, edits };
  });
  return { version: 1, tool, files };
}

export async function writePlan(file: string, cwd: string, plan: PlanFile): Promise<void> {
  await writeFile(resolve(cwd, file), `${JSON.stringify(plan, undefined, 2)}\n`).catch((error: Error) => {
    throw new UserError("output", error.message);
  });
}

/** @throws {UserError} naming the place of what is wrong */
export async function readPlan(file: string, cwd: string): Promise<PlanFile> {
  const text = await readFile(resolve(cwd, file), "utf8").catch((error: Error) => {
    throw new UserError("plan", `${file} cannot be read: ${error.message}`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError("plan", `${file} is not JSON: ${(error as Error).message}`);
  }
  const problem = problemOf(value);
  if (problem) throw new UserError("plan", `${file}: ${problem}`);
  return value as PlanFile;
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};

function problemOf(value: unknown): string | undefined {
  const { version, finalize, files } = fieldsOf(value);
  if (version !== 1) return `version is ${JSON.stringify(version)}, but must be 1`;
  if (finalize !== undefined && typeof finalize !== "boolean") return "finalize must be true or false";
  if (!Array.isArray(files)) return "files must be a list";
  for (const [n, file] of files.entries()) {
    const problem = problemOfFile(fieldsOf(file));
    if (problem) return `files[${n}]${problem}`;
  }
  return undefined;
}

function problemOfFile({ path, sha256: hash, edits }: Fields): string | undefined {
  if (typeof path !== "string" || path === "") return ".path must be a text";
  if (isAbsolute(path) || /^[a-z]:/i.test(path) || normalize(path).split(/[\\/]/)[0] === "..")
    return `.path ${JSON.stringify(path)} leads out of the folder`;
  if (typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash))
    return ".sha256 must be 64 hexadecimal digits";
  if (!Array.isArray(edits)) return ".edits must be a list";
  for (const [n, edit] of edits.entries()) {
    const { id, kind, decision, wording } = fieldsOf(edit);
    if (typeof id !== "string") return `.edits[${n}].id must be a text`;
    if (!(EDIT_KINDS as readonly unknown[]).includes(kind))
      return `.edits[${n}].kind must be one of ${EDIT_KINDS.join(", ")}`;
    if (decision !== "yes" && decision !== "no") return `.edits[${n}].decision must be "yes" or "no"`;
    const problem = wording === undefined ? undefined : problemOfWording(wording);
    if (problem) return `.edits[${n}].wording${problem}`;
  }
  return undefined;
}

const WORDING: Readonly<Record<keyof Wording, readonly string[] | undefined>> = {
  level: LOG_LEVELS,
  category: CATEGORIES,
  component: undefined,
  message: undefined,
};

function problemOfWording(wording: unknown): string | undefined {
  if (typeof wording !== "object" || wording === null) return " must be an object";
  for (const [key, value] of Object.entries(wording)) {
    if (!Object.hasOwn(WORDING, key))
      return ` has no ${JSON.stringify(key)}: ${Object.keys(WORDING).join(", ")}`;
    const allowed = WORDING[key as keyof Wording];
    if (typeof value !== "string" || (allowed && !allowed.includes(value)))
      return `.${key} must be ${allowed ? `one of ${allowed.join(", ")}` : "a text"}`;
  }
  return undefined;
}
