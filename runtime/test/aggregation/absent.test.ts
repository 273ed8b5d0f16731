import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { builtFolder, jsonLines } from "../helpers/built.ts";

/** An application that has installed blog-runtime with its dependencies and nothing else. */
function bareApplication(): { readonly folder: string; readonly entry: string } {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  const own = join(folder, "node_modules", "blog-runtime");
  cpSync(builtFolder(), join(own, "dist"), { recursive: true });
  writeFileSync(join(own, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const modules = dirname(dirname(fileURLToPath(import.meta.resolve("pino/package.json"))));
  for (const name of ["pino", "cosmiconfig", "@opentelemetry/api"]) {
    const at = join(folder, "node_modules", name);
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(join(modules, name), at);
  }
  return { folder, entry: join(own, "dist/esm/index.js") };
}

function run(code: string, cwd: string, env: Readonly<Record<string, string>> = {}) {
  const ended = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    cwd,
    env: { PATH: process.env.PATH, NO_COLOR: "1", FORCE_COLOR: "0", ...env },
    encoding: "utf8",
  });
  return { ...ended, lines: jsonLines(ended.stderr) };
}

for (const [service, name] of [
  ["sentry", "@sentry/node"],
  ["rollbar", "rollbar"],
] as const) {
  test(`${name} asked for and absent is named with the line that installs it; the logger works`, () => {
    const { folder, entry } = bareApplication();
    const ask = `
      const { configureLogging, backendLogger: own, BlogConfigError } = await import(${JSON.stringify(entry)});
      try { configureLogging({ enableErrorAggregation: true, errorAggregationService: "${service}", errorAggregationDsn: "https://key@host/1" }); }
      catch (error) { console.log(error instanceof BlogConfigError, error.message); }
      own.error("works", "api_layer", "X");`;
    const fromCode = run(ask, folder);
    assert.is(
      fromCode.stdout,
      `true errorAggregationService needs packages that are not installed. Run: npm install ${name}\n`,
    );
    assert.is(fromCode.lines.at(-1)?.msg, "works");
    const fromEnvironment = run(
      `const { backendLogger: own } = await import(${JSON.stringify(entry)}); own.error("works", "api_layer", "X");`,
      folder,
      {
        LOG_ENABLE_ERROR_AGGREGATION: "true",
        LOG_ERROR_AGGREGATION_SERVICE: service,
        LOG_ERROR_AGGREGATION_DSN: "https://key@host/1",
      },
    );
    assert.equal(
      fromEnvironment.lines.map(({ msg }) => msg),
      [`errorAggregationService needs packages that are not installed. Run: npm install ${name}`, "works"],
    );
    rmSync(folder, { recursive: true });
  });
}

test.run();
