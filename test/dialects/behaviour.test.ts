import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { migrateFile } from "../../transforms/migrate.ts";
import { ts } from "../../transforms/syntax/ts.ts";
import { source } from "../helpers/sources.ts";

/*
 * Runs programs before and after they were migrated and compares what they do: effects in order, evaluation counts,
 * what was thrown and what came out. What our own logger was told is compared with what is expected.
 */

type Run = {
  readonly effects: readonly unknown[];
  readonly outcome: unknown;
  readonly lines: readonly unknown[];
};

const require = createRequire(import.meta.url);

function execute(program: string): Run {
  const effects: unknown[] = [];
  const lines: unknown[] = [];
  const method =
    (level: string) => (message: string, _category: string, _component: string, fields?: object) =>
      void lines.push(fields ? [level, message, fields] : [level, message]);
  const backendLogger = Object.fromEntries(
    ["debug", "info", "warn", "error", "critical"].map((level) => [level, method(level)]),
  );
  const runtime = { getLogger: () => backendLogger, backendLogger, LogCategory: {} };
  const log =
    (level: string) =>
    (...args: unknown[]) =>
      void effects.push([level, ...args.map(show)]);
  const console = {
    log: log("log"),
    info: log("info"),
    warn: log("warn"),
    error: log("error"),
    table: log("table"),
  };
  const chain = {
    info: (...args: unknown[]) => {
      effects.push(["chain", ...args.map(show)]);
      return chain;
    },
  };
  const sandbox = {
    module: { exports: {} as Record<string, unknown> },
    exports: {},
    console,
    effect: (name: string, value: unknown = name) => {
      effects.push(name);
      return value;
    },
    require: (name: string) =>
      name === "blog-runtime" ? runtime : name === "winston" ? { createLogger: () => chain } : require(name),
  };
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  let outcome: unknown;
  try {
    outcome = runInNewContext(
      `(() => { ${outputText}\n; return typeof main === "function" ? main() : undefined })()`,
      sandbox,
    );
  } catch (error) {
    outcome = `threw ${error}`;
  }
  return { effects, outcome: show(outcome), lines };
}

/** A value as it is now: what is logged may change later. */
const show = (value: unknown): unknown =>
  value instanceof Object && "message" in value ? `${value}` : JSON.parse(JSON.stringify(value) ?? "null");

function check(name: string, program: string, expected: readonly unknown[]): void {
  test(name, () => {
    const outcome = migrateFile(source(program, "src/program.ts"), {
      only: ["log-call"],
      dialects: [],
      categories: [],
    });
    assert.is(outcome.kind, "changed", JSON.stringify(outcome));
    if (outcome.kind !== "changed") return;
    const before = execute(program);
    const after = execute(outcome.output);
    assert.equal(after.effects, before.effects, outcome.output);
    assert.equal(after.outcome, before.outcome, outcome.output);
    assert.equal(JSON.parse(JSON.stringify(after.lines)), expected, outcome.output);
  });
}

check(
  "impure arguments are evaluated once",
  `function main() {
  let i = 0;
  console.log("a", effect("call"), i++, new Array(effect("new", 2)), \`\${effect("hole")}\`);
  return i;
}`,
  [["info", "a …"]],
);

check(
  "a variable that the call changes is not read again",
  `function main() {
  let i = 0;
  console.log("step", i++, i, { i });
  let last;
  console.log("set", (last = 3), last);
  return [i, last];
}`,
  [
    ["info", "step"],
    ["info", "set"],
  ],
);

check(
  "getters of the file are not run again",
  `const state = { get count() { return effect("getter", 1); }, plain: 2 };
Object.defineProperty(state, "hidden", { get: () => effect("hidden", 3) });
class Counter { n = 0; get next() { return ++this.n; } }
function main() {
  const counter = new Counter();
  console.log("read", state.count, state.plain, state["count"], state.hidden, counter.next, { ...state });
  return counter.n;
}`,
  [["info", "read", { data: { plain: 2 } }]],
);

check(
  "generators are not drained",
  `function* numbers() { yield effect("one", 1); yield effect("two", 2); }
function main() {
  const it = numbers();
  console.log("got", ...it);
  const again = numbers();
  console.log("array", [...again], 1);
  return [...it, ...again];
}`,
  [
    ["info", "got", { data: { it: {} } }],
    ["info", "array", { data: { again: {}, value: 1 } }],
  ],
);

check(
  "an optional logger evaluates nothing, and the mirror does not throw",
  `function main() {
  const logger = undefined;
  const user = undefined;
  logger?.info("hello", user.name, effect("never"), { id: user.id.value });
  logger?.info(\`bye \${user.name} \${later}\`);
  const later = 1;
  return "done";
}`,
  [
    ["info", "hello", { data: {} }],
    ["info", "bye undefined …"],
  ],
);

check(
  "arguments that throw do so after the same effects",
  `function main() {
  let state;
  const load = () => { effect("load"); state = { a: { b: 1 } }; return 1; };
  true && console.log("loaded", load(), state.a.b);
  const nothing = undefined;
  true && console.log("fails", effect("first"), nothing.a);
}`,
  [
    ["info", "loaded", { data: {} }],
    ["info", "fails", { data: {} }],
  ],
);

