import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Folder, folder } from "./harness.ts";

const test = suite<{ at: Folder }>("usage");
test.before((context) => {
  context.at = folder({ "src/a.ts": 'console.log("a");\n' });
});
test.after(({ at }) => at.remove());

test("--help and --version go to stdout with 0", ({ at }) => {
  const help = at.run("--help");
  assert.is(help.code, 0);
  assert.match(help.out, "Usage: blog-migrate [options] [command] [paths...]");
  for (const option of ["--dry-run", "--check", "--only", "--no-verify", "--force", "--format", "--output"]) {
    assert.match(help.out, option);
  }
  assert.is(help.err, "");
  assert.match(at.run("revert", "--help").out, "Usage: blog-migrate revert");
  const version = at.run("--version");
  assert.is(version.code, 0);
  assert.match(version.out, /^\d+\.\d+\.\d+\n$/);
});

const MISTAKES: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [["--dryrun", "src"], /unknown option '--dryrun'\n\(Did you mean --dry-run\?\)/],
  [["--only", "span", "src"], /"span" is no kind\. Did you mean "spans"\?/],
  [["--format", "xml", "src"], /Allowed choices are pretty, json, diff/],
  [["--workers", "0", "src"], /whole number from 1/],
  [["revert", "--check", "src"], /unknown option '--check'/],
  [["nowhere", "src"], /no such file or folder: nowhere\n/],
  [["src/*.rb"], /no such file or folder: src\/\*\.rb/],
  [["revrt", "src"], /no such file or folder: revrt\. Did you mean "revert" \(a command\)\?/],
  [["apply"], /missing required argument 'plan'/],
  [["apply", "nope.json"], /nope\.json cannot be read/],
  [["--config", "nope.json", "src"], /nope\.json/],
  [["--output", "no/such/report.json", "src"], /the folder of no\/such\/report\.json does not exist/],
];
for (const [args, says] of MISTAKES) {
  test(`${args.join(" ")} is refused with 2 and nothing on stdout`, ({ at }) => {
    const { code, out, err } = at.run(...args);
    assert.match(err, says);
    assert.is(code, 2);
    assert.is(out, "");
  });
}

test.run();
