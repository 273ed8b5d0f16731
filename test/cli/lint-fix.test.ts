import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Folder, folder } from "./harness.ts";

const LOST =
  'import { logger } from "./logger";\nexport async function read(path: string): Promise<string> {\n  logger.info("read");\n  try {\n    return await load(path);\n  } catch {\n    return "";\n  }\n}\ndeclare function load(path: string): Promise<string>;\n';
const LOGGER =
  "export const logger = {\n  info(message: string): void {\n    void message;\n  },\n  error(message: string, meta?: Readonly<Record<string, unknown>>): void {\n    void [message, meta];\n  },\n};\n";
const CONFIG =
  '{ "compilerOptions": { "strict": true, "target": "es2022", "lib": ["es2022"], "types": [] } }\n';
const MENDED = LOST.replace(
  "  } catch {\n",
  '  } catch (backendError) {\n    logger.error("Read.read failed (handled here)", { error: backendError, path });\n',
);

const test = suite<{ at: Folder }>("lint --fix");
test.before.each((context) => {
  context.at = folder({ "tsconfig.json": CONFIG, "src/read.ts": LOST, "src/logger.ts": LOGGER });
  context.at.commit();
});
test.after.each(({ at }) => at.remove());

test("logs what is lost with the project's logger, in a wording that type-checks", ({ at }) => {
  const { code, out } = at.run("lint", "src", "--fix");
  assert.is(at.read("src/read.ts"), MENDED);
  assert.match(out, "2 files: 0 errors, 0 warnings, 1 mended");
  assert.is(code, 0);
  at.git("commit", "-qam", "fixed");
  const again = at.run("lint", "src", "--fix");
  assert.equal([again.code, at.git("status", "--porcelain")], [0, ""]);
});

test("revert takes a fix out again", ({ at }) => {
  at.run("lint", "src", "--fix");
  assert.is(at.run("revert", "src").code, 0);
  assert.equal([at.read("src/read.ts"), at.git("status", "--porcelain")], [LOST, ""]);
});

test("uncommitted work is not written over unless asked", ({ at }) => {
  at.write({ "src/read.ts": `${LOST}// mine\n` });
  const { code, err } = at.run("lint", "src", "--fix");
  assert.is(code, 2);
  assert.match(err, "uncommitted changes");
  assert.is(at.read("src/read.ts"), `${LOST}// mine\n`);
  assert.is(at.run("lint", "src", "--fix", "--force").code, 0);
  assert.is(at.read("src/read.ts"), `${MENDED}// mine\n`);
});

test("a fix that no wording makes type-check is withdrawn, and told", ({ at }) => {
  at.write({
    "src/logger.ts": LOGGER.replace("meta?: Readonly<Record<string, unknown>>", "...none: never[]"),
  });
  at.git("commit", "-qam", "other");
  const { code, err } = at.run("lint", "src", "--fix");
  assert.is(code, 1);
  assert.match(err, /not fixed: src\/read\.ts:6 the type checker would object/);
  assert.is(at.read("src/read.ts"), LOST);
  assert.is(at.run("lint", "src", "--fix", "--no-verify").code, 0);
  assert.is(at.read("src/read.ts").length > LOST.length, true);
});

test("what the baseline knows is left as it is", ({ at }) => {
  at.run("lint", "src", "--update-baseline");
  const { code } = at.run("lint", "src", "--fix", "--baseline");
  assert.equal([code, at.read("src/read.ts")], [0, LOST]);
});

test("with --quiet warnings are not fixed, and with --changed other files are not", ({ at }) => {
  const warned =
    "export async function models(url) {\n  const res = await fetch(url);\n  if (!res.ok) return [];\n  return res.json();\n}\n";
  at.write({ "src/models.js": warned });
  at.run("lint", "src", "--fix", "--force", "--changed", "--quiet");
  assert.equal([at.read("src/read.ts"), at.read("src/models.js")], [LOST, warned]);
  at.run("lint", "src", "--fix", "--force", "--changed");
  assert.match(at.read("src/models.js"), "Models.models failed (handled here)");
  assert.is(at.read("src/read.ts"), LOST);
});

test("in a migrated module it is backendLogger that logs", ({ at }) => {
  at.write({
    "src/read.js":
      'import { backendLogger, LogCategory } from "blog-runtime";\nexport const read = (path) => load(path).catch(() => "");\nbackendLogger.info("up", LogCategory.API_LAYER, "Read");\n',
  });
  at.run("lint", "src/read.js", "--fix", "--force");
  assert.match(
    at.read("src/read.js"),
    /\.catch\(\(backendError\) => \(backendLogger\.error\("Read\.read failed", LogCategory\.\w+, "Read", \{ error: backendError, data: \{ path \} \}\), ""\)\);/,
  );
});

test.run();
