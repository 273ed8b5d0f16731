import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { ts } from "ts-morph";
import { ownPath } from "./own-root.ts";
import { slashed } from "./slashed.ts";
import { createHost } from "./syntax/compiler-host.ts";
import { RUNTIME_PACKAGE } from "./target.ts";

/*
 * The one adapter to ts-morph's projects. It carries its own compiler, so the user's TypeScript, of whatever
 * version, is never loaded; what that version would do by default is set where it differs from ours.
 */

export type Diagnostic = {
  readonly path: string;
  readonly code: number;
  readonly offset: number;
  readonly message: string;
};

export type TypedProject = {
  readonly configPath: string;
  readonly has: (path: string) => boolean;
  /** Files that a file imports, by what the checker resolves. */
  readonly importsOf: (path: string) => ReadonlySet<string>;
  /** Sets the text of files of the project, for the next check. */
  readonly update: (texts: ReadonlyMap<string, string>) => void;
  /** Diagnostics of all files of the project, in its order. */
  readonly check: () => readonly Diagnostic[];
};

/**
 * The configuration (tsconfig.json or jsconfig.json, nearest first, through `references`) that includes each file.
 * A file that none includes is missing from the map.
 */
export function findConfigs(paths: readonly string[]): ReadonlyMap<string, string> {
  const includedBy = new Map<string, string>();
  const read = new Set<string>();
  const readConfig = (configPath: string): void => {
    if (read.has(configPath)) return;
    read.add(configPath);
    const parsed = parseConfig(configPath);
    for (const file of parsed?.fileNames ?? []) if (!includedBy.has(file)) includedBy.set(file, configPath);
    for (const { path } of parsed?.projectReferences ?? [])
      readConfig(ts.resolveProjectReferencePath({ path }));
  };
  const wanted = new Map<string, string>();
  for (const path of paths) {
    for (const configPath of configsAbove(dirname(path))) {
      readConfig(configPath);
      const found = includedBy.get(path);
      if (found) wanted.set(path, found);
      if (found) break;
    }
  }
  return wanted;
}

/**
 * The configurations by which a file may be compiled though they do not name it, as others import it: those above it,
 * nearest first, each with what it references at or above the file.
 */
export function configsAround(path: string): readonly string[] {
  const found = new Set<string>();
  const add = (configPath: string): void => {
    if (found.has(configPath) || !path.startsWith(`${dirname(configPath)}/`)) return;
    found.add(configPath);
    for (const reference of referencesOf(configPath)) add(reference);
  };
  for (const configPath of configsAbove(dirname(path))) add(configPath);
  return [...found];
}

/** What a configuration says itself; `references` are not inherited. */
function referencesOf(configPath: string): readonly string[] {
  const { config } = ts.readConfigFile(configPath, ts.sys.readFile) as {
    config?: { references?: readonly { readonly path?: unknown }[] };
  };
  return [config?.references ?? []]
    .flat()
    .flatMap(({ path }) =>
      typeof path === "string"
        ? [ts.resolveProjectReferencePath({ path: slashed(resolve(dirname(configPath), path)) })]
        : [],
    );
}

function configsAbove(directory: string): readonly string[] {
  const here = ["tsconfig.json", "jsconfig.json"]
    .map((name) => slashed(join(directory, name)))
    .filter(existsSync);
  const parent = dirname(directory);
  return parent === directory ? here : [...here, ...configsAbove(parent)];
}

function parseConfig(configPath: string): ts.ParsedCommandLine | undefined {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  return ts.getParsedCommandLineOfConfigFile(configPath, {}, host);
}

/**
 * What is wrong with a configuration, so that a check by it would not be the project's own: it does not parse, or what
 * it extends is not there. Options that only another version of TypeScript knows are nothing wrong.
 */
export function configFault(configPath: string): string | undefined {
  const config = parseConfig(configPath);
  if (!config) return "it cannot be read";
  const { parseDiagnostics = [] } = (config.options.configFile ?? {}) as {
    parseDiagnostics?: readonly ts.Diagnostic[];
  };
  const fault = [...parseDiagnostics, ...config.errors].find(
    ({ code, category }) => category === ts.DiagnosticCategory.Error && !OTHER_VERSION.has(code),
  );
  if (!fault) return undefined;
  const message = ts.flattenDiagnosticMessageText(fault.messageText, " ");
  const { file, start } = fault;
  if (!file || start === undefined) return message;
  return `${message} (line ${file.getLineAndCharacterOfPosition(start).line + 1})`;
}

/** Diagnostics of options that are unknown, have an unknown value, are deprecated or removed; and of no inputs. */
const OTHER_VERSION: ReadonlySet<number> = new Set([5023, 5025, 6046, 5101, 5102, 5107, 5108, 18002, 18003]);

