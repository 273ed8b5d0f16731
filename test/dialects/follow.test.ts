/* Loggers of the project's own, recognised where they are defined. */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { declinedIn, linesOf, migrateAll, type Texts } from "./project.ts";

const PINO = 'import pino from "pino";\n';
const WINSTON = 'const winston = require("winston");\n';

/** What `src/app.ts` says, and the line that is added to it; other files by path. */
const FOUND: readonly (readonly [string, string, string, Texts])[] = [
  [
    "a pino instance under any name",
    'import audit from "./audit.js";\naudit.info({ id }, "saved");',
    'info("saved", { data: { id } })',
    { "src/audit.ts": `${PINO}export default pino();` },
  ],
  [
    "a named export",
    'import { trail } from "./audit";\ntrail.fatal("gone");',
    'critical("gone")',
    { "src/audit.ts": `${PINO}export const trail = pino();` },
  ],
  [
    "an export that was renamed, through two barrels",
    'import { trail } from "./lib";\ntrail.warn("slow");',
    'warn("slow")',
    {
      "src/lib/index.ts": 'export * from "./other";\nexport * from "./logging";',
      "src/lib/other.ts": "export const a = 1;",
      "src/lib/logging/index.ts": 'export { inner as trail } from "./pino";',
      "src/lib/logging/pino.ts": `${PINO}const inner = pino();\nexport { inner };`,
    },
  ],
  [
    "a default export that was given a name",
    'import { trail } from "./lib";\ntrail.trace("in");',
    'debug("in")',
    {
      "src/lib/index.ts": 'export { default as trail } from "./pino";',
      "src/lib/pino.ts": `${PINO}export default pino().child({ a: 1 });`,
    },
  ],
  [
    "module.exports",
    'const trail = require("./audit");\ntrail.silly("in");',
    'debug("in")',
    { "src/audit.js": `${WINSTON}module.exports = winston.createLogger();` },
  ],
  [
    "a member of module.exports",
    'const { trail } = require("./audit");\ntrail.crit("in");',
    'critical("in")',
    {
      "src/audit.js": `${WINSTON}const trail = winston.createLogger();\nmodule.exports = { trail, other: 1 };`,
    },
  ],
  [
    "exports.name",
    'const audit = require("./audit");\naudit.trail.crit("in");',
    'critical("in")',
    { "src/audit.js": `${WINSTON}exports.trail = winston.createLogger();` },
  ],
  [
    "export =",
    'import trail = require("./audit");\ntrail.fatal("in");',
    'critical("in")',
    { "src/audit.ts": `${PINO}const trail = pino();\nexport = trail;` },
  ],
  [
    "a namespace",
    'import * as log from "./log";\nlog.warn("slow", { ms });',
    'warn("slow", { data: { ms } })',
    { "src/log.ts": "export function warn(message: string, data?: object) { console.warn(message, data); }" },
  ],
  [
    "a path of tsconfig.json",
    'import { trail } from "@/audit";\ntrail.fatal("in");',
    'critical("in")',
    {
      "tsconfig.json": '{ "extends": "./base.json" }',
      "base.json": '{ // paths\n "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      "src/audit.ts": `${PINO}export const trail = pino();`,
    },
  ],
  [
    "imports of package.json",
    'import { trail } from "#audit";\ntrail.fatal("in");',
    'critical("in")',
    {
      "package.json": '{ "imports": { "#*": { "types": "./src/*.ts", "default": "./dist/*.js" } } }',
      "src/audit.ts": `${PINO}export const trail = pino();`,
    },
  ],
  [
    "a package of an npm workspace",
    'import { trail } from "@acme/audit";\ntrail.fatal("in");',
    'critical("in")',
    {
      "package.json": '{ "workspaces": ["packages/*"] }',
      "packages/audit/package.json": '{ "name": "@acme/audit", "main": "./dist/index.js" }',
      "packages/audit/src/index.ts": `${PINO}export const trail = pino();`,
    },
  ],
  [
    "an entry of a package of a pnpm workspace",
    'import { trail } from "@acme/audit/node";\ntrail.fatal("in");',
    'critical("in")',
    {
      "pnpm-workspace.yaml": 'packages:\n  # ours\n  - "libs/**"\n  - "!libs/old"\ncatalog:\n  a: 1\n',
      "libs/inner/audit/package.json":
        '{ "name": "@acme/audit", "exports": { "./node": { "import": "./dist/esm/node/main.mjs" } } }',
      "libs/inner/audit/src/node/main.ts": `${PINO}export const trail = pino();`,
    },
  ],
  [
    "a factory",
    'import { makeTrail } from "./audit";\nconst trail = makeTrail("app");\ntrail.fatal("in");',
    'critical("in")',
    {
      "src/audit.ts": `${PINO}const root = pino();\nexport function makeTrail(name: string) {\n  if (!name) return root;\n  return root.child({ name });\n}`,
    },
  ],
  [
    "a factory that gives an instance of a class",
    'import { make } from "./audit";\nconst auditTrail = make("app");\nauditTrail.event("in", { id });',
    'info("in", { data: { id } })',
    {
      "src/audit.ts":
        "class TrailLog {\n  constructor(private name: string) {}\n  event(message: string, more?: object) { console.log(this.name, message, more); }\n}\nexport const make = (name: string) => new TrailLog(name);",
    },
  ],
  [
    "a class, by what its methods call",
    'import { AppLog } from "./log";\nconst log = new AppLog();\nlog.problem(cause, "no", id);',
    'error("no", { error: cause, data: { id } })',
    {
      "src/log.ts": `${PINO}const inner = pino();\nexport class AppLog {\n  problem(err: unknown, message: string, id: string) { inner.error({ err, id }, message); }\n}`,
    },
  ],
  [
    "a class that someone is given",
    'import type { AppLog } from "./log";\nexport class Job {\n  constructor(private readonly log: AppLog) {}\n  run() { this.log.detail("in"); }\n}',
    'debug("in")',
    {
      "src/log.ts": `${PINO}export class AppLog {\n  private inner = pino();\n  detail(message: string) { this.inner.debug(message); }\n}`,
    },
  ],
  [
    "a class whose methods share one that takes the level",
    'import { AppLog } from "./log";\nnew AppLog().mild("in");',
    'warn("in")',
    {
      "src/log.ts":
        'export class AppLog {\n  mild(message: string) { this.write("warn", message); }\n  private write(level: string, message: string) { console.log(level, message); }\n}',
    },
  ],
  [
    "static methods",
    'import { AppLog } from "./log";\nAppLog.mild("in");',
    'warn("in")',
    { "src/log.ts": "export class AppLog {\n  static mild(message: string) { console.warn(message); }\n}" },
  ],
  [
    "a singleton",
    'import AppLog from "./log";\nAppLog.getInstance().mild("in");',
    'warn("in")',
    {
      "src/log.ts":
        "export default class AppLog {\n  private static instance: AppLog;\n  static getInstance(): AppLog { return (AppLog.instance ??= new AppLog()); }\n  mild(message: string) { console.warn(message); }\n}",
    },
  ],
  [
    "an object, by what its functions call",
    'import { out } from "./out";\nout.info("in");\n',
    'info("in")',
    {
      "src/out.ts":
        "export const out = {\n  info: (message: string) => console.log(`[x] ${message}`),\n  error: console.error,\n};",
    },
  ],
  [
    "a function, its level by what it calls",
    'import { logBad } from "./out";\nlogBad("in", problem);',
    'error("in", { error: problem })',
    {
      "src/out.ts": "export function logBad(message: string, err?: unknown) { console.error(message, err); }",
    },
  ],
  [
    "a function, its level by its name where it calls console.log",
    'import { warn } from "./out";\nwarn("in");',
    'warn("in")',
    { "src/out.ts": "export const warn = (msg: string) => { const line = `! ${msg}`; console.log(line); };" },
  ],
  [
    "a function that takes the level",
    'import { log } from "./out";\nlog("warn", "in");',
    'warn("in")',
    {
      "src/out.ts":
        "export function log(level: 'info' | 'warn', message: string) { console[level](message); }",
    },
  ],
  [
    "a value without a name has its parameter's",
    'import { logIt } from "./out";\nlogIt("in", "rag");',
    'info("in", { data: { area: "rag" } })',
    {
      "src/out.ts":
        "export function logIt(message: string, area: string) { console.info({ area }, message); }",
    },
  ],
  [
    "a method of console that was exported",
    'import { say } from "./out";\nsay.info("in");\n',
    'info("in")',
    { "src/out.ts": "export const say = console;" },
  ],
];

