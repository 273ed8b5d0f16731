import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createHost } from "../../transforms/syntax/compiler-host.ts";
import { ts } from "../../transforms/syntax/ts.ts";
import { cases } from "./cases.ts";

/* Strictly, and against the types of the real runtime: what a case becomes has no diagnostic that it did not have. */

const at = (name: string, file: string): string =>
  fileURLToPath(new URL(`../../fixtures/hard-cases/${name}/${file}`, import.meta.url));

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowJs: true,
  checkJs: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: false,
  useUnknownInCatchVariables: true,
  declaration: true,
  jsx: ts.JsxEmit.React,
  jsxFactory: "h",
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: ["node"],
};

/** What the type gate takes back: a mirror of what only `@ts-expect-error` lets pass. */
const WITHDRAWN: Readonly<Record<string, readonly string[]>> = {
  comments: ["TS18046 'x' is of type 'unknown'."],
};

for (const isLegacy of [false, true]) {
  const chosen = cases.filter(({ before }) => before.startsWith("// legacy decorators") === isLegacy);
  const paths = chosen.flatMap(({ name, extension }) =>
    ["before", "after"].map((part) => at(name, `${part}.${extension}`)),
  );
  const options = { ...OPTIONS, experimentalDecorators: isLegacy };
  const program = ts.createProgram(paths.filter(existsSync), options, createHost(options).compilerHost);
  const diagnostics = (path: string): readonly string[] => {
    const file = program.getSourceFile(path);
    assert.ok(file, path);
    return [...program.getSemanticDiagnostics(file), ...program.getDeclarationDiagnostics(file)].map(
      ({ code, messageText }) => `TS${code} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  };
  for (const { name, extension } of chosen) {
    test(`${name} has no new diagnostic`, () => {
      const known = diagnostics(at(name, `before.${extension}`));
      const added = diagnostics(at(name, `after.${extension}`)).filter((d) => !known.includes(d));
      assert.equal(added, WITHDRAWN[name] ?? []);
    });
  }
}

test.run();