/** Opens a project for checking. Nothing is emitted and no code of the project is run. */
export function openProject(configPath: string): TypedProject {
  const config = parseConfig(configPath);
  const options: ts.CompilerOptions = {
    ...config?.options,
    ...olderDefaults(configPath),
    ...runtimeTypes(configPath),
    noEmit: true,
    incremental: false,
    composite: false,
  };
  const host = createHost(options);
  const rootNames = config?.fileNames ?? [];
  const declares = config?.options.declaration ?? config?.options.composite ?? false;
  let program: ts.Program | undefined;
  const current = (): ts.Program => {
    program ??= ts.createProgram({
      rootNames,
      options,
      host: host.compilerHost,
      ...(last && { oldProgram: last }),
    });
    return program;
  };
  let last: ts.Program | undefined;
  return {
    configPath,
    has: (path) => current().getSourceFile(path) !== undefined,
    importsOf: (path) => importedFiles(current(), path),
    update: (texts) => {
      host.overlay(texts);
      last = program;
      program = undefined;
    },
    check: () => {
      const checked = current();
      return checked
        .getSourceFiles()
        .filter(
          (file) =>
            !checked.isSourceFileFromExternalLibrary(file) && !checked.isSourceFileDefaultLibrary(file),
        )
        .flatMap((file) => [
          ...checked.getSemanticDiagnostics(file),
          ...(declares && !file.isDeclarationFile ? checked.getDeclarationDiagnostics(file) : []),
        ])
        .map(toDiagnostic);
    },
  };
}

function importedFiles(program: ts.Program, path: string): ReadonlySet<string> {
  const { imports = [] } = (program.getSourceFile(path) ?? {}) as {
    imports?: readonly ts.StringLiteralLike[];
  };
  const checker = program.getTypeChecker();
  const files = imports.map(
    (i) => checker.getSymbolAtLocation(i)?.declarations?.[0]?.getSourceFile().fileName,
  );
  return new Set(files.filter((file) => file !== undefined));
}

function toDiagnostic({ file, code, start, messageText }: ts.Diagnostic): Diagnostic {
  const message = ts.flattenDiagnosticMessageText(messageText, "\n");
  return { path: file?.fileName ?? "", code, offset: start ?? 0, message };
}

/** What TypeScript before 6 assumed and 6 does not, unless the configuration says it itself. */
function olderDefaults(configPath: string): ts.CompilerOptions {
  const options = parseConfig(configPath)?.options ?? {};
  if (typescriptMajor(configPath) >= 6) return {};
  return {
    ...olderModules(options),
    types: options.types ?? ["*"],
    strict: options.strict ?? false,
    noUncheckedSideEffectImports: options.noUncheckedSideEffectImports ?? false,
    esModuleInterop: options.esModuleInterop ?? false,
    ignoreDeprecations: "6.0",
  };
}

/** The target, modules and resolution that were assumed before 6 where a configuration names none. */
function olderModules({ target, module, moduleResolution }: ts.CompilerOptions): ts.CompilerOptions {
  const level =
    target ?? (module !== undefined && module >= ts.ModuleKind.Node16 ? undefined : ts.ScriptTarget.ES5);
  const kind =
    module ??
    (level !== undefined && level >= ts.ScriptTarget.ES2015 ? ts.ModuleKind.ES2015 : ts.ModuleKind.CommonJS);
  const isNode10 = moduleResolution === undefined && kind === ts.ModuleKind.CommonJS;
  return {
    ...(level === undefined ? {} : { target: level }),
    module: kind,
    ...(isNode10 ? { moduleResolution: ts.ModuleResolutionKind.Node10 } : {}),
  };
}

/** Major version of the TypeScript that the project has installed; 5 where it has none. */
function typescriptMajor(configPath: string): number {
  try {
    const manifest = createRequire(configPath).resolve("typescript/package.json");
    return Number.parseInt((JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version, 10);
    // blog-ignore-next-line err/swallowed-catch -- a project that has none installed is taken as one with version 5
  } catch {
    return 5;
  }
}

/**
 * The runtime's types as this package ships them, and as they are in this repository: those of its CommonJS build, which
 * CommonJS files and ES modules of a project may import alike.
 */
const RUNTIME_TYPES = ["dist/runtime-types/index.d.ts", "runtime/dist/cjs/index.d.ts"] as const;

/** Where the project has not installed the runtime yet, its types come from the copy beside this tool. */
function runtimeTypes(configPath: string): ts.CompilerOptions {
  const options = parseConfig(configPath)?.options ?? {};
  const installed = ts.resolveModuleName(RUNTIME_PACKAGE, configPath, options, ts.sys).resolvedModule;
  if (installed) return {};
  const types = RUNTIME_TYPES.map(ownPath).find(existsSync);
  if (!types) return {};
  return { paths: { ...options.paths, [RUNTIME_PACKAGE]: [slashed(types)] } };
}
