/**
 * The main job on the example application, in a scratch copy: migrate it, show what changed, and run it.
 * Leaves the migrated copy in `.scratch/agentic-backend` to look at.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pc from "picocolors";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = join(root, ".scratch", "agentic-backend");
const cli = join(root, "dist", "cli", "main.js");

const title = (text: string): void => console.log(`\n${pc.bold(pc.cyan(`── ${text} `.padEnd(100, "─")))}\n`);
const git = (...args: string[]): string => execFileSync("git", args, { cwd: scratch, encoding: "utf8" });

function copyApplication(): void {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  cpSync(join(root, "fixtures", "projects", "agentic-backend"), scratch, { recursive: true });
  git("init", "--quiet");
  git("add", "--all");
  git(
    "-c",
    "user.name=demo",
    "-c",
    "user.email=demo@localhost",
    "commit",
    "--quiet",
    "--message",
    "Legacy backend",
  );
}

/** Runs node in the scratch copy; the result of the program is its stdout, its log lines are its stderr. */
function node(args: readonly string[], env: NodeJS.ProcessEnv = {}): { stdout: string; stderr: string } {
  const options = {
    cwd: scratch,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, ...env },
  } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], options);
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
  return { stdout, stderr };
}

type Line = {
  readonly level: number;
  readonly msg: string;
  readonly category?: string;
  readonly component?: string;
};

function structuredLines(stderr: string): readonly (Line & Readonly<Record<string, unknown>>)[] {
  return stderr.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    try {
      const parsed = JSON.parse(line) as Line;
      return parsed.category ? [parsed] : [];
      // blog-ignore-next-line err/swallowed-catch -- what is no line of the log is left out of the show
    } catch {
      return [];
    }
  });
}

copyApplication();

title("npx blog-migrate src/");
spawnSync(process.execPath, [cli, "src/"], { cwd: scratch, stdio: "inherit" });

title("part of the diff: src/agents/react/react-agent.ts");
const diff = git(
  "diff",
  "--unified=2",
  pc.isColorSupported ? "--color=always" : "--color=never",
  "src/agents/react/react-agent.ts",
);
console.log(diff.split("\n").slice(4, 74).join("\n"));

title("still type-checks, still passes its own tests");
node([join(root, "node_modules", "typescript", "bin", "tsc"), "-p", "."]);
console.log("tsc: 0 errors");
const npmTest = spawnSync("npm", ["test"], { cwd: scratch, encoding: "utf8" });
console.log(npmTest.stdout.match(/(Total|Passed|Skipped):.*/g)?.join("  ") ?? npmTest.stdout);
if (npmTest.status !== 0) throw new Error("the migrated application fails its own tests");

title("the migrated application at work: lines for errors that were silent before");
const runner = join(scratch, "scripts", "demo-runner.ts");
writeFileSync(
  runner,
  `import { getLogger } from "blog-runtime";
import { runScenario } from "./run-scenario.js";
await runScenario();
const metrics = getLogger().getMetrics();
console.log(JSON.stringify(metrics));
process.exit(0);
`,
);
const { stdout, stderr } = node(["--import", "tsx", runner], { LOG_LEVEL: "debug" });
const lines = structuredLines(stderr);
const seen = new Set<string>();
for (const line of lines) {
  if (!("err" in line) || seen.has(line.msg) || seen.size >= 8) continue;
  seen.add(line.msg);
  console.log(
    JSON.stringify(line, (key, value: unknown) =>
      key === "stack" || key === "hostname" ? undefined : value,
    ),
  );
}

title("metrics summary");
console.log(
  JSON.stringify(JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}"), undefined, 2)
    .split("\n")
    .slice(0, 60)
    .join("\n"),
);
console.log(
  `\n${lines.length} structured lines, ${lines.filter((l) => l.level >= 50).length} of them errors.`,
);
console.log(
  `The migrated copy is in .scratch/agentic-backend; there, \`node ../../dist/cli/main.js revert src/\` takes it all back.`,
);
