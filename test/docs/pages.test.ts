import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import * as http from "../../runtime/src/http.ts";
import * as runtime from "../../runtime/src/index.ts";
import * as testing from "../../runtime/src/testing.ts";
import { parseOutput, syntaxErrors } from "../../transforms/parse.ts";
import { source } from "../helpers/sources.ts";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const BLOCKS = [...read("docs/recipes.md").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(
  ([, code = ""]) => code,
);
const ENTRIES: Readonly<Record<string, object>> = {
  "blog-runtime": runtime,
  "blog-runtime/http": http,
  "blog-runtime/testing": testing,
};

test("every recipe parses, and what it imports from us is there", () => {
  assert.ok(BLOCKS.length > 10);
  let imported = 0;
  for (const code of BLOCKS) {
    assert.equal(syntaxErrors(parseOutput(source(code, "src/recipe.ts")).ast), [], code);
    const uses = [
      ...code.matchAll(/import \{([^}]*)\} from "(blog-runtime[\w/]*)"/g),
      ...code.matchAll(/const \{([^}]*)\} = await import\("(blog-runtime[\w/]*)"\)/g),
    ];
    for (const [, names = "", from = ""] of uses) {
      for (const name of names.split(",").map((one) => one.trim())) {
        imported += 1;
        assert.ok(Object.hasOwn(ENTRIES[from] ?? {}, name), `${name} of ${from}`);
      }
    }
  }
  assert.ok(imported > 10);
});

test("every dependency has its row", () => {
  const page = read("docs/dependencies.md");
  for (const [file, title] of [
    ["package.json", "## `blog-migrate`"],
    ["runtime/package.json", "## `blog-runtime`"],
  ] as const) {
    const { dependencies } = JSON.parse(read(file)) as { dependencies: Record<string, string> };
    const [, part = ""] = page.split(title);
    const rows = [...(part.split("\n## ")[0] ?? "").matchAll(/^\| `([^`]+)` \| ([\d.]+) \|/gm)];
    assert.equal(rows.map(([, name]) => name).sort(), Object.keys(dependencies).sort());
    for (const [, name = "", version = ""] of rows)
      assert.ok(dependencies[name]?.replace("^", "").startsWith(version), `${name} ${version}`);
  }
});

test.run();
