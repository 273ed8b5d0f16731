import { fileURLToPath } from "node:url";
import { Project, ts } from "ts-morph";

type Schema = { readonly [key: string]: unknown };

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CONFIG = `${ROOT}cli/config/define.ts`;
const SETTINGS = `${ROOT}runtime/src/config/settings.ts`;

/** Keys that a rule of a number adds to what its type says. */
const BOUNDS: Readonly<Record<string, Schema>> = {
  samplingRate: { minimum: 0, maximum: 1 },
  errorAggregationSampleRate: { minimum: 0, maximum: 1 },
  errorAggregationTracesSampleRate: { minimum: 0, maximum: 1 },
  otelTraceSampleRate: { minimum: 0, maximum: 1 },
  timeLimit: { exclusiveMinimum: 0 },
};

/**
 * The JSON schema of `blog.config.json` and `.blogrc`, from the types that `defineConfig` and `configureLogging` take.
 * What only code can say, a function or a regular expression, is left out.
 */
export function configurationSchema(): string {
  const project = new Project({
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      allowImportingTsExtensions: true,
      noEmit: true,
      types: [],
    },
  });
  project.addSourceFilesAtPaths([CONFIG, SETTINGS]);
  const typeNamed = (file: string, name: string): ts.Type =>
    project.getSourceFileOrThrow(file).getTypeAliasOrThrow(name).getType().compilerType;
  const convert = createConverter(project.getTypeChecker().compilerObject);
  const config = convert(typeNamed(CONFIG, "BlogConfig"));
  const logging = convert(typeNamed(SETTINGS, "LoggingConfig"));
  const properties = config?.properties as Readonly<Record<string, Schema>>;
  const description = properties.logging?.description;
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "blog-migrate and blog-runtime",
    ...config,
    properties: { $schema: { type: "string" }, ...properties, logging: { description, ...logging } },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function createConverter(checker: ts.TypeChecker): (type: ts.Type) => Schema | undefined {
  /** Undefined for what JSON cannot say. */
  function convert(type: ts.Type): Schema | undefined {
    if (type.isUnion()) return union(type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined)));
    if (type.isStringLiteral() || type.isNumberLiteral()) return { enum: [type.value] };
    if (type.flags & ts.TypeFlags.String) return { type: "string" };
    if (type.flags & ts.TypeFlags.Number) return { type: "number" };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: "boolean" };
    if (type.flags & ts.TypeFlags.Unknown) return {};
    const item = checker.isArrayType(type)
      ? checker.getTypeArguments(type as ts.TypeReference)[0]
      : undefined;
    if (item) return { type: "array", items: convert(item) ?? {} };
    if (checker.isTupleType(type)) throw new Error("a tuple has no schema yet");
    if (type.flags & ts.TypeFlags.NonPrimitive) return undefined;
    if (type.getCallSignatures().length > 0 || type.getSymbol()?.name === "RegExp") return undefined;
    return object(type);
  }

  function union(types: readonly ts.Type[]): Schema | undefined {
    if (types.every(({ flags }) => flags & ts.TypeFlags.BooleanLiteral)) return { type: "boolean" };
    const words = types.flatMap((type) => (type.isStringLiteral() ? [type.value] : []));
    const others = types
      .filter((type) => !type.isStringLiteral())
      .map(convert)
      .filter((schema) => schema !== undefined);
    const all: readonly Schema[] = [...(words.length > 0 ? [{ enum: words }] : []), ...others];
    return all.length > 1 ? { anyOf: all } : all[0];
  }

  function object(type: ts.Type): Schema | undefined {
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const symbol of checker.getPropertiesOfType(type)) {
      const schema = property(symbol);
      const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
      // An object with a method that must be there is one that only code can make.
      if (schema === undefined && !isOptional) return undefined;
      if (schema === undefined) continue;
      properties[symbol.name] = schema;
      if (!isOptional) required.push(symbol.name);
    }
    return {
      type: "object",
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: index ? (convert(index.type) ?? {}) : false,
    };
  }

  function property(symbol: ts.Symbol): Schema | undefined {
    const schema = convert(checker.getTypeOfSymbol(symbol));
    if (schema === undefined) return undefined;
    const description = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, " ");
    const tag = symbol.getJsDocTags(checker).find(({ name }) => name === "default");
    const initial = tag && ts.displayPartsToString(tag.text).replace(/\s+/g, " ");
    const text = [description, initial && `Default: ${initial}`].filter(Boolean).join(" ");
    return { ...(text === "" ? {} : { description: text }), ...schema, ...BOUNDS[symbol.name] };
  }

  return convert;
}
