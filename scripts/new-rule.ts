/**
 * Begins a rule of the lint check, complete and green, for its author to fill:
 *
 *     npm run new-rule -- <name> --summary "<what it finds>" [--severity warn]
 *
 * The check that it begins with finds calls of `alert`.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { SEVERITIES, type Severity } from "../transforms/rules/catalog.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    summary: { type: "string" },
    severity: { type: "string", default: "warn" },
    root: { type: "string", default: "." },
  },
});
const [name = ""] = positionals;
const severity = SEVERITIES.find((one) => one === values.severity);
const at = (path: string): string => join(values.root, path);

if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || severity === undefined || !values.summary?.trim()) {
  console.error(
    'usage: npm run new-rule -- <kebab-name> --summary "<what it finds>" [--severity off|warn|error]',
  );
  process.exit(2);
}
if (existsSync(at(`transforms/rules/${name}.ts`))) {
  console.error(`There is a rule ${name} already: transforms/rules/${name}.ts`);
  process.exit(2);
}

const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const summary = values.summary.trim().replace(/\.?$/, ".");

const FILES: Readonly<Record<string, string>> = {
  [`transforms/rules/${name}.ts`]: `import { ts } from "../syntax/ts.ts";
import { defineRule, problemAt } from "./define.ts";

export default defineRule({
  name: "${name}",
  check: (file) =>
    file
      .nodes(ts.SyntaxKind.CallExpression)
      .filter((node) => node.getText().startsWith("alert("))
      .map((node) => problemAt(node, ${JSON.stringify(summary)})),
});
`,
  [`fixtures/rules/${name}/invalid.ts`]: `// --- in a handler
try {
  work();
} catch (error) {
  alert("it failed");
  throw error;
}
`,
  [`fixtures/rules/${name}/valid.ts`]: `// --- in a text
work("alert(1)");
`,
  [`docs/rules/${name}.md`]: `# err/${name}

${summary}

Default: **${severity}**.

## Why

What goes wrong where this stands, and how often: a study, an incident, a count.

## Invalid

In a handler:

\`\`\`ts
try {
  work();
} catch (error) {
  alert("it failed");
  throw error;
}
\`\`\`

## Valid

In a text:

\`\`\`ts
work("alert(1)");
\`\`\`

## Fix

None: say why no line would mend it, or what \`--fix\` adds.

## Options

Severity: \`rules: { "err/${name}": "off" | "warn" | "error" }\` in blog.config, or \`--rule ${name}=…\`.

## Out of scope

- What looks like it and is left alone, with the reason.
`,
};

for (const [path, text] of Object.entries(FILES)) {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
  console.log(path);
}
edit("transforms/rules/catalog.ts", (text) => inCatalog(text, severity));
edit("transforms/rules/index.ts", inIndex);
edit("docs/lint.md", inGuide);
execFileSync("node_modules/.bin/biome", ["check", "--write", "transforms/rules"], {
  cwd: values.root,
  stdio: ["ignore", "ignore", "inherit"],
});
console.log(
  `Now write its cases, its check and its page; \`npm test -- rules\` says what is missing. \`npm run docs\` tells the schema of it.`,
);

function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(at(path), "utf8");
  const after = change(before);
  if (after === before) throw new Error(`${path} is not as it was when this script was written`);
  writeFileSync(at(path), after);
  console.log(path);
}

/** Behind the last of its severity: the table has errors, then warnings, then what is off. */
function inCatalog(text: string, level: Severity): string {
  const rows = [...text.matchAll(/^ {2}"err\/[\w-]+": \{[^}]*severity: "(\w+)"[^}]*\},\n/gm)];
  const last = rows.filter(([, of]) => of === level).at(-1);
  const end = (last?.index ?? 0) + (last?.[0].length ?? 0);
  const row = `  "err/${name}": {\n    severity: "${level}",\n    summary: ${JSON.stringify(summary)},\n  },\n`;
  return last ? text.slice(0, end) + row + text.slice(end) : text;
}

function inIndex(text: string): string {
  const line = `import ${camel} from "./${name}.ts";\n`;
  const imports = [...text.matchAll(/^import .*\n/gm)].map(([one]) => one);
  const next = imports.find((one) => pathOf(one) > pathOf(line));
  const placed = next ? text.replace(next, line + next) : text.replace(/\n\n/, `\n${line}\n`);
  return placed.replace(/\n\];\n$/, `\n  ${camel},\n];\n`);
}

function pathOf(line: string): string {
  return /"(.*)"/.exec(line)?.[1] ?? "";
}

/** At the end of the sentence of its severity. */
function inGuide(text: string): string {
  const head = { error: "Errors: ", warn: "Warnings: ", off: "Off unless asked for: " }[severity ?? "warn"];
  return text.replace(new RegExp(`^(${head}.*)\\.$`, "m"), `$1, [${name}](rules/${name}.md).`);
}
