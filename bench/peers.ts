import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("./peers", import.meta.url));

/** Installs what is measured against, the first time: tools that this repository itself has no use for. */
export function installPeers(say: (text: string) => void): void {
  if (existsSync(`${FOLDER}/node_modules`)) return;
  say("installing the peers");
  execFileSync("npm", ["ci"], { cwd: FOLDER, stdio: ["ignore", "ignore", "inherit"] });
}
