import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ts } from "../../transforms/syntax/ts.ts";

/* What the fixtures become has no diagnostic that they did not have; some of their packages are not installed. */

const ROOT = fileURLToPath(new URL("../../fixtures/dialects/", import.meta.url));
const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => /(?:before|after)\.ts$/.test(file))
  .map((file) => join(ROOT, file));

const program = ts.createProgram(files, {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  experimentalDecorators: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: ["node"],
});

function diagnostics(path: string): readonly string[] {
  const file = program.getSourceFile(path);
  assert.ok(file, path);
  return program
    .getSemanticDiagnostics(file)
    .map(({ code, messageText }) => `TS${code} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
}

for (const before of files.filter((file) => file.endsWith("before.ts"))) {
  test(before.slice(ROOT.length), () => {
    const known = diagnostics(before);
    const added = diagnostics(before.replace(/before\.ts$/, "after.ts")).filter((d) => !known.includes(d));
    assert.equal(added, []);
    assert.not(
      known.some((d) => /'(pino|winston|bunyan|blog-runtime)'/.test(d)),
      known.join("\n"),
    );
  });
}

test.run();
