/**
 * Compiles the command line and the engine into `dist/`, beside the CommonJS door that is written by hand and the
 * types of the runtime, for projects that have not installed it yet. The runtime is built before.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, rmSync, statSync } from "node:fs";

rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});
for (const file of ["index.cjs", "index.d.cts"]) copyFileSync(`cli/${file}`, `dist/cli/${file}`);
cpSync("runtime/dist/esm", "dist/runtime-types", {
  recursive: true,
  filter: (path) => statSync(path).isDirectory() || path.endsWith(".d.ts"),
});
