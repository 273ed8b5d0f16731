import { existsSync, realpathSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Failed } from "../../transforms/report.ts";
import { EXIT, type ExitCode } from "../errors.ts";
import type { MigrateCommandOptions } from "../options.ts";
import { readPlan } from "../review/plan-file.ts";
import { byPlan } from "../review/review.ts";
import type { Terminal } from "../terminal.ts";
import { runMigration } from "./migrate.ts";

/** `blog-migrate apply PLAN`: makes what the plan says yes to, in the files that are as they were planned. */
export async function apply(
  file: string,
  options: MigrateCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const plan = await readPlan(file, terminal.cwd);
  const gone = plan.files.flatMap(({ path }): readonly Failed[] => {
    const reason = whyNot(path, terminal.cwd);
    return reason ? [{ kind: "failed", path, reason }] : [];
  });
  const paths = plan.files.map(({ path }) => path).filter((path) => !gone.some((one) => one.path === path));
  if (paths.length === 0 && gone.length === 0) {
    terminal.out("The plan names no file: nothing to do.\n");
    return EXIT.clean;
  }
  const planned = { ...options, finalize: plan.finalize ?? false };
  return runMigration(paths, planned, terminal, { command: "apply", review: byPlan(plan), failed: gone });
}

function whyNot(path: string, cwd: string): string | undefined {
  const file = resolve(cwd, path);
  if (!existsSync(file)) return "it is not there any more";
  // A link must not lead a plan out of the folder.
  const real = relative(realpathSync(cwd), realpathSync(file));
  return real.startsWith("..") || resolve(real) === real ? "it is outside the folder of the plan" : undefined;
}
