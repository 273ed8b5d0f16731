import type { Change, Declined, MigrateOptions, Source } from "../../transforms/model.ts";
import type { Changed, FileOutcome, Unchanged } from "../../transforms/report.ts";
import { loadConfig, migrateOptions } from "../config.ts";
import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { inputs } from "../inputs.ts";
import { printable } from "../printable.ts";
import type { Colors, Terminal } from "../terminal.ts";

/** `blog-migrate explain FILE[:LINE]`: why this category, and why each edit or decline, by which evidence. Writes nothing. */
export async function explain(
  target: string,
  configPath: string | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  const [, path = target, line] = /^(.*?)(?::(\d+))?(?::\d+)?$/.exec(target) ?? [];
  const config = await loadConfig(terminal.cwd, configPath);
  const { sources, skipped, failed } = inputs([path], config, terminal, ["generated"]);
  if (sources.length + skipped.length + failed.length !== 1) {
    throw new UserError("usage", `explain takes one file, not ${path}`);
  }
  const [left] = [...skipped, ...failed];
  if (left) {
    terminal.out(`${printable(left.path)} is left alone: ${left.reason}\n`);
    return left.kind === "failed" ? EXIT.findings : EXIT.clean;
  }
  const source = sources[0]!;
  const { migrateFile } = await import("../../transforms/migrate.ts");
  const { linksOnDisk } = await import("../links.ts");
  const options = migrateOptions(config, terminal.cwd);
  const outcome = migrateFile(source, options, false, linksOnDisk(options, terminal.cwd, sources));
  const { positions } = await import("../../transforms/syntax/positions.ts");
  const at = positions(source.text);
  const own = outcome.kind === "failed" ? [] : await others(source, options, at);
  terminal.out(page(outcome, { at, own, colors: terminal.outColors }, line ? Number(line) : undefined));
  return outcome.kind === "failed" ? EXIT.findings : EXIT.clean;
}

type At = (offset: number) => { readonly line: number; readonly column: number };

/** The lines that say which classes and functions have a category of their own, and why. */
async function others(source: Source, options: MigrateOptions, at: At): Promise<readonly string[]> {
  const { classify } = await import("../../transforms/classify.ts");
  const { ownCategories } = await import("../../transforms/categories/scopes.ts");
  const { parse } = await import("../../transforms/parse.ts");
  return ownCategories(classify(parse(source), options)).flatMap(({ kind, name, offset, classification }) => {
    const { category, confidence, evidence } = classification;
    const what = `${kind} ${printable(name)}, line ${at(offset).line}`;
    return [
      `  ${what}: ${category} (${confidence} confidence)`,
      ...evidence.map((sentence) => `             ${printable(sentence)}`),
    ];
  });
}

type Shown = { readonly at: At; readonly own: readonly string[]; readonly colors: Colors };

function page(outcome: FileOutcome, { at, own, colors }: Shown, line: number | undefined): string {
  const name = colors.bold(printable(outcome.path));
  if (outcome.kind === "failed" || outcome.kind === "skipped") return `${name}\n  ${outcome.reason}\n`;
  const { category, confidence, evidence } = outcome.classification;
  const rows = sites(outcome, at, colors).filter((row) => line === undefined || row.line === line);
  const none = line === undefined ? "nothing to log or trace was found" : `no site on line ${line}`;
  return [
    name,
    `  category   ${category} (${confidence} confidence)`,
    ...evidence.map((sentence) => `             ${printable(sentence)}`),
    `  component  ${printable(outcome.component)}`,
    ...own,
    "",
    ...(rows.length > 0 ? rows.map(({ text }) => text) : [`  ${none}`]),
    "",
  ].join("\n");
}

type Row = { readonly line: number; readonly offset: number; readonly text: string };

function sites(outcome: Changed | Unchanged, at: At, colors: Colors): readonly Row[] {
  const edits = outcome.kind === "changed" ? outcome.changes : [];
  const rows = [
    ...edits.flatMap((change) =>
      (change.sites ?? [change.range.start]).map((offset) => edited(change, offset, at, colors)),
    ),
    ...outcome.declined.map((declined) => refused(declined, at, colors)),
  ];
  return rows.sort((a, b) => a.offset - b.offset);
}

function edited(change: Change, offset: number, at: At, colors: Colors): Row {
  const { line, column } = at(offset);
  const added = change.edits.map(({ text }) => text.trim()).join(" … ");
  const text = `  ${`${line}:${column}`.padEnd(8)} ${colors.green(change.kind.padEnd(10))} ${printable(change.summary)}\n${" ".repeat(22)}adds ${printable(added)}`;
  return { line, offset, text };
}

function refused({ kind, code, offset, reason }: Declined, at: At, colors: Colors): Row {
  const { line, column } = at(offset);
  const text = `  ${`${line}:${column}`.padEnd(8)} ${colors.yellow(kind.padEnd(10))} declined (${code}): ${printable(reason)}`;
  return { line, offset, text };
}
