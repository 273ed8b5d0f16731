import type { Change, Declined } from "../../transforms/model.ts";
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
  const { sources, skipped, failed } = await inputs([path], config, terminal, true);
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
  const outcome = migrateFile(source, migrateOptions(config, terminal.cwd), false);
  const { positions } = await import("../../transforms/syntax/positions.ts");
  terminal.out(page(outcome, positions(source.text), line ? Number(line) : undefined, terminal.outColors));
  return outcome.kind === "failed" ? EXIT.findings : EXIT.clean;
}

type At = (offset: number) => { readonly line: number; readonly column: number };

function page(outcome: FileOutcome, at: At, line: number | undefined, colors: Colors): string {
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
