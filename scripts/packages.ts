/** Packs both packages as they would be published and checks the tarballs with publint and attw. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FOLDERS = [".", "./runtime"] as const;

const target = mkdtempSync(join(tmpdir(), "packages-"));
const bin = (name: string): string => join("node_modules", ".bin", name);
try {
  for (const folder of FOLDERS) {
    const pack = ["pack", folder, "--ignore-scripts", "--json", "--pack-destination", target];
    const [{ filename }] = JSON.parse(execFileSync("npm", pack, { encoding: "utf8" })) as [
      { filename: string },
    ];
    const tarball = join(target, filename);
    execFileSync(bin("publint"), ["run", tarball, "--strict"], { stdio: "inherit" });
    execFileSync(bin("attw"), [tarball], { stdio: "inherit" });
  }
} finally {
  rmSync(target, { recursive: true, force: true });
}
