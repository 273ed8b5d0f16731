import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { ask } from "../init/ask.ts";
import { detect, type Project } from "../init/detect.ts";
import { SCRIPT, type Step, stepsFor, undoSteps } from "../init/steps.ts";
import { inputs } from "../inputs.ts";
import { PACKAGE_MANAGERS, packageFolder } from "../package-manager.ts";
import { printable } from "../printable.ts";
import { REPORTERS } from "../reporters/index.ts";
import type { Terminal } from "../terminal.ts";
import { ownVersion } from "../version.ts";

export type InitOptions = {
  /** Asks nothing. */
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly undo: boolean;
  /** @default asked on a terminal, else no */
  readonly workflow?: boolean | undefined;
  /** @default asked on a terminal, else no */
  readonly install?: boolean | undefined;
};

/** `blog-migrate init`: look → say → ask → write → say what is next. */
export async function init(options: InitOptions, terminal: Terminal): Promise<ExitCode> {
  const folder = packageFolder(terminal.cwd);
  if (folder === undefined) throw new UserError("no-package", terminal.cwd);
  const { sources } = inputs(["."], { folder }, { cwd: folder }, []);
  const project = detect(folder, sources);
  terminal.out(found(project));
  const answers = {
    yes: options.yes || options.dryRun || options.undo,
    workflow: options.workflow,
    install: options.install,
  };
  const choices = await ask(answers, project);
  if (choices === "cancelled") return EXIT.couldNotRun;
  const asked = { workflow: choices.workflow, version: ownVersion() };
  checkManifests(project);
  const steps = options.undo ? undoSteps(project, asked) : stepsFor(project, asked);
  if (options.dryRun) terminal.out(asDiff(steps, project, terminal));
  else await carryOut(steps);
  terminal.out(said(steps, project.folder, options.dryRun));
  if (options.dryRun || options.undo) return EXIT.clean;
  return next(project, choices.install, terminal);
}

function found({
  manager,
  isWorkspace,
  moduleKind,
  typescript,
  loggers,
  formatter,
  packages,
  folder,
}: Project): string {
  const rows = [
    ["package manager", manager + (isWorkspace ? ", workspace" : "")],
    ["modules", moduleKind],
    ["TypeScript", typescript ?? "none"],
    ["loggers", loggers.join(", ") || "none"],
    ["formatter", formatter ?? "none"],
    ["packages with code to migrate", packages.map((at) => relative(folder, at) || ".").join(", ")],
  ] as const;
  return `Found\n${rows.map(([name, value]) => `  ${name}: ${printable(value)}\n`).join("")}`;
}

function checkManifests({ folder, packages }: Project): void {
  for (const at of [folder, ...packages]) {
    const path = join(at, "package.json");
    try {
      JSON.parse(readFileSync(path, "utf8"));
      // blog-ignore-next-line err/lost-cause -- the message names the file, which anybody can look into
    } catch {
      throw new UserError("manifest", relative(folder, path));
    }
  }
}

async function carryOut(steps: readonly Step[]): Promise<void> {
  for (const { path, after } of steps) {
    if (after === undefined) await rm(path);
    else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, after);
    }
  }
}

function asDiff(steps: readonly Step[], { folder }: Project, { outColors }: Terminal): string {
  const texts = steps.map(({ path, before = "", after = "" }) => ({
    path: relative(folder, path),
    before,
    after,
  }));
  return REPORTERS.diff({ texts }, { colors: outColors });
}

function said(steps: readonly Step[], folder: string, dryRun: boolean): string {
  if (steps.length === 0) return "Nothing to do: everything is set up.\n";
  const verb = ({ before, after }: Step): string =>
    before === undefined ? "created" : after === undefined ? "deleted" : "changed";
  const lines = steps.map(
    (step) => `  ${verb(step)} ${printable(relative(folder, step.path))} (${step.why})\n`,
  );
  return `${dryRun ? "Would be done" : "Done"}\n${lines.join("")}`;
}

function next({ manager, sources, folder }: Project, install: boolean, terminal: Terminal): ExitCode {
  const commands = PACKAGE_MANAGERS[manager];
  if (install) {
    const { status } = spawnSync(commands.install, { cwd: folder, stdio: ["ignore", 2, 2], shell: true });
    if (status !== 0) throw new UserError("install", commands.install);
  }
  const steps = [
    ...(install ? [] : [commands.install]),
    `${commands.run} blog-migrate ${sources} --dry-run`,
    `${commands.run} blog-migrate ${sources}`,
    `${manager} run ${SCRIPT}`,
  ];
  terminal.out(
    `Next\n${steps.map((step) => `  ${step}\n`).join("")}To take it back: blog-migrate init --undo\n`,
  );
  return EXIT.clean;
}
