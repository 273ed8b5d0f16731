import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ENV } from "./harness.ts";

const test = suite("compile cache");

const CACHE = fileURLToPath(new URL("../../cli/compile-cache.cjs", import.meta.url));
const COMPILER = fileURLToPath(new URL("../../transforms/syntax/compiler.js", import.meta.url));
/** Node.js 22 and newer keep compiled code themselves, in the folder for temporary files. */
const isNodes = "enableCompileCache" in (await import("node:module")).default;

/** What a process with the cache says, which has parsed something by the compiler. */
function run(home: string, env: NodeJS.ProcessEnv = {}): string {
  const script = `require(${JSON.stringify(CACHE)}).keepCompiled();
    import(${JSON.stringify(COMPILER)}).then(({ ts }) => console.log("%s", ts.version.length > 0));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], {
    env: { ...ENV, XDG_CACHE_HOME: home, LOCALAPPDATA: home, TMPDIR: home, TEMP: home, ...env },
    encoding: "utf8",
  });
  return stdout + stderr;
}

function withHome(use: (home: string) => void): void {
  const home = mkdtempSync(join(tmpdir(), "compile-cache-"));
  try {
    use(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

test("compiled code is kept for the next run", () => {
  withHome((home) => {
    assert.is(run(home), "true\n");
    assert.is(readdirSync(home).length, 1);
    assert.is(run(home), "true\n");
  });
});

test("nothing is kept where the user says so", () => {
  withHome((home) => {
    assert.is(run(home, { NODE_DISABLE_COMPILE_CACHE: "1" }), "true\n");
    assert.equal(readdirSync(home), []);
  });
});

if (!isNodes) {
  const kept = (home: string): string => {
    const folder = join(home, "blog-migrate");
    const [name = ""] = readdirSync(folder);
    return join(folder, name);
  };

  test("what is kept is used as it is, and not written again", () => {
    withHome((home) => {
      run(home);
      const before = readFileSync(kept(home));
      run(home);
      assert.ok(readFileSync(kept(home)).equals(before));
      assert.is(readdirSync(join(home, "blog-migrate")).length, 1, "no part is left");
    });
  });

  test("a damaged or cut file is not used, and made anew", () => {
    withHome((home) => {
      run(home);
      const bytes = readFileSync(kept(home));
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(bytes.length >> 1) ^ 0xff, bytes.length >> 1);
      for (const broken of [damaged, bytes.subarray(0, 1000), Buffer.alloc(0)]) {
        writeFileSync(kept(home), broken);
        assert.is(run(home), "true\n");
        assert.not.ok(readFileSync(kept(home)).equals(broken));
      }
    });
  });

  test("a folder that cannot be written to changes nothing", () => {
    withHome((home) => {
      const file = join(home, "file");
      writeFileSync(file, "");
      assert.is(run(file), "true\n");
      assert.not.ok(existsSync(join(home, "blog-migrate")));
    });
  });
}

test.run();
