import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { migrateFile } from "../../transforms/migrate.ts";
import type { MigrateOptions, Source } from "../../transforms/model.ts";
import type { FileOutcome } from "../../transforms/report.ts";

const ROOT = new URL("../../fixtures/hard-cases/", import.meta.url);

export type HardCase = { readonly name: string; readonly extension: string; readonly before: string };

/** Every `fixtures/hard-cases/<case>/before.*`. */
export const cases: readonly HardCase[] = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const file = readdirSync(new URL(name, ROOT)).find((f) => f.startsWith("before."));
    if (!file) throw new Error(`fixtures/hard-cases/${name} has no before file`);
    return {
      name,
      extension: file.slice("before.".length),
      before: readFileSync(new URL(`${name}/${file}`, ROOT), "utf8"),
    };
  });

/** The expected text; with `U=1` it is `actual` from now on. */
export function expectedAfter({ name, extension }: HardCase, actual: string): string {
  const file = new URL(`${name}/after.${extension}`, ROOT);
  const { U: update } = process.env;
  if (update === "1") writeFileSync(file, actual);
  return readFileSync(file, "utf8");
}

/** All kinds of edit, in a module whose functions are traced. */
export const EVERYTHING: MigrateOptions = {
  only: ["log-call", "error-path", "span"],
  dialects: [],
  categories: [{ files: "**", category: "AGENT_OPERATIONS" }],
};

export function sourceOf(text: string, extension: string): Source {
  return { path: `/project/src/agent.${extension}`, relativePath: `src/agent.${extension}`, text };
}

/** A text through the whole engine. */
export function migrate(text: string, extension: string, inCycle = false): FileOutcome {
  return migrateFile(sourceOf(text, extension), EVERYTHING, inCycle);
}

/** The text that `migrate` makes of it; the same one where there is nothing to do. */
export function migrated(text: string, extension: string, inCycle = false): string {
  const outcome = migrate(text, extension, inCycle);
  if (outcome.kind === "failed") throw new Error(outcome.reason);
  return outcome.kind === "changed" ? outcome.output : text;
}
