import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Check, Diagnosis, DoctorOptions } from "blog-runtime/doctor";
import { RUNTIME_PACKAGE } from "../../transforms/target.ts";
import { loadConfig } from "../config.ts";
import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { PACKAGE_MANAGERS, packageManager } from "../package-manager.ts";
import { printable } from "../printable.ts";
import type { Colors, Terminal } from "../terminal.ts";

export type DoctorCommandOptions = {
  readonly json: boolean;
  /** Send a test error and a test span to the services that are set. */
  readonly network: boolean;
  /** A text to try redaction on. */
  readonly sample?: string | undefined;
  /** Records per second to simulate. */
  readonly rate?: number | undefined;
  /** Show every setting and where it is from. */
  readonly settings: boolean;
};

/** `blog-migrate doctor [folder]`: the deployment checklist, by the runtime that is installed there. */
export async function doctor(
  folder: string,
  options: DoctorCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const at = resolve(terminal.cwd, folder);
  const { network, sample, rate } = options;
  const { checks, settings } = await examine(at, { folder: at, network, sample, rate });
  const all = [...checks, await ownConfiguration(at)];
  const failed = all.filter(({ status }) => status === "fail").length;
  if (options.json) terminal.out(`${JSON.stringify({ version: 1, checks: all, settings }, undefined, 2)}\n`);
  else {
    if (options.settings) terminal.out(`${settingsTable(settings)}\n`);
    terminal.out(`${all.map((check) => shown(check, terminal.outColors)).join("\n")}\n\n${summary(all)}\n`);
  }
  return failed > 0 ? EXIT.findings : EXIT.clean;
}

/** The project's own runtime, so that what is checked is what runs. */
async function examine(folder: string, options: DoctorOptions): Promise<Diagnosis> {
  const require = createRequire(join(folder, "package.json"));
  try {
    const { diagnose } = require(`${RUNTIME_PACKAGE}/doctor`) as typeof import("blog-runtime/doctor");
    return await diagnose(options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    const command = `${PACKAGE_MANAGERS[packageManager(folder)].add} ${RUNTIME_PACKAGE}`;
    const check: Check = {
      id: "runtime",
      title: RUNTIME_PACKAGE,
      status: "fail",
      detail: "it is not installed here, so nothing of it could be checked",
      remedy: `Run ${command}, or name the package's folder: blog-migrate doctor packages/api.`,
    };
    return { checks: [check], settings: [] };
  }
}

/** The keys of the configuration that are this tool's. */
async function ownConfiguration(folder: string): Promise<Check> {
  const check = { id: "migrate-configuration", title: "Configuration of blog-migrate" };
  try {
    const { file } = await loadConfig(folder);
    return { ...check, status: "pass", detail: file ?? "none: defaults" };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...check, status: "fail", detail: error.message, remedy: error.remedy };
  }
}

const MARK = { pass: "pass", fail: "FAIL", skip: "skip" } as const;

function shown({ title, status, detail, remedy }: Check, colors: Colors): string {
  const color = { pass: colors.green, fail: colors.red, skip: colors.dim }[status];
  const lines = detail.split("\n").map(printable);
  const more = lines.slice(1).map((line) => `\n        ${line}`);
  return `  ${color(MARK[status])}  ${title}: ${lines[0]}${more.join("")}${remedy ? `\n        ${colors.bold(printable(remedy))}` : ""}`;
}

function summary(checks: readonly Check[]): string {
  const count = (status: Check["status"]): number => checks.filter((check) => check.status === status).length;
  return `${count("pass")} pass, ${count("fail")} fail, ${count("skip")} skipped`;
}

function settingsTable(settings: Diagnosis["settings"]): string {
  const width = Math.max(0, ...settings.map(({ key }) => key.length));
  return settings
    .map(({ key, value, from }) => `  ${key.padEnd(width)}  ${printable(value)}  (${printable(from)})\n`)
    .join("");
}
