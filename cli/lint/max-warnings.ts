import { InvalidArgumentError } from "commander";

/** The value of `--max-warnings`. */
export function parseWarnings(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("A whole number from 0 is needed.");
}
