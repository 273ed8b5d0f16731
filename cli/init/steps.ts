import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { slashed } from "../../transforms/slashed.ts";
import { RUNTIME_PACKAGE } from "../../transforms/target.ts";
import { PACKAGE_MANAGERS } from "../package-manager.ts";
import type { Project } from "./detect.ts";
import { addEntries, type Entry, removeEntries } from "./manifest-edits.ts";
import { JAVASCRIPT_CONFIG, TYPESCRIPT_CONFIG, workflow } from "./templates.ts";

/** One file that is made, changed or (`after` undefined) deleted. Paths are absolute. */
export type Step = {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly why: string;
};

export type Choices = { readonly workflow: boolean; readonly version: string };

export const SCRIPT = "lint:errors";

/** Places where cosmiconfig finds a configuration: with one of them there is nothing to write. */
const CONFIGS = ["ts", "mjs", "js", "cjs", "json", "yaml", "yml"].flatMap((end) => [
  `blog.config.${end}`,
  `.blogrc.${end}`,
]);

/** What is still to be done; nothing on a second run. */
export function stepsFor(project: Project, choices: Choices): readonly Step[] {
  return [
    ...configStep(project),
    ...manifestSteps(project, choices, addEntries),
    ...workflowStep(project, choices),
  ];
}

/** What takes back what `init` did, as far as it is still as it was made; the rest is the user's by now. */
export function undoSteps(project: Project, choices: Choices): readonly Step[] {
  const made = [
    [join(project.folder, "blog.config.ts"), TYPESCRIPT_CONFIG],
    [join(project.folder, "blog.config.mjs"), JAVASCRIPT_CONFIG],
    ...(project.repository ? [[workflowPath(project.repository), workflowText(project)] as const] : []),
  ] as const;
  const deletions = made.flatMap(([path, text]): readonly Step[] =>
    read(path) === text ? [{ path, before: text, after: undefined, why: "as `init` made it" }] : [],
  );
  return [...deletions, ...manifestSteps(project, choices, removeEntries)];
}

function configStep({ folder, typescript }: Project): readonly Step[] {
  if ([...CONFIGS, ".blogrc"].some((name) => existsSync(join(folder, name)))) return [];
  if ("blog" in (JSON.parse(read(join(folder, "package.json")) ?? "{}") as object)) return [];
  return [
    typescript === undefined
      ? {
          path: join(folder, "blog.config.mjs"),
          before: undefined,
          after: JAVASCRIPT_CONFIG,
          why: "the configuration",
        }
      : {
          path: join(folder, "blog.config.ts"),
          before: undefined,
          after: TYPESCRIPT_CONFIG,
          why: "the configuration",
        },
  ];
}

function manifestSteps(
  { folder, packages, sources }: Project,
  { version }: Choices,
  change: (text: string, entries: readonly Entry[]) => string,
): readonly Step[] {
  const range = `^${version}`;
  const runtime: Entry = { path: ["dependencies", RUNTIME_PACKAGE], value: range };
  const tool: readonly Entry[] = [
    { path: ["devDependencies", "blog-migrate"], value: range },
    { path: ["scripts", SCRIPT], value: `blog-migrate lint ${sources}` },
  ];
  return [...new Set([folder, ...packages])].flatMap((at) => {
    const entries = [...(packages.includes(at) ? [runtime] : []), ...(at === folder ? tool : [])];
    const path = join(at, "package.json");
    const before = read(path);
    if (before === undefined) return [];
    const after = change(before, entries);
    const why = entries.map(({ path: [, name] }) => name).join(", ");
    return after === before ? [] : [{ path, before, after, why }];
  });
}

const workflowPath = (repository: string): string =>
  join(repository, ".github", "workflows", "error-paths.yml");

function workflowText({ manager, sources, folder, repository }: Project): string {
  const { install, run } = PACKAGE_MANAGERS[manager];
  const below = slashed(relative(repository ?? folder, folder));
  const ci = manager === "npm" ? "npm ci" : install;
  return workflow(ci, run, below === "" ? sources : `${below}/${sources}`);
}

function workflowStep(project: Project, choices: Choices): readonly Step[] {
  if (!choices.workflow || !project.repository) return [];
  const path = workflowPath(project.repository);
  if (existsSync(path)) return [];
  return [
    { path, before: undefined, after: workflowText(project), why: "lost errors in code scanning (SARIF)" },
  ];
}

export function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
