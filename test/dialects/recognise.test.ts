import { test } from "uvu";
import * as assert from "uvu/assert";
import { loggedValues } from "../../transforms/dialects/lines/logged.ts";
import { logger } from "../../transforms/dialects/receivers/known.ts";
import { createLoggers } from "../../transforms/dialects/recognise.ts";
import { pinoDialect } from "../../transforms/dialects/tables/pino.ts";
import { parse } from "../../transforms/parse.ts";
import { findOurs } from "../../transforms/syntax/ours.ts";
import { ts } from "../../transforms/syntax/ts.ts";
import { source } from "../helpers/sources.ts";

/** `dialect.level` of the calls in a program that log, `-` where none does. */
function seen(program: string, ...[follow]: [Parameters<typeof createLoggers>[3]?]): string {
  const file = parse(source(program));
  const reader = createLoggers(file, findOurs(file.ast), [], follow).logCall;
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const call = reader(node);
      assert.is(reader(node), call, "each node is looked at once");
      if (call) found.push(`${call.dialect}.${call.level}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file.ast);
  return found.join(" ") || "-";
}

const CASES: readonly (readonly [string, string])[] = [
  ["console.log(1)", "console.info"],
  ["console.exception('x')", "console.error"],
  ["console['warn']('x')", "console.warn"],
  ["console.time('x')", "-"],
  ["console.log()", "-"],
  ["import console from 'node:console'; console.log(1)", "console.info"],
  ["function f(console) { console.log(1) }", "-"],
  ["const console = new Map(); console.log(1)", "-"],
  ["import pino from 'pino'; pino().fatal('x')", "pino.critical"],
  ["import * as pino from 'pino'; pino.pino().info('x')", "pino.info"],
  ["import { pino as make } from 'pino'; const a = make(); a.info('x')", "pino.info"],
  ["const l = require('pino')(); l.debug('x')", "pino.debug"],
  ["import type { Logger } from 'pino'; const f = (l: Logger) => l.warn('x')", "pino.warn"],
  [
    "import P from 'pino'; class A { constructor(private l: P.Logger) {} m() { this.l.warn('x') } }",
    "pino.warn",
  ],
  ["import pino from 'pino'; let l; l = pino(); l.info('x')", "pino.info"],
  [
    "import pino from 'pino'; class A { constructor() { this.x = pino() } m() { this.x.info('x') } }",
    "pino.info",
  ],
  ["import pino from 'pino'; const l = pino(); const k = l ?? console; k.info('x')", "pino.info"],
  ["import w from 'winston'; w.loggers.get('a').silly('x')", "winston.debug"],
  ["import { createLogger } from 'winston'; createLogger().child({}).emerg('x')", "winston.critical"],
  ["import w from 'winston'; w.createLogger().on('finish', done)", "-"],
  ["import { Logger } from '@nestjs/common'; new Logger('A').verbose('x')", "nest.debug"],
  ["import createDebug from 'debug'; createDebug('a')('x')", "-"],
  ["const debug = require('debug')('a'); debug('x')", "debug.debug"],
  ["import { logger } from './logger'; logger.warn('x')", "generic.warn"],
  ["import Log from '@acme/log'; Log.error('x')", "generic.error"],
  ["import { x } from './x'; x.error('x')", "-"],
  ["import { createLogger } from './x'; const a = createLogger(); a.error('x')", "generic.error"],
  ["import { getLogger } from './x'; getLogger('a').error('x')", "generic.error"],
  ["import { Logger } from './x'; const a = new Logger(); a.error('x')", "generic.error"],
  ["import { Thing } from './x'; const logger = new Thing(); logger.error('x')", "generic.error"],
  ["import { Thing } from './x'; const a = new Thing(); a.error('x')", "-"],
  ["function f({ log }) { log.info('x') }", "generic.info"],
  ["const f = (req) => req.log.info({ a: 1 }, 'x')", "generic.info"],
  ["this.logger?.info?.('x')", "generic.info"],
  ["await logger.info('x')", "generic.info"],
  ["logger.info('x').catch(() => {})", "generic.info"],
  ["const x = logger.info('x')", "-"],
  ["logger.error(404)", "-"],
  ["logger.error(() => 1)", "-"],
  ["logger.error()", "-"],
  ["const log = []; log.error('x')", "-"],
  ["const log = new Map(); log.error('x')", "-"],
  ["const log = (x) => x; log.error('x')", "-"],
  ["const f = (log: string[]) => log.error('x')", "-"],
  ["class A { log() {} m() { this.log.error('x') } }", "-"],
  ["class Response { error(m) {} } const r = new Response(); r.error('x')", "-"],
  ["const logger = { info() {}, error() {} }; logger.info('x')", "generic.info"],
  ["Math.log(2)", "-"],
  ["log('x')", "-"],
  ["git.log('x')", "-"],
  ["blogger.error('x')", "-"],
  ["changelog.error('x')", "-"],
  ["toString.info('x')", "-"],
  ["logger.toString('x')", "-"],
  ["logger.constructor('x')", "-"],
  [
    "import { getLogger } from 'blog-runtime'; const backendLogger = getLogger(); backendLogger.info('a', X.Y, 'C')",
    "-",
  ],
];

for (const [program, expected] of CASES) test(program, () => assert.is(seen(program), expected));

test("a linker says what an import is", () => {
  const program = "import { thing } from './x'; thing.info('a')";
  assert.is(seen(program), "-");
  assert.is(
    seen(program, (specifier, name) =>
      specifier === "./x" && name === "thing" ? logger(pinoDialect) : undefined,
    ),
    "pino.info",
  );
});

test("logged values", () => {
  const { ast, ...file } = parse(
    source(
      "log.error({ err, id: user.id, n: [a, f(b)] }, `c $" + "{String(e)} ` + d, x.toString(), (() => y)())",
    ),
  );
  const reader = createLoggers({ ...file, ast }, findOurs(ast), []).logCall;
  const statement = ast.statements[0];
  assert.ok(statement && ts.isExpressionStatement(statement));
  const call = reader(statement.expression);
  assert.ok(call);
  assert.equal(
    loggedValues(call).map((value) => value.getText(ast)),
    ["err", "user.id", "a", "b", "e", "d", "x"],
  );
});

test.run();
