import { relative, resolve } from "node:path";
import { cyclesAmong, suspectedOfCycles } from "../../transforms/cycles.ts";
import { contentLeftAlone } from "../../transforms/discover/content.ts";
import { LEFT_ALONE } from "../../transforms/discover/left-alone.ts";
import { type Discovered, discover } from "../../transforms/discover.ts";
import { facts } from "../../transforms/facts.ts";
import type { Source } from "../../transforms/model.ts";
import { parse, syntaxErrors } from "../../transforms/parse.ts";
import { slashed } from "../../transforms/slashed.ts";
import type { Request } from "./messages.ts";
import type { Settings } from "./options.ts";

/** A file that the runner gives, as a run of `blog-migrate` in the same folder sees it. */
export type Given =
  | { readonly kind: "source"; readonly source: Source; readonly inCycle: boolean }
  | { readonly kind: "left-alone"; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Knows the files below the current folder. The runner gives one file after the other and never says which ones,
 * but whether a module is in an import cycle, and what is left alone, depends on the others.
 */
export function openFolder(cwd: string, { config, take }: Settings): (r: Request) => Given {
  const ignore = config.ignore ? { folder: config.folder, patterns: config.ignore } : undefined;
  const find = (path: string): Discovered => discover([path], { cwd, ignore, take });
  let below: Below | undefined;

  return (request) => {
    if (request.path === undefined) return content(nameless(request), false, take);
    const path = slashed(resolve(cwd, request.path));
    const relativePath = slashed(relative(cwd, path));
    below ??= summary(find("."));
    const { left, sources, inCycle } = below;
    const skipped = leftAlone(left, relativePath);
    if (skipped) return skipped;
    const found = sources.get(path) ?? elsewhere(find, path, relativePath);
    if ("kind" in found) return found;
    return content({ ...found, text: request.text }, inCycle.has(path), take);
  };
}

type Nameable = Omit<Source, "text">;
type Left = Pick<Discovered, "skipped" | "failed">;
type Below = {
  readonly left: Left;
  readonly sources: ReadonlyMap<string, Nameable>;
  readonly inCycle: ReadonlySet<string>;
};

/** What is kept of all files: not their texts. */
function summary({ sources, skipped, failed }: Discovered): Below {
  const suspects = suspectedOfCycles(sources);
  const inCycle = cyclesAmong(sources, sources.filter(({ path }) => suspects.has(path)).map(facts));
  const named = sources.map(({ text: _, ...source }) => [source.path, source] as const);
  return { left: { skipped, failed }, sources: new Map(named), inCycle };
}

/** A file outside the current folder; one that is nowhere, as in a test, is what its text says. */
function elsewhere(find: (path: string) => Discovered, path: string, relativePath: string): Nameable | Given {
  const found = find(path);
  const [source] = found.sources;
  return source ?? leftAlone(found, relativePath) ?? { path, relativePath };
}

function leftAlone({ skipped, failed }: Left, path: string): Given | undefined {
  const skip = skipped.find((s) => (s.path.endsWith("/") ? path.startsWith(s.path) : s.path === path));
  if (skip) return { kind: "left-alone", reason: skip.reason };
  const failure = failed.find((f) => f.path === path);
  return failure && { kind: "failed", reason: failure.reason };
}

function content(source: Source, inCycle: boolean, take: Settings["take"]): Given {
  const code = contentLeftAlone(source.text, take);
  if (code) return { kind: "left-alone", reason: LEFT_ALONE[code] };
  return { kind: "source", source, inCycle };
}

/** A text without a path, as the inline tests of jscodeshift give it: in the language of the parser, or one that it parses in. */
function nameless({ text, cwd, options: { parser } }: Request): Source {
  const named = (extension: string): Source => ({
    path: `${slashed(cwd)}/module.${extension}`,
    relativePath: `module.${extension}`,
    text,
  });
  if (parser === "ts" || parser === "tsx") return named(parser);
  const candidates = (parser === undefined ? ["ts", "tsx", "js"] : ["js"]).map(named);
  return candidates.find((source) => syntaxErrors(parse(source).ast).length === 0) ?? candidates[0]!;
}
