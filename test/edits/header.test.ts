import { test } from "uvu";
import * as assert from "uvu/assert";
import { applyChanges } from "../../transforms/apply.ts";
import { planHeader } from "../../transforms/edits/header.ts";
import type { Classified, FileContext } from "../../transforms/model.ts";
import { parse } from "../../transforms/parse.ts";
import { revertSource } from "../../transforms/revert.ts";
import { chooseNames } from "../../transforms/syntax/names.ts";
import { findOurs } from "../../transforms/syntax/ours.ts";
import { source } from "../helpers/sources.ts";

const IMPORT = 'import { getLogger, LogCategory } from "blog-runtime";';
const REQUIRE = 'const { getLogger, LogCategory } = require("blog-runtime");';
const LOGGER = "const backendLogger = getLogger();";

function header(text: string, path: string, inCycle = false): string {
  const file = parse(source(text, path)) as Classified;
  const ctx: FileContext = {
    file,
    names: chooseNames(file.ast),
    ours: findOurs(file.ast),
    logCall: () => undefined,
  };
  return applyChanges(text, planHeader(ctx, inCycle));
}

type Case = readonly [name: string, path: string, before: string, after: string];

const CASES: readonly Case[] = [
  [
    "behind the imports",
    "a.ts",
    'import a from "a";\n\na();\n',
    `import a from "a";\n${IMPORT}\n${LOGGER}\n\na();\n`,
  ],
  [
    "beside the legacy logger",
    "a.ts",
    'import pino from "pino";\n\nconst logger = pino();\n\na();\n',
    `import pino from "pino";\n${IMPORT}\n\nconst logger = pino();\n${LOGGER}\n\na();\n`,
  ],
  [
    "not behind a logger that code of this file makes",
    "a.ts",
    'import pino from "pino";\nconst logger = make();\nfunction make() { return pino(); }\n',
    `import pino from "pino";\n${IMPORT}\n${LOGGER}\nconst logger = make();\nfunction make() { return pino(); }\n`,
  ],
  ["no imports", "a.ts", "export const a = 1;\n", `${IMPORT}\n${LOGGER}\nexport const a = 1;\n`],
  ["no line break at all", "a.ts", "export const a = 1;", `${IMPORT}\n${LOGGER}\nexport const a = 1;`],
  ["shebang", "a.ts", "#!/usr/bin/env node\nrun();\n", `#!/usr/bin/env node\n${IMPORT}\n${LOGGER}\nrun();\n`],
  ["byte order mark", "a.ts", "\ufeffrun();\n", `\ufeff${IMPORT}\n${LOGGER}\nrun();\n`],
  [
    "byte order mark and licence",
    "a.ts",
    "\ufeff// Copyright A\nrun();\n",
    `\ufeff// Copyright A\n${IMPORT}\n${LOGGER}\nrun();\n`,
  ],
  [
    "documentation of the first statement stays with it",
    "a.ts",
    "/** Runs. */\nexport function run() {}\n",
    `${IMPORT}\n${LOGGER}\n/** Runs. */\nexport function run() {}\n`,
  ],
  [
    "licence, then documentation",
    "a.ts",
    "/* Licence: MIT */\n\n/** Runs. */\nexport function run() {}\n",
    `/* Licence: MIT */\n${IMPORT}\n${LOGGER}\n\n/** Runs. */\nexport function run() {}\n`,
  ],
  [
    "directive",
    "a.js",
    '"use strict";\nexports.a = 1;\n',
    `"use strict";\n${REQUIRE}\n${LOGGER}\nexports.a = 1;\n`,
  ],
  [
    "require",
    "a.cjs",
    'const a = require("a");\nmodule.exports = a;\n',
    `const a = require("a");\n${REQUIRE}\n${LOGGER}\nmodule.exports = a;\n`,
  ],
  [
    "CRLF",
    "a.ts",
    'import a from "a";\r\na();\r\n',
    `import a from "a";\r\n${IMPORT}\r\n${LOGGER}\r\na();\r\n`,
  ],
  [
    "single quotes, no semicolons, a next line that would go on",
    "a.ts",
    "import a from 'a'\n(function () {})()\n",
    "import a from 'a'\nimport { getLogger, LogCategory } from 'blog-runtime';\nconst backendLogger = getLogger();\n(function () {})()\n",
  ],
  [
    "names taken",
    "a.ts",
    'import { getLogger } from "./log";\nconst backendLogger = getLogger();\n',
    `import { getLogger } from "./log";\nimport { getLogger as getLogger2, LogCategory } from "blog-runtime";\nconst backendLogger = getLogger();\nconst backendLogger2 = getLogger2();\n`,
  ],
  [
    "names taken, require",
    "a.cjs",
    "const LogCategory = 1;\n",
    `const { getLogger, LogCategory: LogCategory2 } = require("blog-runtime");\n${LOGGER}\nconst LogCategory = 1;\n`,
  ],
];

for (const [name, path, before, after] of CASES) {
  test(name, () => {
    assert.is(header(before, path), after);
    assert.is(revertSource(source(after, path)).text, before, "reverts");
    assert.is(header(after, path), after, "a second run adds nothing");
  });
}

test("a module of an import cycle imports the ready logger, first of all", () => {
  const before = 'import { b } from "./b";\nexport function a() { b(); }\n';
  const after = `import { LogCategory, backendLogger } from "blog-runtime";\n${before}`;
  assert.is(header(before, "a.ts", true), after);
  assert.is(revertSource(source(after)).text, before);
});

test("in a cycle too, what has to be loaded first stays first", () => {
  const before = 'import "reflect-metadata";\nimport { b } from "./b";\nexport function a() { b(); }\n';
  const line = 'import { LogCategory, backendLogger } from "blog-runtime";\n';
  assert.is(header(before, "a.ts", true), before.replace("import { b }", `${line}import { b }`));
});

const FOR_NEXT_LINE = [
  ["// @ts-ignore\n", ""],
  ["// @ts-expect-error: no types\n\n", ""],
  ["/* Licence: MIT */\n", "// eslint-disable-next-line import/order\n"],
  ["// @ts-nocheck\n", "// prettier-ignore\n"],
  ["/* istanbul ignore file */\n", "/* istanbul ignore next */\n"],
] as const;

for (const [first, second] of FOR_NEXT_LINE) {
  test(`in a cycle, what speaks of the next line stays in front of it: ${first}${second}`, () => {
    const line = 'import { LogCategory, backendLogger } from "blog-runtime";\n';
    const [top, own] = second === "" ? ["", first] : [first, second];
    const rest = `${own}import { b } from "./b";\nexport function a() { b(); }\n`;
    assert.is(header(top + rest, "a.ts", true), top + line + rest);
  });
}

test("a use by hand keeps the import and the logger, and is told", () => {
  const text = `${IMPORT}\n${LOGGER}\nbackendLogger.info(message, LogCategory.API_LAYER, "A");\n`;
  const reverted = revertSource(source(text));
  assert.is(reverted.text, text);
  assert.is(reverted.kept.length, 2);
});

test.run();
