import type { Linter } from "../../transforms/lint.ts";
import type { Source } from "../../transforms/model.ts";
import { failureOf } from "../failures.ts";
import type { Linted } from "./run.ts";

/** What is found in one file; a file on which the engine breaks is a failed one, and the others go on. */
export function lintOne(linter: Linter, source: Source): Linted {
  try {
    return { findings: linter.lint(source), consulted: linter.consulted(source) };
  } catch (error) {
    return unlinted(source, failureOf(error));
  }
}

export function unlinted(source: Source, message: string): Linted {
  const failure = { offset: 0, message };
  return {
    findings: { path: source.relativePath, source, findings: [], suppressed: [], failure },
    consulted: new Set(),
  };
}
