import { type ApiCall, apiCalls } from "./categories/calls.ts";
import { className, fileComponent, functionName, objectComponent } from "./categories/component.ts";
import { classSignals, declarationSignals, functionSignals } from "./categories/declarations.ts";
import { importSignals } from "./categories/imports.ts";
import { overrideOf } from "./categories/overrides.ts";
import { lessCommon, packageSignals, packageWords } from "./categories/package.ts";
import { pathSignals } from "./categories/path.ts";
import { categoryWeights, type Signal, score, weaken } from "./categories/score.ts";
import { vocabularySignals } from "./categories/vocabulary.ts";
import type { Classification, Classified, MigrateOptions, Parsed } from "./model.ts";
import { additions } from "./revert.ts";
import { countAtFront } from "./syntax/sorted.ts";
import { ts } from "./syntax/ts.ts";

/** Says what a file, its classes and its functions are about, and why. Configured globs win over every signal. */
export function classify(file: Parsed, options: Pick<MigrateOptions, "categories">): Classified {
  const { relativePath } = file.source;
  const component = fileComponent(relativePath);
  const override = overrideOf(relativePath, options.categories);
  if (override) {
    const module = {
      category: override.category,
      confidence: "high",
      evidence: [`configured for "${override.files}"`],
    } as const;
    return {
      ...file,
      module,
      component,
      at: (node) => ({ ...module, component: componentAt(node, component) }),
    };
  }
  const signals = collect(file);
  const module = score(signals.module);
  const categoryAt = scopes(file, signals, module);
  return {
    ...file,
    module,
    component,
    at: (node) => ({ ...categoryAt(node), component: componentAt(node, component) }),
  };
}

type Collected = {
  readonly path: readonly Signal[];
  readonly imports: readonly Signal[];
  readonly calls: readonly ApiCall[];
  readonly module: readonly Signal[];
};

function collect(file: Parsed): Collected {
  const path = pathSignals(file.source.relativePath);
  const imports = importSignals(file);
  const calls = apiCalls(file.source.text);
  const classes = file.ast.statements.filter(ts.isClassDeclaration);
  const share = classes.length === 0 ? () => 0 : shares(file);
  const common = packageWords(file.source.package);
  const module = lessCommon(
    [
      ...packageSignals(file.source.package),
      ...path,
      ...imports,
      ...classes.flatMap((node) => weaken(classSignals(node, className(node)), share(node))),
      ...declarationSignals(file.ast),
      ...calls.flatMap((call) => call.signals),
      ...vocabularySignals(file.ast, common),
    ],
    common,
  );
  return { path, imports, calls, module };
}

/**
 * How much of a file a class is, up to a half: a small helper class says little about the module. What `migrate` added
 * does not count, so that a file that was migrated keeps its category.
 */
function shares({ ast }: Parsed): (node: ts.Node) => number {
  const added = additions(ast);
  const size = ({ pos, end }: ts.Node): number =>
    added.reduce(
      (sum, edit) =>
        edit.start >= pos && edit.end <= end ? sum - (edit.end - edit.start - edit.text.length) : sum,
      end - pos,
    );
  const whole = size(ast);
  return (node) => Math.min(1, (2 * size(node)) / whole);
}

/** Category of the innermost class or function whose own signals outweigh those of what is around it. */
function scopes(file: Parsed, signals: Collected, module: Classification): (node: ts.Node) => Classification {
  const known = new Map<ts.Node, Classification>([[file.ast, module]]);
  const weights = categoryWeights(signals.module);
  const callsIn = within(signals.calls);
  const severalClasses = file.ast.statements.filter(ts.isClassDeclaration).length > 1;

  const at = (node: ts.Node): Classification => {
    const seen = known.get(node);
    if (seen) return seen;
    const outer = at(node.parent);
    const found =
      ts.isClassLike(node) && severalClasses
        ? ofClass(node)
        : isNamed(node)
          ? ofFunction(node, outer)
          : outer;
    known.set(node, found);
    return found;
  };
  const ofClass = (node: ts.ClassLikeDeclaration): Classification => {
    const own = [...classSignals(node, className(node)), ...callsIn(node)];
    if (strongest(own) < CLASS_OWN) return module;
    return score([...own, ...weaken([...signals.path, ...signals.imports], 0.5)]);
  };
  const ofFunction = (node: ts.Node, outer: Classification): Classification => {
    const own = [...functionSignals(functionName(node) ?? ""), ...callsIn(node)];
    const inherited = outer.category === "SERVICE_OPERATIONS" ? 0 : (weights.get(outer.category) ?? 0);
    const least = outer.confidence === "low" ? OWN_IN_DOUBT : OWN;
    return strongest(own) >= Math.max(least, inherited) ? score(own) : outer;
  };
  return at;
}

/** The signals of the calls inside a node; calls come in the order of the text. */
function within(calls: readonly ApiCall[]): (node: ts.Node) => readonly Signal[] {
  return ({ pos, end }) => {
    const found: Signal[] = [];
    for (
      let n = countAtFront(calls, ({ offset }) => offset < pos);
      n < calls.length && calls[n]!.offset < end;
      n++
    )
      found.push(...calls[n]!.signals);
    return found;
  };
}

/** A function leaves the category of its module only for signals of its own of at least this. */
const OWN = 3;
/** As {@link OWN}, where it is not clear what the module is about. */
const OWN_IN_DOUBT = 1.5;
/** A class of several in a file is judged by itself only if it says this much. */
const CLASS_OWN = 1.5;
const strongest = (signals: readonly Signal[]): number => Math.max(0, ...categoryWeights(signals).values());
const isNamed = (node: ts.Node): boolean => ts.isFunctionLike(node) && functionName(node) !== undefined;

/** Name of the nearest class or of the constant object around a node, else the file's. */
function componentAt(node: ts.Node, fallback: string): string {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const name = ts.isClassLike(at) ? className(at) : undefined;
    if (name) return name;
  }
  return objectComponent(node) ?? fallback;
}
