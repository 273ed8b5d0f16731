import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { migrated } from "./cases.ts";
import { removeFolders, scratch } from "./module.ts";

/* How a process ends, and in which order its microtasks run, before and after. */

const test = suite("processes");
test.after(removeFolders);

type Ran = { readonly code: number | null; readonly out: string };

function run(text: string): Ran {
  const folder = scratch({ "main.mjs": text });
  const { status, stdout } = spawnSync(process.execPath, [join(folder, "main.mjs")], {
    encoding: "utf8",
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  return { code: status, out: stdout };
}

/** Shared by all programs: something traced of every form. */
const AGENT = `
import { setTimeout as wait } from "node:timers/promises";
export class Agent {
  async fail(message) { await null; throw new Error(message); }
  static async failAtOnce() { throw new TypeError("at once"); }
  async *stream() { yield 1; throw new Error("stream"); }
}
export async function failing(message) { await null; throw new Error(message); }
export const failed = async (message) => { await null; throw new Error(message); };
export function promised() { const reason = new Error("promised"); return Promise.reject(reason); }
const say = (...all) => process.stdout.write(all.join(" ") + "\\n");
process.on("exit", (code) => say("exit", code));
`;

const PROGRAMS: Readonly<Record<string, string>> = {
  "a floating rejection ends the process": `new Agent().fail("floating");`,
  "a floating rejection of a function": `failing("floating"); say("next");`,
  "a floating rejection of an expression": `failed("floating"); await wait(20); say("never");`,
  "a rejection that nobody returned": `promised(); await wait(20); say("never");`,
  "unhandledRejection tells the promise that was returned": `
    process.on("unhandledRejection", (reason, promise) => say(reason.message, promise === floating, promise === other));
    const floating = new Agent().fail("mine");
    const other = failing("other");
    await wait(20);`,
  "handled in time": `
    process.on("unhandledRejection", (reason) => say("unhandled", reason.message));
    for (const make of [() => new Agent().fail("a"), () => failing("b"), () => failed("c"), promised, () => Agent.failAtOnce()])
      await make().catch((e) => say("caught", e.message));
    const late = failing("late");
    await Promise.resolve();
    late.catch((e) => say("late", e.message));
    await wait(20);`,
  "handled too late": `
    process.on("unhandledRejection", (reason) => say("unhandled", reason.message));
    process.on("rejectionHandled", () => say("handled after all"));
    const late = new Agent().fail("late");
    await wait(10);
    late.catch((e) => say("caught", e.message));
    await wait(10);`,
  "both branches of one promise": `
    process.on("unhandledRejection", (reason) => say("unhandled", reason.message));
    const p = failing("two");
    p.then(() => {});
    p.catch(() => say("one"));
    await wait(10);`,
  "a stream that fails in a loop": `
    try { for await (const x of new Agent().stream()) say(x); } catch (e) { say("caught", e.message); }
    const it = new Agent().stream();
    process.on("unhandledRejection", (reason) => say("unhandled", reason.message));
    await it.next();
    it.next();
    await wait(10);`,
  "races and abandoned work": `
    process.on("unhandledRejection", (reason) => say("unhandled", reason.message));
    say(await Promise.race([wait(5, "won"), failing("lost").catch(() => wait(50, "late"))]));
    const settled = await Promise.allSettled([new Agent().fail("a"), Agent.failAtOnce(), promised()]);
    say(settled.map((s) => s.reason.message));
    say(await Promise.any([failed("any"), wait(1, "any")]));`,
  "an uncaught throw": `
    process.on("uncaughtExceptionMonitor", (e, origin) => say(e.message, origin));
    setTimeout(() => { throw new Error("thrown") }, 1);
    await wait(50);`,
  "an awaited rejection at the top": `await new Agent().fail("top");`,
  "a process that has nothing more to do": `
    process.on("beforeExit", () => say("beforeExit"));
    await failing("x").catch(() => {});
    say(process.listenerCount("unhandledRejection"), process.listenerCount("uncaughtException"), process.listenerCount("SIGTERM"));`,
};

for (const [name, main] of Object.entries(PROGRAMS)) {
  test(name, () => {
    const before = AGENT + main;
    const after = migrated(before, "mjs");
    assert.match(after, /traceMethods\(Agent/);
    const expected = run(before);
    assert.match(expected.out, /exit/);
    assert.equal(run(after), expected);
  });
}

/*
 * What does differ: a traced function's promise settles one or two microtasks later, because what the caller gets is
 * derived from it (a method or expression 1, a declaration 2). So two chains that race within one turn can change
 * places; nothing waits for a timer or I/O.
 */
const ORDER = `
export class Agent { async run() { await null; return 1; } }
export async function declared() { await null; return 1; }
export const bound = async () => { await null; return 1; };
const turns = async (start) => {
  let n = 0;
  let done = false;
  start().then(() => { done = true; });
  while (!done) { await null; n++; }
  return n;
};
process.stdout.write(JSON.stringify([await turns(() => new Agent().run()), await turns(declared), await turns(bound)]));
`;

test("a traced promise settles one or two microtasks later", () => {
  const before = JSON.parse(run(ORDER).out) as number[];
  const after = JSON.parse(run(migrated(ORDER, "mjs")).out) as number[];
  assert.equal(
    after.map((n, i) => n - (before[i] ?? 0)),
    [1, 2, 1],
  );
});

test.run();
