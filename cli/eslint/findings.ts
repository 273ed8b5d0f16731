import { relative } from "node:path";
import { createLinter, type Linter } from "../../transforms/lint.ts";
import type { Source } from "../../transforms/model.ts";
import { createAliases } from "../../transforms/modules/aliases.ts";
import type { FileFindings, LintOptions } from "../../transforms/rules/model.ts";
import { slashed } from "../../transforms/slashed.ts";
import { createDisk } from "../disk.ts";
import type { RuleContext, SourceCode } from "./types.ts";

/** Milliseconds without a file to lint after which other files may have changed, as they do behind an editor. */
const STALE_MS = 1000;

/** A linter, and the texts that it has seen. */
type Session = {
  readonly linter: Linter;
  readonly seen: Map<string, string>;
  usedAt: number;
};

const sessions = new Map<string, Session>();
const done = new WeakMap<SourceCode, Map<string, FileFindings>>();

/** The findings of a file: linted once for all rules, by our own parse of the text that ESLint has. */
export function findingsOf(context: RuleContext, options: LintOptions): FileFindings {
  const key = JSON.stringify([context.cwd, options]);
  const known = done.get(context.sourceCode) ?? new Map<string, FileFindings>();
  done.set(context.sourceCode, known);
  const found = known.get(key) ?? lint(context, options, key);
  known.set(key, found);
  return found;
}

function lint({ filename, cwd, sourceCode }: RuleContext, options: LintOptions, key: string): FileFindings {
  const path = slashed(filename);
  const source: Source = { path, relativePath: slashed(relative(cwd, filename)), text: sourceCode.text };
  const now = performance.now();
  const last = sessions.get(key);
  const isUsable =
    last && now - last.usedAt < STALE_MS && (last.seen.get(path) ?? source.text) === source.text;
  const session = isUsable ? last : open(options, cwd);
  session.usedAt = now;
  session.seen.set(path, source.text);
  sessions.set(key, session);
  const found = session.linter.lint(source);
  session.usedAt = performance.now();
  return found;
}

function open(options: LintOptions, cwd: string): Session {
  const seen = new Map<string, string>();
  const disk = createDisk([], slashed(cwd));
  const read = (path: string): Source | undefined => {
    const source = disk.read(path);
    if (!source) return undefined;
    const text = source.text.replace(/^\ufeff/, "");
    seen.set(path, text);
    return { ...source, text };
  };
  const aliases = createAliases(disk.text, disk.folders);
  return { linter: createLinter({ read, exists: disk.exists, aliases }, options), seen, usedAt: 0 };
}
