import { InvalidArgumentError } from "commander";

/** The value of `--workers`. */
export function parseWorkers(value: string): number {
  if (/^[1-9]\d{0,2}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("A whole number from 1 is needed.");
}
