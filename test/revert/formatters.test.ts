import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as prettier from "prettier";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse, syntaxErrors } from "../../transforms/parse.ts";
import { revertSource } from "../../transforms/revert.ts";
import { migrate, migrated, sourceOf } from "../hard-cases/cases.ts";
import { treeOf } from "./tree.ts";

/* Migrated, then formatted, then reverted: that is the original, formatted, but for the layout of lines. */

const ROOT = fileURLToPath(new URL("../../fixtures/", import.meta.url));

type Original = { readonly name: string; readonly extension: string; readonly text: string };

const originals: readonly Original[] = ["hard-cases", "dialects", "error-paths", "spans"].flatMap((area) =>
  readdirSync(join(ROOT, area), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const file = readdirSync(join(ROOT, area, name)).find((f) => f.startsWith("before."));
      if (!file || name === "partly-migrated") return [];
      const text = readFileSync(join(ROOT, area, name, file), "utf8");
      return [{ name: `${area}/${name}`, extension: file.slice("before.".length), text }];
    }),
);

function check({ extension, text }: Original, formattedAfter: string, formattedBefore: string): void {
  const after = sourceOf(formattedAfter, extension);
  assert.equal(syntaxErrors(parse(after).ast), []);
  // A semicolon that the formatter added can make room for one more line.
  const again = migrate(formattedAfter, extension);
  const first = migrate(text, extension);
  const hadNoRoom = "declined" in first && first.declined.some(({ code }) => code === "no-semicolon");
  assert.ok(again.kind === "unchanged" || hadNoRoom, "a second run");
  const reverted = revertSource(after).text;
  assert.not(/blog-runtime|backendLogger\d*\./.test(reverted), `left over:\n${reverted}`);
  const [actual, expected] = [treeOf(reverted, extension), treeOf(formattedBefore, extension)];
  const at = actual.findIndex((line, n) => line !== expected[n]);
  if (at === -1) {
    assert.is(actual.length, expected.length);
    return;
  }
  const around = (lines: readonly string[]): string => lines.slice(Math.max(0, at - 8), at + 4).join("\n");
  assert.is(around(actual), around(expected), reverted);
}

const STYLES: Readonly<Record<string, prettier.Options>> = {
  "as it comes": {},
  "without semicolons": { semi: false, singleQuote: true, trailingComma: "none", useTabs: true },
  "narrow and wide objects": { printWidth: 40, objectWrap: "collapse", arrowParens: "avoid" },
};

const withPrettier = suite("after Prettier");
for (const original of originals) {
  for (const [style, options] of Object.entries(STYLES)) {
    withPrettier(`${original.name}, ${style}`, async () => {
      const format = (text: string): Promise<string> =>
        prettier.format(text, { ...options, filepath: `x.${original.extension}` });
      check(original, await format(migrated(original.text, original.extension)), await format(original.text));
    });
  }
}
withPrettier.run();

const withBiome = suite("after Biome");
let folder = "";
withBiome.before(() => {
  folder = mkdtempSync(join(tmpdir(), "biome-"));
  for (const { name, extension, text } of originals) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, `${name}-before.${extension}`), text);
    writeFileSync(join(folder, `${name}-after.${extension}`), migrated(text, extension));
  }
  writeFileSync(
    join(folder, "biome.json"),
    JSON.stringify({ javascript: { parser: { unsafeParameterDecoratorsEnabled: true } } }),
  );
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
  spawnSync(process.execPath, [biome, "format", "--write", "."], { cwd: folder });
});
withBiome.after(() => rmSync(folder, { recursive: true, force: true }));
for (const original of originals) {
  withBiome(original.name, () => {
    const read = (part: string): string =>
      readFileSync(join(folder, `${original.name}-${part}.${original.extension}`), "utf8");
    check(original, read("after"), read("before"));
  });
}
withBiome("formats", () => {
  const changed = originals.filter(
    ({ name, extension, text }) => readFileSync(join(folder, `${name}-before.${extension}`), "utf8") !== text,
  );
  assert.ok(changed.length > originals.length / 3, `${changed.length} of ${originals.length}`);
  assert.ok(existsSync(folder));
});
withBiome.run();
