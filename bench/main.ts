/**
 * Measures against the peers and writes `docs/benchmarks.md`:
 *
 *     npm run bench [-- <section…>] [--corpus <folder>] [--rounds <n>] [--minutes <n>] [--print]
 *
 * Each section is a file of this folder, listed in `index.ts`; some have their place in another page of `docs/`. With `--corpus` or `--print` nothing is written.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Bench, BenchOptions } from "./define.ts";
import { writeSection, writeSections } from "./document.ts";
import { BENCHES } from "./index.ts";
import { machine, versions } from "./machine.ts";
import { renderTable } from "./render.ts";

const DOCS = fileURLToPath(new URL("../docs", import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: "string" },
    rounds: { type: "string", default: "5" },
    minutes: { type: "string", default: "10" },
    print: { type: "boolean", default: false },
  },
});

const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
const rounds = Number(values.rounds);
const minutes = Number(values.minutes);
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1 || !(minutes > 0)) {
  const names = BENCHES.map(({ name }) => name).join(", ");
  console.error(
    `usage: npm run bench -- [${names}] [--corpus <folder>] [--rounds <n>] [--minutes <n>] [--print]`,
  );
  process.exit(2);
}

async function section({ title, packages, run }: Bench, options: BenchOptions): Promise<string> {
  const here = machine();
  const tables = await run(options);
  // A section installs its peers itself.
  const facts = [here, ...versions(packages)].join(", ");
  const day = new Date().toISOString().slice(0, 10);
  return [`## ${title}`, "", `${day}: ${facts}.`, "", ...tables.map(renderTable)].join("\n");
}

const chosen = BENCHES.filter(({ name, onDemand }) =>
  positionals.length === 0 ? onDemand === undefined : positionals.includes(name),
);
const isWritten = !values.print && values.corpus === undefined;
const sections = new Map<string, string>();
for (const bench of chosen) {
  const say = (text: string): void => console.error(`${bench.name}: ${text}`);
  const text = await section(bench, { rounds, minutes, corpus: values.corpus, say });
  console.log(text);
  if (bench.document === undefined) sections.set(bench.name, text);
  else if (isWritten) writeSection(join(DOCS, bench.document), bench.name, text);
}
if (isWritten && sections.size > 0) {
  writeSections(
    join(DOCS, "benchmarks.md"),
    sections,
    BENCHES.map(({ name }) => name),
  );
}
