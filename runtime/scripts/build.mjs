import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));

function compile(project) {
  execFileSync(process.execPath, [join(typescript, "bin", "tsc"), "-p", join(root, project)], {
    stdio: "inherit",
  });
}

rmSync(join(root, "dist"), { recursive: true, force: true });
compile("tsconfig.build.json");
compile("tsconfig.cjs.json");
writeFileSync(join(root, "dist/cjs/package.json"), '{ "type": "commonjs" }\n');
// `import.meta` has no CommonJS form, and `require` no ESM one: see src/require.ts.
writeFileSync(join(root, "dist/cjs/require.js"), '"use strict";\nexports.load = (name) => require(name);\n');
