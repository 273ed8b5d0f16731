import { test } from "uvu";
import * as assert from "uvu/assert";
import { type BackendLogger, backendLogger, getLogger, LogCategory, type LogFields } from "../src/index.ts";

/*
 * What the codemod emits has to type-check as the original did. This file is checked by the compiler of the project;
 * at run time it only has to be there.
 */

const C = LogCategory.TOOL_OPERATIONS;

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(..._equal: Equal<A, B> extends true ? [] : [never]): void => {};

// Overloads, generics, predicates, this and defaults come through as they are.
function overloaded(value: string): string;
function overloaded(value: number): number;
function overloaded(value: string | number): string | number {
  return value;
}
const tracedOverloaded = backendLogger.traced("overloaded", C, overloaded);
same<typeof tracedOverloaded, typeof overloaded>();
const generic = backendLogger.traced("generic", C, <T extends object>(value: T): readonly T[] => [value]);
same<typeof generic, <T extends object>(value: T) => readonly T[]>();
const predicate = backendLogger.traced(
  "isText",
  C,
  (value: unknown): value is string => typeof value === "string",
);
same<typeof predicate, (value: unknown) => value is string>();
const inferredPredicate = backendLogger.traced(
  "isText",
  C,
  (value: string | number) => typeof value === "string",
);
same<typeof inferredPredicate, (value: string | number) => value is string>();
const withThis = backendLogger.traced("withThis", C, function (this: { n: number }, more = 1) {
  return this.n + more;
});
same<typeof withThis, (this: { n: number }, more?: number) => number>();
const asyncGenerator = backendLogger.traced("stream", C, async function* (to: number) {
  yield to;
});
same<typeof asyncGenerator, (to: number) => AsyncGenerator<number, void, unknown>>();
const defaults = backendLogger.traced(
  "defaults",
  C,
  ({ a = 1, b = "x" } = {}, [c] = [true], ...rest: string[]) => ({ a, b, c, rest }),
);
const defaultsBare = ({ a = 1, b = "x" } = {}, [c] = [true], ...rest: string[]) => ({ a, b, c, rest });
same<typeof defaults, typeof defaultsBare>();
const pairs = backendLogger.traced("pairs", C, () => [1, "a"]);
same<typeof pairs, () => (string | number)[]>();
const literal = backendLogger.traced("literal", C, () => "a" as const);
same<typeof literal, () => "a">();

// Parameters are typed by the context as they would be without us.
type Handler = (request: { readonly url: string }, done: (error?: Error) => void) => Promise<void>;
const handler: Handler = backendLogger.traced("handler", C, async (request, done) => {
  same<typeof request, { readonly url: string }>();
  done(request.url === "" ? new Error("empty") : undefined);
});
const table: { readonly [name: string]: Handler } = {
  get: backendLogger.traced("get", C, async (request) => void request.url),
};
class Service {
  handle: Handler = backendLogger.traced("Service.handle", C, async (request) => {
    this.last = request.url;
  });
  last: string | undefined;
}
const mapped = [1, 2].map(backendLogger.traced("double", C, (value: number, index: number) => value * index));
same<typeof mapped, number[]>();

// A function's body inside a span keeps its type, also the contextual one of what it returns.
function answer(): { readonly kind: "text" | "none" } {
  return backendLogger.span("answer", C, () => {
    if (mapped.length > 0) return { kind: "text" };
    return { kind: "none" };
  });
}
async function load(): Promise<readonly [string, number]> {
  return backendLogger.span("load", C, async () => {
    return ["a", 1];
  });
}
function narrow<T>(value: T | undefined): T {
  return backendLogger.span("narrow", C, () => {
    if (value === undefined) throw new Error("none");
    return value;
  });
}
function nothing(): void {
  // biome-ignore lint/correctness/noVoidTypeReturn: what the codemod emits
  return backendLogger.span("nothing", C, () => {});
}
same<ReturnType<typeof answer>, { readonly kind: "text" | "none" }>();

// Any class can be traced.
class Plain {
  run(): void {}
}
class Private {
  private constructor() {}
  static make(): Private {
    return new Private();
  }
}
class Protected {
  protected constructor() {}
  run(): number {
    return 1;
  }
}
abstract class Abstract<T> {
  abstract read(): T;
  run(): T {
    return this.read();
  }
}
const Anonymous = class {
  run(): void {}
};
for (const cls of [Plain, Private, Protected, Abstract, Anonymous])
  backendLogger.traceMethods(cls, C, ["run"]);

// Log calls take any fields.
const fields: LogFields = {
  data: new Map(),
  error: undefined,
  args: [1, Symbol("s")],
  correlationId: undefined,
};
function calls(logger: BackendLogger, error: unknown, id: string | undefined): void {
  logger.error("failed", LogCategory.ERROR_TRACKING, "X", { error, correlationId: id });
  logger.info("%s", C, "X", { args: ["a", error] });
  logger.debug("d", C, "X", fields);
  logger.warn("w", C, "X", { performance: { durationMs: 1, rows: 2 } });
}

// @ts-expect-error a category is none of a string's business
export const wrongCategory = (): void => backendLogger.info("x", "tools", "X");
// @ts-expect-error what is traced is a function
export const notAFunction = (): unknown => backendLogger.traced("x", C, 1);
// @ts-expect-error a field that does not exist
export const wrongField = (): void => backendLogger.info("x", C, "X", { err: 1 });

test("the types are checked by the compiler", () => {
  assert.is(getLogger(), backendLogger);
  assert.type(calls, "function");
  assert.ok([handler, table, Service, load, narrow, nothing].length);
});

test.run();
