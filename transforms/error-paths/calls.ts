import { ts } from "../syntax/ts.ts";

/*
 * What calls do with an error that they are given, known by their names. A name is a guess, so the lists keep to
 * names that mean one thing; a call that is not listed and is given the error has it handed on.
 */

/** What a call is for, as far as its name tells. */
export type CallKind =
  | "signal"
  | "predicate"
  | "conversion"
  | "timer"
  | "metric"
  | "client-answer"
  | "log-like"
  | "process-exit"
  | "other";

/** Tells whoever waits for the result: with an error in the first place, or (`reject`) without one too. */
const SIGNALS = /^(?:cb|callback|done|next|errback|onError|onerror)$/;
const REJECTS = /^(?:addIssue|_?reject\w*|rethrow\w*|throw(?!If)[A-Z]\w*|raise[A-Z]?\w*|panic)$/;

const PREDICATES = /^(?:is|has|should|can|are|was|does|matches|contains)(?:[A-Z_]\w*)?$|^assert\w*$/;
const PREDICATE_METHODS: ReadonlySet<string> = new Set([
  "includes",
  "startsWith",
  "endsWith",
  "match",
  "test",
  "indexOf",
  "search",
  "equals",
  "hasOwnProperty",
  "hasOwn",
  "some",
  "every",
]);

/** Makes a value out of the error, which then stands for it. */
const CONVERSIONS =
  /^(?:String|Number|Object|parseInt|parseFloat|stringify|inspect|concat|trim|slice|substring|split|join|replace|replaceAll|toLowerCase|toUpperCase)$|^(?:to|as|get|normali[sz]e|extract|format|parse|stringify|serialize|describe|wrap|ensure|coerce|cast|inspect|unwrap|convert|create|make|build|map|classify|sanitize|redact|truncate|pick|resolve[A-Z]|infer|compute|calculate|detect|determine)(?:[A-Z_]\w*)?$/;

const TIMERS = /^(?:sleep|delay|wait|setTimeout|setInterval|setImmediate|backoff|pause)(?:[A-Z]\w*)?$/;

const METRIC_RECEIVERS = /metric|counter|statsd|histogram|gauge|prom(?:etheus)?$|meter\b/i;
const METRIC_METHODS = /^(?:inc|increment|add|observe|count|timing|gauge|set|mark|record)(?:[A-Z]\w*)?$/;

/** Answering the client tells the client, not those who run the service. */
const CLIENT_RECEIVERS =
  /^(?:res|resp|response|reply|ctx|c|context|ws|socket|nextresponse|response|httpresponse)$/i;
const CLIENT_METHODS: ReadonlySet<string> = new Set([
  "json",
  "jsonp",
  "send",
  "end",
  "status",
  "sendStatus",
  "render",
  "write",
  "redirect",
  "type",
  "code",
  "text",
  "html",
  "body",
  "writeHead",
  "setHeader",
  "header",
  "set",
  "close",
]);

const LOG_RECEIVERS =
  /log|console|winston|pino|bunyan|consola|sentry|rollbar|bugsnag|ora\b|spinner|output|channel|reporter/i;
const LOG_METHODS =
  /^(?:log|debug|info|warn|warning|error|fatal|critical|trace|verbose|fail|report\w*|capture\w*|notify\w*|appendLine|print\w*|exception|notice|alert|silly|http|success|write\w*)$/;
const LOUD_METHODS =
  /^(?:error|warn|warning|fatal|critical|logError|logWarning|show(?:Error|Warning)Message|recordException|captureException|captureMessage)$/;
const LOG_FUNCTIONS =
  /^(?:log|debug|warn|warning|logger|print|printErr(?:or)?|log[A-Z]\w*|report(?:Error|Exception)\w*|debug[A-Z]\w*)$/;

/** `a.b.c(x)` → receiver `a.b`, method `c`; a plain call has no receiver. */
export function calleeParts(callee: ts.Expression): { readonly receiver: string; readonly method: string } {
  const target = ts.skipPartiallyEmittedExpressions(callee);
  if (ts.isPropertyAccessExpression(target))
    return { receiver: chain(target.expression), method: target.name.text };
  if (ts.isIdentifier(target)) return { receiver: "", method: target.text };
  if (ts.isNonNullExpression(target) || ts.isParenthesizedExpression(target))
    return calleeParts(target.expression);
  return { receiver: "", method: "" };
}

/** `load` of `load`, `this.load` and `api.load`; any other callee as it is written. */
export const calleeName = (callee: ts.Expression): string =>
  ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();

/** The names of a receiver, calls left out: `res.status(500)` → `res.status`. */
function chain(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node)) return `${chain(node.expression)}.${node.name.text}`;
  if (ts.isCallExpression(node) || ts.isNonNullExpression(node) || ts.isElementAccessExpression(node))
    return chain(node.expression);
  if (ts.isIdentifier(node)) return node.text;
  return node.kind === ts.SyntaxKind.ThisKeyword ? "this" : "";
}

