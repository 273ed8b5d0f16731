import { migrateFile } from "../../transforms/migrate.ts";
import { type MigrateOptions, SITE_KINDS, type SiteKind, type Source } from "../../transforms/model.ts";
import { parse, syntaxErrors } from "../../transforms/parse.ts";
import type { Changed, Unchanged } from "../../transforms/report.ts";
import { revertParsed } from "../../transforms/revert.ts";
import { positions } from "../../transforms/syntax/positions.ts";
import { ONLY } from "../config/define.ts";
import { migrateOptions } from "../config.ts";
import { guarded } from "../guarded.ts";
import { linksOnDisk } from "../links.ts";
import { type Given, openFolder } from "./files.ts";
import type { Answer, Request } from "./messages.ts";
import { settings } from "./options.ts";

type Opened = {
  readonly options: MigrateOptions;
  readonly find: (request: Request) => Given;
  readonly links: ReturnType<typeof linksOnDisk>;
};

/** What was opened, by the current folder and the options: one of each in a run. */
const opened = new Map<string, Promise<Opened>>();

async function open(request: Request): Promise<Opened> {
  const { cwd } = request;
  const read = await settings(request);
  const options = migrateOptions(read.config, cwd, read.only);
  return { options, find: openFolder(cwd, read), links: linksOnDisk(options, cwd) };
}

/** One file through the engine, as jscodeshift wants to hear of it. @throws {UserError} for an option that is wrong */
export async function answer(request: Request): Promise<Answer> {
  const { kind, cwd, options } = request;
  const key = JSON.stringify([kind, cwd, options]);
  if (!opened.has(key)) opened.set(key, open(request));
  const { find, ...how } = await opened.get(key)!;
  const given = find(request);
  if (given.kind === "left-alone") return { messages: [`left alone: ${given.reason}`], counts: [] };
  if (given.kind === "failed") return failed(given.reason);
  return kind === "revert" ? reverted(given.source) : migrated(given, how);
}

const failed = (error: string): Answer => ({ error, messages: [], counts: [] });

const place = (source: Source, offset: number): string => {
  const { line, column } = positions(source.text)(offset);
  return `${line}:${column}`;
};

function migrated(
  { source, inCycle }: Extract<Given, { kind: "source" }>,
  { options, links }: Omit<Opened, "find">,
): Answer {
  const outcome = guarded(migrateFile)(source, options, inCycle, links);
  if (outcome.kind === "failed") return failed(outcome.reason);
  if (outcome.kind === "skipped") return { messages: [`left alone: ${outcome.reason}`], counts: [] };
  const declined = [...outcome.declined].sort((a, b) => a.offset - b.offset);
  return {
    text: outcome.kind === "changed" ? outcome.output : undefined,
    messages: declined.map(
      ({ kind, code, offset, reason }) =>
        `${place(source, offset)} ${kind} left as it is (${code}): ${reason}`,
    ),
    counts: counts(outcome, options.only),
  };
}

function counts({ sites }: Changed | Unchanged, only: readonly SiteKind[]): Answer["counts"] {
  const names = Object.entries(ONLY).filter(([, kind]) => only.includes(kind) && SITE_KINDS.includes(kind));
  return names.flatMap(([name, kind]) =>
    (["found", "done", "declined"] as const).map(
      (count) => [`${name} ${count}`, sites[kind][count]] as const,
    ),
  );
}

function reverted(source: Source): Answer {
  const parsed = parse(source);
  const [broken] = syntaxErrors(parsed.ast);
  if (broken) return failed(`does not parse: ${place(source, broken.offset)} ${broken.message}`);
  const { text, removed, kept } = revertParsed(parsed);
  return {
    text: text === source.text ? undefined : text,
    messages: kept.map(({ offset, reason }) => `${place(source, offset)} kept: ${reason}`),
    counts: [["added pieces taken out", removed]],
  };
}
