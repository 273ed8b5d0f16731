import { posix } from "node:path";
import { createLinks } from "../../transforms/links.ts";
import { migrateFile } from "../../transforms/migrate.ts";
import type { MigrateOptions, SiteKind } from "../../transforms/model.ts";
import { createAliases } from "../../transforms/modules/aliases.ts";
import type { FileOutcome } from "../../transforms/report.ts";
import { source } from "../helpers/sources.ts";

/** Texts by path, from the root of a project. */
export type Texts = Readonly<Record<string, string>>;

/** Migrates every source of a project, each with an eye on the others. */
export function migrateAll(texts: Texts, only: SiteKind = "log-call"): ReadonlyMap<string, FileOutcome> {
  const options: MigrateOptions = { only: [only], dialects: [], categories: [] };
  const sources = Object.entries(texts).map(([path, text]) => source(text, path));
  const byPath = new Map(sources.map((s) => [s.path, s]));
  const read = (path: string) => byPath.get(path);
  const folders = (path: string) => [
    ...new Set(
      sources.flatMap((s) => {
        const below = posix.relative(path, s.path);
        return below.startsWith("..") || !below.includes("/") ? [] : [below.split("/")[0]!];
      }),
    ),
  ];
  const aliases = createAliases((path) => byPath.get(path)?.text, folders);
  const links = createLinks({ read, exists: (path) => byPath.has(path), aliases }, options);
  const code = sources.filter(({ path }) => /\.[cm]?[jt]sx?$/.test(path));
  return new Map(code.map((s) => [s.relativePath, migrateFile(s, options, false, links)]));
}

/** The lines that were added to a file, without category and component: `info("m", { data: { a } })`. */
export function linesOf(outcome: FileOutcome | undefined): readonly string[] {
  if (outcome?.kind !== "changed") return [];
  const added = /backendLogger\.(\w+)\((.*?), LogCategory\.\w+, "[^"]*"(?:, (.*?))?\)(?:;|$|, )/g;
  return [...outcome.output.matchAll(added)].map(
    ([, level, message, fields]) => `${level}(${[message, fields].filter(Boolean).join(", ")})`,
  );
}

/** Places of a file at which nothing was added, by code. */
export const declinedIn = (outcome: FileOutcome | undefined): readonly string[] =>
  outcome && "declined" in outcome ? outcome.declined.map(({ code }) => code) : [];
