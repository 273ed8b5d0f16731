/**
 * `npm run release -- --tag v1.2.3`: publishes both packages, the runtime first, after a look at what would make
 * a release that cannot be taken back: versions, tag, changelog, and the repository that provenance points to.
 * `.github/workflows/release.yml` runs it.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

export type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly repository?: { readonly type: string; readonly url: string; readonly directory?: string };
};

/** What stands in the way of a release, a sentence each; none where it may go ahead. */
export function obstacles(manifests: readonly Manifest[], changelog: string, tag: string): readonly string[] {
  const heading = /^## (.+)$/m.exec(changelog)?.[1];
  return manifests.flatMap(({ name, version, repository }) => [
    ...(tag === `v${version}` ? [] : [`${name} is ${version} in its package.json, the tag says ${tag}.`]),
    ...(heading === version
      ? []
      : [`CHANGELOG.md begins with "${heading}", ${name} would be published as ${version}.`]),
    ...(repository
      ? []
      : [`${name} has no "repository" in its package.json; provenance must name where it was built from.`]),
  ]);
}

function release(): void {
  const { tag } = parseArgs({ options: { tag: { type: "string" } } }).values;
  if (!tag) throw new Error("Say which tag is released: npm run release -- --tag v1.2.3");
  const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
  const folders = ["runtime", "."];
  const manifests = folders.map((folder) => JSON.parse(read(`${folder}/package.json`)) as Manifest);
  const found = obstacles(manifests, read("CHANGELOG.md"), tag);
  if (found.length > 0) throw new Error(["Nothing was published:", ...found].join("\n  "));
  const root = fileURLToPath(new URL("..", import.meta.url));
  for (const folder of folders)
    execFileSync("npm", ["publish", `./${folder}`], { cwd: root, stdio: "inherit" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    release();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