/** What a call is for. */
export function callKind(call: ts.CallExpression | ts.NewExpression): CallKind {
  const { receiver, method } = calleeParts(call.expression);
  if (ts.isNewExpression(call)) return CLIENT_RECEIVERS.test(method) ? "client-answer" : "conversion";
  if (receiver === "process" && (method === "exit" || method === "abort")) return "process-exit";
  if (isSignal(call, method)) return "signal";
  if (isClientAnswer(receiver, method) && !isBodyRead(call, method)) return "client-answer";
  if (answersClient(call, method)) return "client-answer";
  if (METRIC_RECEIVERS.test(receiver) && METRIC_METHODS.test(method)) return "metric";
  if (TIMERS.test(method)) return "timer";
  if (isLogLike(receiver, method)) return "log-like";
  if (PREDICATES.test(method) || (receiver !== "" && PREDICATE_METHODS.has(method)) || method === "Boolean")
    return "predicate";
  return CONVERSIONS.test(method) || receiver === "Object" ? "conversion" : "other";
}

/** `ctx.throw(500)`, `notFound()`: throws by what it is for. */
export function isThrowingCall({ expression }: ts.CallExpression | ts.NewExpression): boolean {
  const { receiver, method } = calleeParts(expression);
  return receiver === ""
    ? /^(?:rethrow|notFound|unreachable|assertNever|throwError)$/.test(method)
    : method === "throw" || (method === "fail" && receiver === "assert");
}

/** `emitter.emit("error", e)` */
export function isErrorEmit({ expression, arguments: [event] }: ts.CallExpression): boolean {
  return (
    calleeParts(expression).method === "emit" &&
    event !== undefined &&
    ts.isStringLiteralLike(event) &&
    event.text === "error"
  );
}

function isSignal(call: ts.CallExpression, method: string): boolean {
  const [first] = call.arguments;
  if (REJECTS.test(method) || isThrowingCall(call)) return true;
  if (method === "emit") return isErrorEmit(call);
  if (!SIGNALS.test(method) || first === undefined) return false;
  // `observer.next(value)` and `NextResponse.next(…)` are no middleware's.
  if (method === "next" && calleeParts(call.expression).receiver !== "") return false;
  return !isNoError(first) && !(method === "next" && ts.isStringLiteralLike(first) && first.text === "route");
}

/** A first argument that no caller takes for an error: nothing, what is falsy, a list. */
function isNoError(node: ts.Expression): boolean {
  return (
    isNothing(node) ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    (ts.isStringLiteralLike(node) && node.text === "") ||
    (ts.isNumericLiteral(node) && Number(node.text) === 0) ||
    ts.isArrayLiteralExpression(node)
  );
}

/** `null`, `undefined`, `void 0`: an error argument that says "no error". */
export function isNothing(node: ts.Expression): boolean {
  return (
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === "undefined") ||
    ts.isVoidExpression(node)
  );
}

function isClientAnswer(receiver: string, method: string): boolean {
  if (!CLIENT_METHODS.has(method)) return false;
  const names = receiver.replace(/^this\./, "").split(".");
  if (!CLIENT_RECEIVERS.test(names[0] ?? "") && !/^(?:response|res|reply)$/i.test(names.at(-1) ?? ""))
    return false;
  return names
    .slice(1)
    .every((name) => CLIENT_METHODS.has(name) || /^(?:response|res|reply|raw)$/i.test(name));
}

/** `response.text()`, `res.json()`: without a value it is an answer that came. */
const isBodyRead = ({ arguments: args }: ts.CallExpression, method: string): boolean =>
  args.length === 0 && /^(?:json|text|body)$/.test(method);

/** `sendJson(res, 500, …)`, `writeChunk(response, …)`; a `handleError(res, e)` may do more than answer. */
function answersClient({ arguments: args }: ts.CallExpression, method: string): boolean {
  if (!/^(?:send|write|respond|reply|answer)(?:[A-Z]|$)/.test(method)) return false;
  return args.some((a) => ts.isIdentifier(a) && /^(?:res|response|reply)$/.test(a.text));
}

function isLogLike(receiver: string, method: string): boolean {
  if (receiver === "") return LOG_FUNCTIONS.test(method);
  if (LOUD_METHODS.test(method)) return true;
  if (/^process\.std(?:err|out)$/.test(receiver)) return method === "write";
  return LOG_RECEIVERS.test(receiver) && receiver !== "Math" && LOG_METHODS.test(method);
}

/** The names above as a person reads them. */
export const NAMED_SINKS = [
  "console.*, process.stderr.write, process.stdout.write",
  "methods of receivers called like a log, Sentry, Rollbar, Bugsnag, a spinner or a reporter: log, info, warn, error, capture…, report…, notify…, fail",
  "any receiver: error, warn, fatal, critical, logError, recordException, captureException, captureMessage",
  "functions: log, debug, warn, print, log…, debug…, reportError…, reportException…",
  "functions of the project that log their argument, in whatever file",
] as const;