check(
  "values and order in sequences",
  `const list = [1, 2];
const note = (x) => console.log("note", x);
function main() {
  const a = list.map((x) => console.log(x));
  const b = effect("left") && console.warn("right");
  const c = effect("no", false) ? console.log("yes") : console.error("no", list[0]);
  const d = (console.info("first"), effect("second"));
  for (console.log("start"); effect("test", false); console.log("step"));
  const e = [console.log("in array"), note(1)];
  return [a, b, c, d, e];
}`,
  [
    ["info", "Program.main", { data: { x: 1 } }],
    ["info", "Program.main", { data: { x: 2 } }],
    ["warn", "right"],
    ["error", "no", { data: { value: 1 } }],
    ["info", "first"],
    ["info", "start"],
    ["info", "in array"],
    ["info", "note", { data: { x: 1 } }],
  ],
);

check(
  "unbraced bodies and dangling else",
  `function choose(a, b) {
  if (a) if (b) console.log("both"); else console.log("only a");
  else console.log("none");
  for (const x of [a, b]) console.log("loop", x);
  let n = 0;
  do console.log("do"); while (n++ < 1);
  outer: for (;;) { inner: console.log("labelled"); break outer; }
  while (n-- > 0) if (n === 1) console.log("while"); else continue;
  return n;
}
function main() { return [choose(1, 1), choose(1, 0), choose(0, 0)]; }`,
  (["both", "only a", "none"] as const).flatMap((first, i) => [
    ["info", first],
    ["info", "loop", { data: { x: i < 2 ? 1 : 0 } }],
    ["info", "loop", { data: { x: i < 1 ? 1 : 0 } }],
    ["info", "do"],
    ["info", "do"],
    ["info", "labelled"],
    ["info", "while"],
  ]),
);

check(
  "without semicolons",
  `const out = []
function main() {
  console.log("a")
  ;[1, 2].forEach((x) => out.push(x))
  console.log("b")
  ;(() => out.push(3))()
  console.log("c")
  ;\`\${out.push(4)}\`
  const f = console.log
  console.log("d", f) || effect("or")
  let x = 1
  if (x) console.log("e")
  ;[5].forEach((y) => out.push(y))
  return out
}`,
  [
    ["info", "a"],
    ["info", "b"],
    ["info", "c"],
    ["info", "e"],
  ],
);

check(
  "switch cases fall through as before",
  `function pick(n) {
  const seen = [];
  switch (n) {
    case 1: console.log("one"); seen.push(1);
    case 2: console.log("two");
      seen.push(2); break;
    default: console.log("other")
  }
  return seen;
}
function main() { return [pick(1), pick(2), pick(3)]; }`,
  [
    ["info", "one"],
    ["info", "two"],
    ["info", "two"],
    ["info", "other"],
  ],
);

check(
  "chains of calls in one statement",
  `const winston = require("winston");
const logger = winston.createLogger();
function main() {
  logger.info("a", effect("x")).info("b").info("c", { n: 1 });
  return logger.info("d") === logger;
}`,
  [
    ["info", "a"],
    ["info", "b"],
    ["info", "c", { data: { n: 1 } }],
    ["info", "d"],
  ],
);

check(
  "formats say what the legacy line said",
  `function main() {
  const name = "x";
  console.log("%s took %dms (%d%%)", name, effect("ms", 12), 50);
  console.log("100%%");
  console.log("%%", 1);
  console.log("%s of %s", name);
  console.log("%c styled", "color: red", name);
}`,
  [
    ["info", "%s took …ms (%d%%)", { args: ["x", 50] }],
    ["info", "100%%"],
    ["info", "%", { data: { value: 1 } }],
    ["info", "%s of %s", { args: ["x"] }],
    ["info", "styled", { data: { name: "x" } }],
  ],
);

check(
  "errors of catch clauses and callbacks",
  `function main() {
  try { throw new Error("boom"); } catch (e) { console.error("failed:", e.message); }
  try { throw new Error("boom"); } catch (e) { console.error(e); }
  try { throw "text"; } catch (reason) { console.error(\`failed: \${reason instanceof Error ? reason.message : String(reason)}\`); }
}`,
  [
    ["error", "failed", { error: {} }],
    ["error", "Program.main failed", { error: {} }],
    ["error", "failed: …", { error: "text" }],
  ],
);

check(
  "what changed meanwhile is read without throwing",
  `const state = { a: { b: { c: 1 } } };
let held = { x: 1 };
const drop = () => { effect("drop"); state.a = undefined; held = undefined; return 1; };
async function wait(log) { await log(state.a, drop()); }
function main() {
  console.log("dropping", state.a.b, held.x, drop(), state.a);
  return wait(console.log).then(() => "done");
}`,
  [["info", "dropping", { data: {} }]],
);

check(
  "symbols are not put into texts",
  `const seen = new Proxy({}, { get(target, key) { console.log(\`get \${String(key)}\`); console.log("get " + key.toString()); return 1; } });
function main() {
  try { throw Symbol("s"); } catch (e) { console.error("failed: " + String(e)); console.error(\`\${e instanceof Error ? e.message : String(e)} failed\`); }
  return [seen[Symbol.iterator], seen.name];
}`,
  [
    ["error", "failed", {}],
    ["error", "… failed", {}],
    ["info", "get …", { data: {} }],
    ["info", "get …", { data: {} }],
    ["info", "get …", { data: { key: "name" } }],
    ["info", "get …", { data: { key: "name" } }],
  ],
);

test.run();
