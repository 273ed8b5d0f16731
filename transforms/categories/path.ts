import type { CategoryName } from "../target.ts";
import { wordHints } from "./lexicon.ts";
import { nameSignals, SUBJECTS } from "./names.ts";
import type { Signal } from "./score.ts";
import { tokens } from "./tokens.ts";
import { LAYER_FOLDERS, NEUTRAL_FOLDERS, TOOLS_OF_AGENTS, UTILITY_FOLDERS } from "./words.ts";

const FILE = 4;
const FOLDER = 3.5;
const LAYER = 4.5;
const HOOK = 5;
/** A little more than what a package says of all its files. */
const UTILITY = 1.8;
/** The folder that holds `src` names a package: what it says is true of all its files, so it says little of each. */
const PACKAGE = 2;
/** A package about models or retrieval is so throughout; one called `env` or `agentflow` has much else in it. */
const PACKAGE_OF_FORM = 0.6;
/** `apps/api/src` holds the services of an API too. */
const PACKAGE_LAYER = 1;
/** What a hint weighs at most. */
const HINT = 1.5;
/** A folder counts this much less than the telling one inside it. */
const FARTHER = 0.7;

/** Signals of a relative path: the file's own name, then its folders from the nearest outwards. */
export function pathSignals(relativePath: string): readonly Signal[] {
  const segments = relativePath.split("/");
  const file = (segments.pop() ?? "").replace(/\.[cm]?[jt]sx?$/, "");
  const named = /^(?:index|main|mod)$/.test(file)
    ? []
    : nameSignals(file, FILE, "file", `file name "${file}"`);
  return [
    ...named,
    ...hookSignals(file, segments),
    ...folderSignals(segments.reverse()),
    ...toolsOfAgents(segments),
  ];
}

/** `hooks/useCanvas` and `hooks/use-canvas` are of a page, whatever they are for; elsewhere, `use` hints at it only. */
function hookSignals(file: string, folders: readonly string[]): readonly Signal[] {
  if (!/^use(?:-[a-z]|[A-Z])/.test(file)) return [];
  const weight = folders.some((folder) => /^(?:hooks|composables)$/.test(folder)) ? HOOK : HINT;
  return [
    { category: "USER_INTERACTION", weight, source: "file", sentence: `file name "${file}" of a hook` },
  ];
}

/** From the nearest outwards; folders that say nothing are no distance. */
function folderSignals(folders: readonly string[]): readonly Signal[] {
  let near = 1;
  return folders.flatMap((folder, index) => {
    const signals = oneFolder(folder, folders[index - 1] === "src").map((s) => ({
      ...s,
      weight: s.weight * near,
    }));
    if (signals.some((s) => s.category !== "SERVICE_OPERATIONS"))
      near *= signals.some((s) => s.weight > HINT) ? FARTHER : FARTHER ** 0.3;
    return signals;
  });
}

function oneFolder(folder: string, isPackage: boolean): readonly Signal[] {
  const sentence = `path segment "${folder}"`;
  const layer = LAYER_FOLDERS.get(folder.toLowerCase());
  if (layer)
    return [{ category: layer, weight: isPackage ? PACKAGE_LAYER : LAYER, source: "folder", sentence }];
  if (UTILITY_FOLDERS.has(folder.toLowerCase()))
    return [{ category: "SERVICE_OPERATIONS", weight: UTILITY, source: "folder", sentence }];
  if (NEUTRAL_FOLDERS.has(folder.toLowerCase())) return [];
  if (!isPackage) return nameSignals(folder, FOLDER, "folder", sentence);
  return nameSignals(folder, PACKAGE, "folder", sentence).map((signal) =>
    SUBJECTS.has(signal.category) ? signal : { ...signal, weight: signal.weight * PACKAGE_OF_FORM },
  );
}

/** A plugin or an action is a tool when it lies among agents: `agents/plugins/web-browsing.ts`. */
function toolsOfAgents(folders: readonly string[]): readonly Signal[] {
  const agents = folders.findIndex((folder) => says(folder, "AGENT_OPERATIONS"));
  const folder = folders
    .slice(0, Math.max(0, agents))
    .find((f) => tokens(f).some((t) => TOOLS_OF_AGENTS.has(t)));
  if (!folder) return [];
  const sentence = `path segment "${folder}" in "${folders[agents]}"`;
  return [{ category: "TOOL_OPERATIONS", weight: FOLDER, source: "folder", sentence }];
}

const says = (name: string, category: CategoryName): boolean =>
  tokens(name).some((word) => wordHints(word).some((h) => h.category === category && h.strength === 1));
