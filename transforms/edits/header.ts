import type { Change, Edit, FileContext } from "../model.ts";
import { afterTrailingComments, endsLine } from "../syntax/layout.ts";
import { ts } from "../syntax/ts.ts";
import { RUNTIME_EXPORTS, RUNTIME_PACKAGE } from "../target.ts";
import { DIRECTIVE, insertAfterStatement, isDirective } from "./statements.ts";

/**
 * The import and the logger declaration that a changed file needs; none where an earlier run left them.
 *
 * A module of an import cycle may have its functions called before its body has run, where a
 * `const backendLogger` would still be in its dead zone: it imports the ready logger instead, in front of all that may be in the cycle.
 */
export function planHeader(
  ctx: FileContext,
  inCycle: boolean,
  changes: readonly Change[] = [],
): readonly Change[] {
  const { ours, names } = ctx;
  if (ours.logger && ours.category) return [];
  if (inCycle || ours.logger) {
    const wanted = [
      ...(ours.category ? [] : [binding(ctx, RUNTIME_EXPORTS.category, names.category)]),
      ...(ours.logger ? [] : [binding(ctx, RUNTIME_EXPORTS.logger, names.logger)]),
    ];
    return [change(ctx, "import", importLine(ctx, wanted), after(ctx, loadedFirst(ctx).at(-1)))];
  }
  const wanted = [
    ...(ours.getLogger ? [] : [binding(ctx, RUNTIME_EXPORTS.getLogger, names.getLogger)]),
    ...(ours.category ? [] : [binding(ctx, RUNTIME_EXPORTS.category, names.category)]),
  ];
  const declaration = `const ${names.logger} = ${names.getLogger}()`;
  const mayRun = runsEarly(ctx, changes);
  const last = leadingImports(ctx, mayRun).at(-1);
  const header = wanted.length > 0 ? [change(ctx, "import", importLine(ctx, wanted), after(ctx, last))] : [];
  return [...header, change(ctx, "logger", declaration, after(ctx, legacyLogger(ctx, last, mayRun) ?? last))];
}

type Place = (code: string, reason: string) => readonly Edit[];

function change(ctx: FileContext, kind: "import" | "logger", code: string, place: Place): Change {
  const edits = place(code, kind === "import" ? `import of ${RUNTIME_PACKAGE}` : "the production logger");
  const at = edits[0]?.start ?? 0;
  const summary =
    kind === "import"
      ? `imports ${RUNTIME_PACKAGE}`
      : `declares ${ctx.names.logger} beside the legacy logger`;
  return { kind, range: { start: at, end: at }, summary, edits };
}

function binding(ctx: FileContext, exported: string, local: string): string {
  if (exported === local) return exported;
  return ctx.file.moduleKind === "esm" ? `${exported} as ${local}` : `${exported}: ${local}`;
}

function importLine({ file }: FileContext, bindings: readonly string[]): string {
  const quoted = file.style.quote + RUNTIME_PACKAGE + file.style.quote;
  const list = `{ ${bindings.join(", ")} }`;
  return file.moduleKind === "esm" ? `import ${list} from ${quoted}` : `const ${list} = require(${quoted})`;
}

