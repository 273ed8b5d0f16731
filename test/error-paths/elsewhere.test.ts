import { test } from "uvu";
import * as assert from "uvu/assert";
import { migrateAll } from "../dialects/project.ts";

const CALLER = `import { answer } from "./answer.js";
export async function handle(req, res) {
  try {
    await work(req);
  } catch (error) {
    res.status(answer(error)).end();
  }
}
`;

/** Edits of the caller, where the other file is as given. */
function added(answer: string): number {
  const outcome = migrateAll({ "src/handle.js": CALLER, "src/answer.js": answer }, "error-path").get(
    "src/handle.js",
  );
  return outcome?.kind === "changed" ? outcome.changes.filter(({ kind }) => kind === "error-path").length : 0;
}

test("a handler whose helper in another file drops the error is logged", () => {
  assert.is(added("export const answer = (error) => (error instanceof TypeError ? 400 : 500);\n"), 1);
});

test("a handler whose helper in another file logs the error is left alone", () => {
  assert.is(added("export function answer(error) { console.error(error); return 500; }\n"), 0);
});

test("a helper of a file that cannot be read is given the benefit of the doubt", () => {
  assert.is(added('export * from "some-package";\n'), 0);
});

test.run();
