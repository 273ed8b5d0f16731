/**
 * Scores the categories that the tool gives against those that a reader accepted, before any tool ran:
 *
 *     npm run bench:categories -- <folder of checkouts> [--split tuning|holdout]
 *
 * The checkouts are named `<owner>+<name>`. Mistakes on the hold-out half are listed only when asked for.
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { classify } from "../../transforms/classify.ts";
import { discover } from "../../transforms/discover.ts";
import type { Classification } from "../../transforms/model.ts";
import { parse } from "../../transforms/parse.ts";
import { type CategoryLabel, categoryLabels } from "./category-labels.ts";
import { type Answer, accuracyTable, confusionTable, mistakes } from "./category-tables.ts";
import { named } from "./named.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { split: { type: "string" } } });
const [checkouts] = positionals;
if (checkouts === undefined || (values.split && !["tuning", "holdout"].includes(values.split))) {
  console.error("usage: npm run bench:categories -- <folder of checkouts> [--split tuning|holdout]");
  process.exit(2);
}

/** What the tool says of what a label names; `undefined` where the tool takes no such file. */
function answerTo(label: CategoryLabel): Classification | undefined {
  const cwd = join(resolve(checkouts as string), label.repo.replace("/", "+"));
  if (!existsSync(join(cwd, label.path))) return undefined;
  const { sources } = discover([label.path], { cwd, take: ["generated"] });
  const [source] = sources;
  if (!source) return undefined;
  const file = classify(parse(source), { categories: [] });
  if (label.name === undefined) return file.module;
  const node = named(file.ast, label.name);
  return node && { ...file.module, ...file.at(node) };
}

const answers: Answer[] = [];
let left = 0;
for (const label of categoryLabels()) {
  const classification = answerTo(label);
  if (classification) answers.push({ label, ...classification });
  else left++;
}
if (left > 0) console.error(`${left} labels have no file here, and are left out`);

for (const split of ["tuning", "holdout"] as const) {
  const own = answers.filter(({ label }) => label.split === split);
  if (values.split && values.split !== split) continue;
  console.log(accuracyTable(`Categories, ${split} half`, own));
  if (split === "holdout" && values.split !== "holdout") continue;
  process.stdout.write(mistakes(own));
  console.log();
}
console.log(confusionTable(answers));