for (const [name, app, line, others] of FOUND) {
  test(name, () => {
    const outcomes = migrateAll({ ...others, "src/app.ts": app });
    assert.equal(linesOf(outcomes.get("src/app.ts")), [line]);
  });
}

const NOT_FOUND: readonly (readonly [string, string, Texts])[] = [
  [
    "a middleware that is called like a logger",
    'import { logger } from "./http";\nlogger.info("in");',
    { "src/http.ts": "export const logger = (req: Request, next: () => void) => next();" },
  ],
  [
    "a function that does more than to log",
    'import { logAndLeave } from "./out";\nlogAndLeave("in");',
    {
      "src/out.ts": "export function logAndLeave(message: string) { console.log(message); process.exit(1); }",
    },
  ],
  [
    "a function with a text of its own",
    'import { logStep } from "./out";\nlogStep(3);',
    { "src/out.ts": 'export function logStep(step: number) { console.log("step", step); }' },
  ],
  [
    "a function that gives something back",
    'import { logged } from "./out";\nlogged("in");',
    { "src/out.ts": "export function logged(message: string) { console.log(message); return message; }" },
  ],
];

for (const [name, app, others] of NOT_FOUND) {
  test(`not ${name}`, () => {
    const outcomes = migrateAll({ ...others, "src/app.ts": app });
    assert.equal(linesOf(outcomes.get("src/app.ts")), []);
  });
}

