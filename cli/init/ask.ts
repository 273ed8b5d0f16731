import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { PACKAGE_MANAGERS } from "../package-manager.ts";
import { isInteractive } from "../terminal.ts";
import type { Project } from "./detect.ts";

export type Given = {
  readonly yes: boolean;
  readonly workflow: boolean | undefined;
  readonly install: boolean | undefined;
};
export type Answers = { readonly workflow: boolean; readonly install: boolean };

/** Asks what was not given, where there is somebody to ask; never waits where there is nobody. */
export async function ask(given: Given, project: Project): Promise<Answers | "cancelled"> {
  const { workflow, install } = given;
  if (given.yes) return { workflow: workflow ?? false, install: install ?? false };
  if (!isInteractive(process.stdout)) throw new UserError("no-terminal", "init");
  const { confirm, isCancel } = await import("@clack/prompts");
  const question = async (message: string, initialValue: boolean): Promise<boolean | undefined> => {
    const answer = await confirm({ message, initialValue });
    return isCancel(answer) ? undefined : answer;
  };
  const onGitHub = project.repository !== undefined && existsSync(join(project.repository, ".github"));
  const wantsWorkflow =
    workflow ??
    (project.repository
      ? await question("Add a GitHub workflow that shows lost errors in code scanning?", onGitHub)
      : false);
  if (wantsWorkflow === undefined) return "cancelled";
  const goOn = await question("Write the configuration and package.json?", true);
  if (!goOn) return "cancelled";
  const wantsInstall =
    install ?? (await question(`Run ${PACKAGE_MANAGERS[project.manager].install} now?`, true));
  return wantsInstall === undefined ? "cancelled" : { workflow: wantsWorkflow, install: wantsInstall };
}
