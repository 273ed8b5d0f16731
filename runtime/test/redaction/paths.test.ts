import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory as C, createRedactor } from "../../src/index.ts";
import { parsePath } from "../../src/redaction/paths.ts";
import { createTestLogger } from "../../src/testing.ts";

test("a path is read as pino reads one", () => {
  assert.equal(parsePath("a.b[*].c"), ["a", "b", "*", "c"]);
  assert.equal(parsePath('a["b-c"].d'), ["a", "=b-c", "d"]);
  assert.equal(parsePath("['x.y'].z"), ["=x.y", "z"]);
  assert.equal(parsePath("*.token"), ["*", "token"]);
  assert.equal(parsePath("a[0].b"), ["a", "0", "b"]);
  assert.equal(parsePath("**.password"), ["**", "password"]);
  for (const wrong of ["", "a..b", "a.", ".a", "a[", "a[]", "a[b]", "a b[*", "a.*b", "a['']"])
    assert.is(parsePath(wrong), undefined, wrong);
});

const redact = (paths: readonly string[], value: unknown): unknown =>
  createRedactor({ redactPaths: paths })(value);
const GONE = "[REDACTED]";

test("values are replaced where a path ends, whatever they are", () => {
  assert.equal(redact(["a"], { a: { b: 1 }, c: 2 }), { a: GONE, c: 2 });
  assert.equal(redact(["a.b[*].c"], { a: { b: [{ c: 1, d: 2 }, { c: null }] } }), {
    a: { b: [{ c: GONE, d: 2 }, { c: GONE }] },
  });
  assert.equal(redact(["a[1]"], { a: [1, 2, 3] }), { a: [1, GONE, 3] });
  assert.equal(redact(["*.token"], { a: { token: 1 }, b: { c: { token: 2 } } }), {
    a: { token: GONE },
    b: { c: { token: 2 } },
  });
  assert.equal(redact(["**.password"], { password: 1, a: [{ b: { password: { c: 1 } } }] }), {
    password: GONE,
    a: [{ b: { password: GONE } }],
  });
  assert.equal(redact(["a.**"], { a: { b: 1 }, c: 1 }), { a: GONE, c: 1 });
  assert.equal(redact(['["*"]'], { "*": 1, a: 2 }), { "*": GONE, a: 2 });
  assert.equal(redact(["m.k", "s[0]"], { m: new Map([["k", 1]]), s: new Set(["x", "y"]) }), {
    m: { k: GONE },
    s: [GONE, "y"],
  });
  assert.equal(redact(["a"], { b: 1 }), { b: 1 });
});

test("a line's paths begin at the line, and count while detection is off", () => {
  const { logger, records } = createTestLogger({
    redactPaths: [
      "userId",
      "tenant",
      "context.team",
      "data.user.ssn",
      "err.config.headers",
      "err.cause.message",
      "performance.plan",
    ],
  });
  const cause = new Error("inner");
  const error = Object.assign(new Error("x", { cause }), { config: { headers: { a: 1 }, url: "u" } });
  logger.withContext({ userId: "u-1", tenant: "t", team: "x", agentId: "a" }, () =>
    logger.error("jane@example.com", C.SECURITY_EVENTS, "X", {
      data: { user: { ssn: "078-05-1120", name: "J" } },
      error,
      performance: { durationMs: 3, plan: "p" },
    }),
  );
  const line = records[0] as unknown as { readonly [key: string]: Record<string, Record<string, unknown>> };
  assert.is(line.msg as unknown, "jane@example.com");
  assert.is(line.userId as unknown, GONE);
  assert.is(line.agentId as unknown, "a");
  assert.equal(line.context, { tenant: GONE, team: GONE });
  assert.equal(line.data, { user: { ssn: GONE, name: "J" } });
  assert.equal(line.performance, { durationMs: 3, plan: GONE });
  assert.equal(line.err?.config, { headers: GONE, url: "u" });
  assert.is(line.err?.cause?.message, GONE);
});

test.run();