/** Packages that a file loads before all others for what they do: `import "./instrument"` is not, it may be in the cycle. */
function loadedFirst({ file }: FileContext): readonly ts.Statement[] {
  const statements = file.ast.statements.filter((_, i, all) => !all.slice(0, i + 1).every(isDirective));
  const end = statements.findIndex((s) => !/^(?:import|require\s*\()\s*["'][^."']/.test(s.getText(file.ast)));
  return end === -1 ? statements : statements.slice(0, end);
}

/** The block of imports (or `require` declarations) that the file starts with. */
function leadingImports({ file, ours }: FileContext, mayRun: Predicate): readonly ts.Statement[] {
  const statements = file.ast.statements.filter((_, i, all) => !all.slice(0, i + 1).every(isDirective));
  const end = statements.findIndex(
    (s) => (!isImport(s, file.moduleKind) || mayRun(s)) && !ours.statements.includes(s),
  );
  return end === -1 ? statements : statements.slice(0, end);
}

function isImport(statement: ts.Statement, kind: "esm" | "cjs"): boolean {
  if (ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement)) return true;
  return (
    kind === "cjs" &&
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.every((d) => /^require\s*\(/.test(d.initializer?.getText() ?? ""))
  );
}

type Predicate = (statement: ts.Statement) => boolean;

/**
 * Tells the statements that may run added code, before which the logger must be declared: with a site inside, or with
 * a function of this file handed on: `const app = require("./app")(handle)`.
 */
function runsEarly({ file: { ast } }: FileContext, changes: readonly Change[]): Predicate {
  const hoisted = new Set(
    ast.statements.flatMap((s) => (ts.isFunctionDeclaration(s) && s.name ? [s.name.text] : [])),
  );
  const names = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && hoisted.has(node.text)) || ts.forEachChild(node, names) === true;
  return (s) =>
    !ts.isImportDeclaration(s) &&
    (changes.some(({ range }) => range.start >= s.pos && range.end <= s.end) || names(s));
}

/**
 * The last of the legacy loggers declared right behind the imports, so that the production one stands beside them.
 * Only calls of imported functions are passed over: a function of this file might use our logger.
 */
function legacyLogger(
  { file }: FileContext,
  lastImport: ts.Statement | undefined,
  mayRun: Predicate,
): ts.Statement | undefined {
  const { statements } = file.ast;
  const from = lastImport ? statements.indexOf(lastImport) + 1 : statements.findIndex((s) => !isDirective(s));
  const imported = importedNames(file.ast);
  const rest = statements.slice(Math.max(from, 0));
  const end = rest.findIndex((s) => !isLoggerDeclaration(s, imported) || mayRun(s));
  return rest.slice(0, end === -1 ? rest.length : end).at(-1);
}

function isLoggerDeclaration(statement: ts.Statement, imported: ReadonlySet<string>): boolean {
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.every(({ name, initializer }) => {
    if (!initializer || !ts.isIdentifier(name) || !/log(ger)?$/i.test(name.text)) return false;
    const root = /^(?:new\s+)?([\w$]+)/.exec(initializer.getText())?.[1];
    return root !== undefined && imported.has(root);
  });
}

function importedNames(ast: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>(["require"]);
  for (const statement of ast.statements) {
    if (ts.isImportDeclaration(statement)) {
      const { name, namedBindings } = statement.importClause ?? {};
      if (name) names.add(name.text);
      if (namedBindings && ts.isNamespaceImport(namedBindings)) names.add(namedBindings.name.text);
      if (namedBindings && ts.isNamedImports(namedBindings))
        for (const e of namedBindings.elements) names.add(e.name.text);
    } else if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (ts.isIdentifier(name) && /^require\s*\(/.test(initializer?.getText() ?? "")) names.add(name.text);
      }
    }
  }
  return names;
}

function after(ctx: FileContext, statement: ts.Statement | undefined): Place {
  if (!statement) return atTop(ctx);
  return (code, reason) => insertAfterStatement(ctx.file, statement, code, reason);
}

/** Behind shebang, header comments and directives, in front of the comments of the first statement. */
function atTop({ file }: FileContext): Place {
  const { statements, text } = file.ast;
  const directive = statements
    .filter((s, i) => isDirective(s) && statements.slice(0, i).every(isDirective))
    .at(-1);
  if (directive) return (code, reason) => insertAfterStatement(file, directive, code, reason);
  const { eol } = file.style;
  const header = headerEnd(text);
  return (code, reason) => {
    if (header !== undefined)
      return [at(header, "after", `${eol}${code};${endsLine(text, header) ? "" : " "}`, reason)];
    const first = statements[0]?.getFullStart() ?? 0;
    const start =
      ts.getLeadingCommentRanges(text, first)?.[0]?.pos ?? statements[0]?.getStart(file.ast) ?? text.length;
    return [at(start, "before", `${code};${eol}`, reason)];
  };
}

const at = (offset: number, side: Edit["side"], text: string, reason: string): Edit => ({
  start: offset,
  end: offset,
  text,
  side,
  reason,
});

const HEADER =
  /copyright|licen[cs]e|@file|@module|eslint|biome|tslint|prettier|jshint|istanbul|c8 |v8 |@ts-|@jsx|@flow|<reference/i;

/** `/* istanbul ignore file *\/`, `// deno-lint-ignore-file`, `// biome-ignore-all`: not for the next statement alone. */
const WHOLE_FILE = /ignore[- ](?:file|all)\b/;

/** End of the shebang and of the comments that belong to the file and not to its first statement. */
function headerEnd(text: string): number | undefined {
  const shebang = ts.getShebang(text.replace(/^\ufeff/, " "))?.length;
  let end = shebang;
  const ranges = ts.getLeadingCommentRanges(text, shebang ?? 0) ?? [];
  for (const [index, { pos, end: close }] of ranges.entries()) {
    const next = ranges[index + 1]?.pos ?? text.length;
    const gap = /^\s*/.exec(text.slice(close, next))?.[0] ?? "";
    const comment = text.slice(pos, close);
    if (DIRECTIVE.test(comment) && !WHOLE_FILE.test(comment)) break;
    const ofFile = HEADER.test(comment) || /\n[ \t]*\r?\n/.test(gap);
    if (ofFile) end = afterTrailingComments(text, close);
  }
  return end;
}
