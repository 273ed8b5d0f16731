import { test } from "uvu";
import * as assert from "uvu/assert";
import { type CategoryLabel, categoryLabels } from "../../bench/accuracy/category-labels.ts";
import {
  type Answer,
  accuracyTable,
  confusionTable,
  mistakes,
} from "../../bench/accuracy/category-tables.ts";
import { named } from "../../bench/accuracy/named.ts";
import { parse } from "../../transforms/parse.ts";
import { CATEGORIES } from "../../transforms/target.ts";

const answer = (category: Answer["category"], label: Partial<CategoryLabel> = {}): Answer => ({
  category,
  confidence: "high",
  evidence: ["a sign"],
  label: {
    repo: "acme/app",
    path: "src/a.ts",
    level: "module",
    accept: ["RAG_OPERATIONS", "LLM_OPERATIONS"],
    set: 1,
    split: "tuning",
    ...label,
  },
});

test("each label accepts one to three categories, and names what is not a module", () => {
  const known = new Set<string>(CATEGORIES);
  for (const { path, level, name, accept, set } of categoryLabels()) {
    assert.ok(accept.length >= 1 && accept.length <= (set === 1 ? 2 : 3), path);
    for (const category of accept) assert.ok(known.has(category), `${path} ${category}`);
    assert.is(name === undefined, level === "module", path);
  }
});

test("any accepted answer is right, and what was answered instead is counted", () => {
  const answers = [
    answer("RAG_OPERATIONS"),
    answer("LLM_OPERATIONS"),
    answer("API_LAYER"),
    answer("API_LAYER", { level: "class", name: "A" }),
  ];
  assert.ok(accuracyTable("All", answers).includes("| module level | 2 | 3 | 0.667 |"));
  assert.ok(accuracyTable("All", answers).includes("| class level | 0 | 1 | 0.000 |"));
  assert.ok(confusionTable(answers).includes("| RAG_OPERATIONS | 1 | API_LAYER 2 |"));
  assert.is(mistakes(answers).split("\n").filter(Boolean).length, 2);
});

test("finds a class or a function by its name, and no overload", () => {
  const text =
    "export function a(x: 1): 1;\nexport function a(x: unknown) { return x; }\nconst b = () => { a(1); };\nclass C {}\n";
  const { ast } = parse({ path: "/a.ts", relativePath: "a.ts", text });
  const found = (name: string): string | undefined => named(ast, name)?.getText(ast);
  assert.is(found("a"), "export function a(x: unknown) { return x; }");
  assert.is(found("b"), "() => { a(1); }");
  assert.is(found("C"), "class C {}");
  assert.is(found("d"), undefined);
});

test.run();
