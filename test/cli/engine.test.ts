import { test } from "uvu";
import * as assert from "uvu/assert";
import { migrate } from "../../cli/commands/migrate.ts";
import type { Engine } from "../../cli/engine.ts";
import { guarded } from "../../cli/guarded.ts";
import type { MigrateCommandOptions } from "../../cli/options.ts";
import type { Source } from "../../transforms/model.ts";
import type { FileOutcome } from "../../transforms/report.ts";
import { fakeTerminal, folder } from "./harness.ts";

const OPTIONS: MigrateCommandOptions = {
  dryRun: false,
  check: false,
  force: false,
  quiet: true,
  verify: true,
  includeGenerated: false,
  interactive: false,
  finalize: false,
  formatFiles: false,
};

function engineOf(migrateFile: (source: Source) => FileOutcome): () => Promise<Engine> {
  const engine: Engine = {
    planAll: (sources, { options }) => sources.map((s) => guarded(migrateFile)(s, options, false)),
    checkTypes: (outcomes) => ({ outcomes, unchecked: [], unusable: [] }),
  };
  return async () => engine;
}

const NO_SITES = { found: 0, done: 0, declined: 0, already: 0 };
const prefixed = (source: Source): FileOutcome => ({
  kind: "changed",
  path: source.relativePath,
  source,
  output: `// x\n${source.text}`,
  changes: [],
  declined: [],
  sites: { "log-call": NO_SITES, "error-path": NO_SITES, span: NO_SITES },
  classification: { category: "API_LAYER", confidence: "low", evidence: [] },
  component: "A",
});

test("an error of the engine fails its file only, with the place of the bug", async () => {
  const at = folder({ "a.ts": "a;\n", "b.ts": "b;\n" });
  const { terminal, written } = fakeTerminal(at.root);
  const load = engineOf((source) => {
    if (source.relativePath === "a.ts") throw new TypeError("boom");
    return prefixed(source);
  });
  assert.is(await migrate(["."], OPTIONS, terminal, load), 1);
  assert.match(written.out, /a\.ts: a bug in blog-migrate, please report it: boom \(.+engine\.test\.ts/);
  assert.is(at.read("a.ts"), "a;\n");
  assert.is(at.read("b.ts"), "// x\nb;\n");
  at.remove();
});

test("a type check that cannot run stops everything before a file is written", async () => {
  const at = folder({ "a.ts": "a;\n" });
  const { terminal } = fakeTerminal(at.root);
  const load = async (): Promise<Engine> => ({
    ...(await engineOf(prefixed)()),
    checkTypes: () => {
      throw new Error("no tsconfig for you");
    },
  });
  let message = "";
  await migrate(["."], OPTIONS, terminal, load).catch((error: Error) => {
    message = error.message;
  });
  assert.match(message, "the type check could not run: no tsconfig for you");
  assert.is(at.read("a.ts"), "a;\n");
  assert.is(await migrate(["."], { ...OPTIONS, verify: false }, terminal, load), 0);
  assert.is(at.read("a.ts"), "// x\na;\n");
  at.remove();
});

test.run();
