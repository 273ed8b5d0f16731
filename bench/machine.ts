import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** What figures depend on: the kind of machine, never its name, and how busy it is with other things. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() || "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]?.toFixed(1) ?? "unknown";
  return `${model}, ${availableParallelism()} processors, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}, load average ${load} at the start`;
}

/** `openai 6.49.0` for each package, as it is installed here. */
export function versions(packages: readonly string[]): readonly string[] {
  return packages.map((name) => `${name} ${versionOf(name)}`);
}

/** Where packages are installed: those of this repository, and those that are only measured against. */
const FOLDERS = ["../node_modules", "./peers/node_modules"] as const;

function versionOf(name: string): string {
  for (const folder of FOLDERS) {
    const manifest = new URL(`${folder}/${name}/package.json`, import.meta.url);
    if (existsSync(manifest))
      return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
  }
  return "(not installed)";
}
