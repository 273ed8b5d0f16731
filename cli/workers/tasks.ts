import type { Facts } from "../../transforms/facts.ts";
import type { MigrateOptions, Source } from "../../transforms/model.ts";
import type { Changed, Failed, Unchanged } from "../../transforms/report.ts";
import type { FileFindings, LintOptions } from "../../transforms/rules/model.ts";
import type { Reverted } from "../reverted.ts";

/*
 * What threads say to each other. Sources go out, outcomes come back without them, as a structured clone copies
 * everything that it is given.
 */

export type ThreadData = { readonly options: MigrateOptions; readonly cwd: string };

export type LintData = {
  readonly options: LintOptions;
  readonly cwd: string;
  /** The files that those to lint may import, as they are read for this run. */
  readonly all: readonly Source[];
};

/** What is asked about a file. */
export type Job =
  | { readonly kind: "facts"; readonly source: Source }
  | { readonly kind: "plan"; readonly source: Source; readonly inCycle: boolean }
  | { readonly kind: "revert"; readonly source: Source }
  | { readonly kind: "lint"; readonly source: Source };

export type Result =
  | { readonly kind: "facts"; readonly facts: Facts }
  | { readonly kind: "planned"; readonly outcome: Planned }
  | { readonly kind: "reverted"; readonly reverted: Omit<Reverted, "source"> }
  | {
      readonly kind: "linted";
      readonly found: Omit<FileFindings, "source">;
      readonly consulted: ReadonlySet<string>;
    }
  /** The thread died of it. */
  | { readonly kind: "dead"; readonly reason: string };

export type Planned = Omit<Changed, "source"> | Omit<Unchanged, "source"> | Failed;

/** A few files: enough that messages cost little, few enough that all threads end at about the same time. */
export type Task = { readonly id: number; readonly jobs: readonly Job[] };
export type Answer = { readonly id: number; readonly results: readonly Result[] };
