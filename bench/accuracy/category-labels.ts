import { readFileSync } from "node:fs";
import type { CategoryName } from "../../transforms/target.ts";
import type { Split } from "./labels.ts";

export const LEVELS = ["module", "class", "function"] as const;
export type Level = (typeof LEVELS)[number];

/** A module, class or function of a public repository, and the categories that a reader accepted for it. */
export type CategoryLabel = {
  /** `owner/name`. */
  readonly repo: string;
  readonly path: string;
  readonly level: Level;
  /** Of the class or function. */
  readonly name?: string;
  /** The better one first. */
  readonly accept: readonly CategoryName[];
  /** In the first set one or two answers are accepted; in the second all that a reader would let pass, up to three. */
  readonly set: 1 | 2;
  readonly split: Split;
};

export function categoryLabels(): readonly CategoryLabel[] {
  const file = new URL("../../fixtures/category-corpus/real.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as readonly CategoryLabel[];
}
