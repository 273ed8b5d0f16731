import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";

/** What figures depend on: the kind of machine, never its name. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() || "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${availableParallelism()} processors, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

/** `openai 6.49.0` for each package, as it is installed here. */
export function versions(packages: readonly string[]): readonly string[] {
  return packages.map((name) => `${name} ${versionOf(name)}`);
}

function versionOf(name: string): string {
  try {
    const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
    return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
  } catch {
    return "(not installed)";
  }
}
