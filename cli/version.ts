import { readFileSync } from "node:fs";
import { ownUrl } from "../transforms/own-root.ts";

/** The package's own version. */
export function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(ownUrl("package.json"), "utf8")) as {
    readonly version: string;
  };
  return version;
}
