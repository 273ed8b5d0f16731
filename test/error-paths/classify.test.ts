import { test } from "uvu";
import * as assert from "uvu/assert";
import { classify } from "../../transforms/error-paths/classify.ts";
import { findErrorSites } from "../../transforms/error-paths/handlers/find.ts";
import { contextOf } from "./harness.ts";

/** Every way out of the first handler in a text, in order: `return lost`, `throw thrown`. */
function paths(text: string): string {
  const ctx = contextOf(text);
  const site = findErrorSites(ctx.file.ast).find((s) => s.kind === "inline");
  assert.ok(site?.kind === "inline", "no handler found");
  return classify(ctx, site.handler)
    .paths.map(({ kind, outcomes }) => `${kind} ${outcomes.join("/")}`)
    .join(", ");
}

const inCatch = (body: string, before = ""): string =>
  `function f() { ${before} try { g(); } catch (e) { ${body} } }`;

const CASES: readonly (readonly [name: string, text: string, expected: string])[] = [
  ["nothing", inCatch(""), "end lost"],
  ["logged", inCatch("console.error(e); return 1;"), "return logged"],
  ["logged without the error", inCatch('console.error("no");'), "end logged-blind"],
  ["an alias", inCatch("const { message: m } = toError(e); console.log('no', m);"), "end logged"],
  ["rethrown", inCatch("throw e;"), "throw thrown"],
  ["wrapped", inCatch('throw new Error("no", { cause: e });'), "throw thrown"],
  ["next(e)", inCatch("return next(e);"), "return thrown"],
  ["next() says nothing", inCatch("next();"), "end lost"],
  ["callback(null)", inCatch("return callback(null, []);"), "return lost"],
  ["emitted", inCatch('this.emit("error", e);'), "end thrown"],
  ["Promise.reject", inCatch("return Promise.reject(e);"), "return thrown"],
  ["returned", inCatch("return { error: e.message };"), "return handed-on"],
  ["a failure without a cause", inCatch('return { error: "no" };'), "return lost"],
  ["an error of its own", inCatch("return err(new ParseError());"), "return handed-on"],
  ["any call", inCatch("handle(e);"), "end handed-on"],
  ["a question about it", inCatch("const again = isRetryable(e); return again;"), "return lost"],
  ["a pause by its header", inCatch("await sleep(e.retryAfter);"), "end lost"],
  ["a metric", inCatch("metrics.increment(e.name);"), "end lost"],
  ["the client alone", inCatch("res.status(500).json({ error: e.message });"), "end lost"],
  ["a helper that answers", inCatch("sendJson(res, 500, e.message);"), "end lost"],
  [
    "a helper that logs and answers",
    `${inCatch("sendJson(res, 500, e);")} function sendJson(r, s, e) { console.error(e); }`,
    "end logged",
  ],
  ["later", inCatch("setTimeout(() => reject(e), 10);"), "end handed-on"],
  ["state that is read", inCatch("last = e;", "let last; use(() => last);"), "end handed-on"],
  ["state that nobody reads", inCatch("last = e;", "let last;"), "end lost"],
  ["a property", inCatch("this.lastError = e;"), "end handed-on"],
  ["ENOENT", inCatch('if (e.code === "ENOENT") return; throw e;'), "return expected, throw thrown"],
  ["not ENOENT", inCatch('if (e.code !== "ENOENT") throw e; return 1;'), "throw thrown, return expected"],
  [
    "one of two codes",
    inCatch('if (e.code === "ENOENT" || e.code === "EACCES") return 1; throw e;'),
    "return expected/lost, throw thrown",
  ],
  ["aborted", inCatch("if (signal.aborted) return 1; log.error(e);"), "return expected, end logged"],
  [
    "text by assignment",
    inCatch('let m = "?"; if (e instanceof Error) m = e.message; return m;'),
    "return handed-on",
  ],
  [
    "text on one path",
    inCatch('let m = "?"; if (e.code === "A") m = e.message; return m;'),
    "return handed-on/lost",
  ],
  ["a dead test", inCatch("if (e) console.error(e);"), "end logged"],
  ["an inner error logged", inCatch("try { h(); } catch (x) { console.error(x); }"), "end lost"],
  ["finally overrides", inCatch("try { throw e; } finally { return 1; }"), "return lost"],
  ["all listeners", inCatch("for (const l of listeners) l(e);"), "end handed-on"],
  ["exit", inCatch("process.exit(1);"), "process-exit lost"],
  ["labelled break", inCatch("a: { if (x) break a; throw e; }"), "throw thrown, end lost"],
  ["callback", "read((err, data) => { if (err) return; use(data); });", "return lost, end no-error"],
  [
    "callback, passed on",
    "read((err, data) => { if (err) return cb(err); use(data); });",
    "return thrown, end no-error",
  ],
  ["arrow", "p.catch((e) => (e.code === 'SKIP' ? null : Promise.reject(e)));", "return lost, return thrown"],
  [
    "not found",
    "p.catch((e) => (e.status === 404 ? null : Promise.reject(e)));",
    "return expected, return thrown",
  ],
];

for (const [name, text, expected] of CASES) test(name, () => assert.is(paths(text), expected));

test.run();