test("modules that import each other come to an end", () => {
  const outcomes = migrateAll({
    "src/a.ts":
      'import { log } from "./b";\nexport { log } from "./b";\nexport const more = log;\nmore.info("a");',
    "src/b.ts": 'import { more } from "./a";\nexport const log = more;\nlog.info("b");',
  });
  assert.equal(linesOf(outcomes.get("src/a.ts")), ['info("a")']);
  assert.equal(linesOf(outcomes.get("src/b.ts")), ['info("b")']);
});

/** Wrappers of every kind with a caller each: a call gives one line, in the caller or, where that is not seen, inside. */
const ONCE: readonly (readonly [string, string, string])[] = [
  ["function", "export function logInfo(message: string) { console.log(message); }", "logInfo"],
  [
    "functions that share one",
    "function put(level: string, message: string) { console.log(level, message); }\nexport function logInfo(message: string) { put('info', message); }",
    "logInfo",
  ],
  ["object", "export const log = { info: (message: string) => console.log(message) };", "log.info"],
  [
    "object of a factory",
    "const createLog = () => ({ info: (message: string) => console.log(message) });\nexport const log = createLog();",
    "log.info",
  ],
  [
    "class",
    "class Trail {\n  info(message: string) { this.put(message); }\n  warn(message: string) { this.put(message); }\n  private put(message: string) { console.log(message); }\n}\nexport const log = new Trail();",
    "log.info",
  ],
  [
    "class with one method that logs, not a wrapper",
    "class Shop {\n  info(message: string) { console.log(message); }\n}\nexport const shop = new Shop();",
    "shop.info",
  ],
  [
    "function that is passed on, not a wrapper",
    'export function logInfo(message: string) { console.log(message); }\nprocess.on("warning", logInfo);',
    "logInfo",
  ],
];

for (const [name, definition, called] of ONCE) {
  test(`one line for one call: ${name}`, () => {
    const root = called.split(".")[0]!;
    for (const [app, texts] of [
      [
        "src/app.ts",
        { "src/log.ts": definition, "src/app.ts": `import { ${root} } from "./log";\n${called}("in");` },
      ],
      ["src/log.ts", { "src/log.ts": `${definition}\n${called}("in");` }],
    ] as const) {
      const outcomes = migrateAll(texts);
      const calls = linesOf(outcomes.get(app)).filter((line) => line === 'info("in")');
      const inside = linesOf(outcomes.get("src/log.ts")).filter((line) => line !== 'info("in")');
      assert.is(calls.length + inside.length, 1, `${app}: ${[...calls, ...inside].join(" ")}`);
      if (calls.length === 1) assert.ok(declinedIn(outcomes.get("src/log.ts")).includes("logger-wrapper"));
    }
  });
}

test.run();
