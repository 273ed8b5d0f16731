import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MODULES, size, withCorpus } from "../corpus.ts";
import type { BenchOptions, Table } from "../define.ts";
import { ratio, spread } from "../measure.ts";
import { measureNode } from "../processes.ts";
import { migrate } from "./commands.ts";

/** TypeScript's compiler in JavaScript, of the version that the gate has inside. */
const TSC = fileURLToPath(new URL("../peers/node_modules/typescript/bin/tsc", import.meta.url));
const PROJECT = "@anthropic-ai/sdk";

export const CONFIG = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable", "esnext.disposable"],
    module: "commonjs",
    moduleResolution: "node10",
    ignoreDeprecations: "6.0",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
    typeRoots: [join(MODULES, "@types")],
  },
};

/** The type gate against one run of the compiler over the same project. */
export async function gate(options: BenchOptions): Promise<Table> {
  const from = [join(MODULES, PROJECT, "src")];
  return withCorpus({ from }, async (corpus) => {
    const config = join(corpus.folder, "tsconfig.json");
    writeFileSync(config, JSON.stringify(CONFIG));
    writeFileSync(
      join(corpus.folder, "package.json"),
      JSON.stringify({ name: "measured", type: "commonjs" }),
    );
    const { samples, row } = await measureNode(
      {
        tsc: [TSC, "--noEmit", "-p", config],
        without: migrate(corpus, "--no-verify", "--workers", "2"),
        with: migrate(corpus, "--workers", "2"),
      },
      "tsc",
      { ...options, codes: [0, 2] },
    );
    const gateAlone = samples.with.map((ms, round) => ms - (samples.without[round] ?? Number.NaN));
    return {
      caption: `Type gate: ${PROJECT}, ${size(corpus)}`,
      figures: "× tsc",
      rows: [
        row("tsc", "tsc --noEmit"),
        row("without", "migrate without the gate"),
        row("with", "migrate with the gate"),
        {
          what: "the gate alone: the difference of the two",
          measured: spread(gateAlone, "s", 1 / 1000),
          figure: ratio(gateAlone, samples.tsc),
          target: { atMost: 2.5 },
        },
      ],
    };
  });
}
