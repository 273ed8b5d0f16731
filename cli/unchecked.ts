import { relative } from "node:path";
import { slashed } from "../transforms/slashed.ts";
import type { TypeGate } from "../transforms/type-gate.ts";

/** Says where types were not checked, and why. */
export function uncheckedNotes(
  { unchecked, unusable }: Pick<TypeGate, "unchecked" | "unusable">,
  cwd: string,
): readonly string[] {
  const faults = unusable.map(({ configPath, reason, files }) => {
    const path = slashed(relative(cwd, configPath));
    return `${path} cannot be used, so types were not checked in ${count(files)} that it includes: ${reason}`;
  });
  if (unchecked.length === 0) return faults;
  const verb = unchecked.length === 1 ? "is" : "are";
  return [
    ...faults,
    `${count(unchecked.length)} ${verb} in no tsconfig.json or jsconfig.json, so types were not checked there, e.g. ${unchecked[0]}`,
  ];
}

const count = (files: number): string => (files === 1 ? "1 changed file" : `${files} changed files`);
