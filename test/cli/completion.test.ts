import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ENV, folder } from "./harness.ts";

const at = folder({ "src/a.ts": "", "ci.md": "" });
test.after(() => at.remove());

/** What bash offers for a line that ends where Tab is pressed. */
function offered(...words: readonly string[]): readonly string[] {
  at.write({ "complete.bash": at.run("completion", "bash").out });
  const program = `source ./complete.bash
    COMP_WORDS=(blog-migrate ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}
    _blog_migrate; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", program], { cwd: at.root, env: ENV, encoding: "utf8" });
  assert.is(stderr, "");
  return stdout.split("\n").filter((line) => line !== "");
}

test("bash completes commands, options of each, their values, and files", () => {
  assert.equal(offered("li"), ["lint"]);
  assert.equal(offered("src", "--fin"), ["--finalize"]);
  assert.equal(offered("lint", "--max"), ["--max-warnings"]);
  assert.equal(offered("lint", "--format", "s"), ["sarif"]);
  assert.equal(offered("lint", "sr"), ["src"]);
  assert.equal(offered("migrate", "--dry"), ["--dry-run"]);
  assert.equal(offered("revert", "--interactive"), []);
  assert.ok(offered("c").includes("ci.md") && offered("c").includes("completion"));
});

for (const [shell, check] of [
  ["bash", ["bash", "-n"]],
  ["zsh", ["zsh", "-n"]],
  ["fish", ["fish", "--no-execute"]],
] as const) {
  test(`${shell} can read its script, and every command is in it`, () => {
    const { out, code } = at.run("completion", shell);
    assert.is(code, 0);
    for (const name of ["lint", "apply", "merge", "--max-warnings", "sarif"])
      assert.match(out.replace(/ -l /g, " --").replace(/ -- /g, ""), name.replace("--", ""));
    at.write({ [`script.${shell}`]: out });
    const [command, ...args] = check;
    const { status, error, stderr } = spawnSync(command, [...args, `script.${shell}`], {
      cwd: at.root,
      encoding: "utf8",
    });
    if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT")
      console.error(`SKIPPED: there is no ${shell}`);
    else assert.is(status, 0, stderr);
  });
}

test("fish completes commands, options of each and their values", () => {
  at.write({ "complete.fish": at.run("completion", "fish").out });
  const offers = (line: string): readonly string[] | undefined => {
    const { stdout, error } = spawnSync(
      "fish",
      ["--no-config", "-c", `source complete.fish; complete -C "blog-migrate ${line}"`],
      { cwd: at.root, env: { ...ENV, HOME: at.root }, encoding: "utf8" },
    );
    return error ? undefined : stdout.split("\n").map((offer) => offer.split("\t")[0] ?? "");
  };
  if (offers("") === undefined) return console.error("SKIPPED: there is no fish");
  assert.ok(offers("li")?.includes("lint"));
  assert.ok(offers("lint --max")?.includes("--max-warnings"));
  assert.ok(offers("lint --format s")?.includes("sarif"));
  assert.not(offers("revert --inter")?.includes("--interactive"));
});

test("another shell is refused with those that there are", () => {
  const { code, err } = at.run("completion", "tcsh");
  assert.is(code, 2);
  assert.match(err, /Allowed choices are bash, zsh, fish/);
});

test.run();
