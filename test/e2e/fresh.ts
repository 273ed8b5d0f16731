import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pack, succeed } from "./packed.ts";

export type Fresh = {
  readonly folder: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly remove: () => void;
};

/** An empty project outside this repository, in which both packed packages are installed. */
export function fresh(type: "module" | "commonjs"): Fresh {
  const folder = mkdtempSync(join(tmpdir(), "fresh-"));
  const write: Fresh["write"] = (files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  write({ "package.json": `${JSON.stringify({ name: "fresh", private: true, type })}\n` });
  const tarballs = pack(folder);
  succeed(folder, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", ...tarballs);
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
