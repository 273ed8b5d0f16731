import { applyChanges, applyEdits, inOrder, OverlapError } from "./apply.ts";
import type { Change, Edit, Plan } from "./model.ts";
import { parseOutput, syntaxErrors } from "./parse.ts";
import { siteChanges } from "./plan.ts";
import { revertParsed } from "./revert.ts";
import { insideLiterals } from "./syntax/literals.ts";
import { emptiedBodies } from "./untouched.ts";

export type Withdrawn = { readonly change: Change; readonly code: string; readonly reason: string };

export type Verified = {
  readonly text: string;
  /** The changes that stand, header included; none where nothing is left to do. */
  readonly changes: readonly Change[];
  readonly withdrawn: readonly Withdrawn[];
};

/**
 * Makes the changes of a plan and checks the result before anyone writes it: it parses, and taking
 * everything added out again gives the original bytes, and nothing is written into a text, template or pattern. Bodies without a change are
 * left out of that, see {@link emptiedBodies}.
 * A change that breaks this is withdrawn; the rest stands.
 */
export function verify(plan: Plan, allowed: readonly Change[] = siteChanges(plan)): Verified {
  const original = revertParsed(plan.file).text;
  const reasons = new Map<Change, Problem>();
  const intoLiteral = insideLiterals(plan.file.ast);
  const sound = (changes: readonly Change[]): boolean => {
    const problem = check(plan, changes, { original, intoLiteral });
    const [only, more] = changes;
    if (problem && only && !more) reasons.set(only, problem);
    return problem === undefined;
  };
  const kept = largestSound(allowed, sound);
  const standing = new Set(kept);
  const withdrawn = allowed
    .filter((change) => !standing.has(change))
    .map((change) => ({ change, ...(reasons.get(change) ?? CLASH) }));
  const changes = kept.length > 0 ? [...plan.header, ...kept] : [];
  return { text: applyChanges(plan.file.source.text, changes), changes, withdrawn };
}

type Problem = { readonly code: string; readonly reason: string };

const INTO_LITERAL: Problem = {
  code: "literal",
  reason: "the edit would change a string, a template or a pattern",
};

const CLASH: Problem = {
  code: "clash",
  reason: "this edit cannot be made together with another one in the file",
};

type Measures = {
  /** The file without anything that was ever added to it. */
  readonly original: string;
  readonly intoLiteral: (edits: readonly Edit[]) => boolean;
};

function check(
  plan: Plan,
  changes: readonly Change[],
  { original, intoLiteral }: Measures,
): Problem | undefined {
  if (changes.length === 0) return undefined;
  if (intoLiteral(changes.flatMap(({ edits }) => edits))) return INTO_LITERAL;
  try {
    const { source, ast } = plan.file;
    const edits = inOrder([...plan.header, ...changes]);
    const emptied = emptiedBodies(plan.file, edits);
    const output = parseOutput({ ...source, text: applyEdits(source.text, [...edits, ...emptied]) });
    const [error] = syntaxErrors(output.ast);
    if (error && syntaxErrors(ast).length === 0) {
      return { code: "syntax", reason: `the edit would not parse: ${error.message}` };
    }
    if (revertParsed(output).text === applyEdits(original, emptied)) return undefined;
    return { code: "not-revertible", reason: "the edit could not be taken out again byte for byte" };
  } catch (error) {
    if (error instanceof OverlapError) return { code: "overlap", reason: error.message };
    throw error;
  }
}

/** All of `changes` where they are sound together, else as many as halving and adding one by one can keep. */
export function largestSound(
  changes: readonly Change[],
  sound: (c: readonly Change[]) => boolean,
): readonly Change[] {
  if (sound(changes)) return changes;
  if (changes.length === 1) return [];
  const middle = changes.length >> 1;
  const left = largestSound(changes.slice(0, middle), sound);
  const right = largestSound(changes.slice(middle), sound);
  if (sound([...left, ...right])) return [...left, ...right];
  const kept = [...left];
  for (const change of right) if (sound([...kept, change])) kept.push(change);
  return kept;
}
