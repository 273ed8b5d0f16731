import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A small disk of its own, or why there is none. */
export function smallDisk(sizeKb: number): { readonly folder: string; readonly free: () => void } | string {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeKb}k`, "tmpfs", folder], { stdio: "pipe" });
  } catch (error) {
    rmSync(folder, { recursive: true });
    return error instanceof Error ? (error.message.split("\n")[1] ?? error.message) : String(error);
  }
  return {
    folder,
    free() {
      execFileSync("umount", ["-l", folder], { stdio: "pipe" });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
