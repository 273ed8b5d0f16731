import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Manifest, obstacles } from "../scripts/release.ts";

/*
 * $ npm run release -- --tag v1.2.3
 * Nothing was published:
 *   blog-runtime is 1.2.2 in its package.json, the tag says v1.2.3.
 */

const repository = { type: "git", url: "git+https://example.org/blog.git" };
const both: readonly Manifest[] = ["blog-runtime", "blog-migrate"].map((name) => ({
  name,
  version: "1.2.3",
  repository,
}));
const changelog = "# Changelog\n\n## 1.2.3\n\n- A thing.\n\n## 1.2.2\n";

const release = suite("release");

release("has nothing to say where all agrees", () => {
  assert.equal(obstacles(both, changelog, "v1.2.3"), []);
});

release("names the package whose version is not the tag's", () => {
  const [runtime, migrate] = both as [Manifest, Manifest];
  assert.equal(obstacles([{ ...runtime, version: "1.2.2" }, migrate], changelog, "v1.2.3"), [
    "blog-runtime is 1.2.2 in its package.json, the tag says v1.2.3.",
    'CHANGELOG.md begins with "1.2.3", blog-runtime would be published as 1.2.2.',
  ]);
});

release("wants the changelog to say that it is released", () => {
  const found = obstacles(both, changelog.replace("1.2.3", "1.2.3 (unreleased)"), "v1.2.3");
  assert.is(found.length, 2);
  assert.match(found[0] as string, 'begins with "1.2.3 (unreleased)"');
});

release("wants the repository that provenance names", () => {
  const found = obstacles([{ name: "blog-runtime", version: "1.2.3" }], changelog, "v1.2.3");
  assert.equal(found, [
    'blog-runtime has no "repository" in its package.json; provenance must name where it was built from.',
  ]);
});

release("publishes nothing, and says why, for a tag that is not this version", () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const args = ["--import", "tsx", "scripts/release.ts", "--tag", "v999.0.0"];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  assert.is(status, 1, stderr);
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as Manifest;
  assert.match(stderr, "Nothing was published:");
  assert.match(stderr, `blog-migrate is ${version} in its package.json, the tag says v999.0.0.`);
});

release("asks for the tag where none is said", () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const args = ["--import", "tsx", "scripts/release.ts"];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  assert.is(status, 1);
  assert.match(stderr, "npm run release -- --tag");
});

release.run();
