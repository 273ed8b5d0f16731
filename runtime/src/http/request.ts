import type { IncomingMessage, ServerResponse } from "node:http";
import type { BackendLogger } from "../api.ts";
import { LogCategory } from "../category.ts";
import { currentFrame, type Frame, mergeContexts } from "../context.ts";
import { getLogger } from "../index.ts";
import { internalsOf } from "../logger.ts";
import { registry } from "../registry.ts";
import { renameSpan, setAttribute } from "../spans/active-span.ts";
import type { LiveSpan } from "../spans/live-span.ts";
import { findMethod, replaceMethod } from "../spans/method.ts";
import type { Tracer } from "../spans/tracer.ts";
import { contextManager } from "../vendors/otel.ts";
import { CORRELATION_HEADER, correlationIdOf } from "./correlation.ts";
import { readRemote } from "./traceparent.ts";

/** How requests are followed. */
export type HttpOptions = {
  /** @default the process's */
  readonly logger?: BackendLogger;
  /** Header that ties the records of one request together, in and out. @default "x-correlation-id" */
  readonly correlationHeader?: string;
};

/** A request that is being handled. */
export type Followed = {
  /** Calls a function in the request's context and span. */
  readonly run: <T>(fn: () => T) => T;
  /** The pattern of the path (`/users/:id`), when a router knows it: the span is named by it. */
  readonly routed: (route: string) => void;
  /** What a handler threw, for the span to tell where the answer is of 5xx. */
  readonly noteError: (error: unknown) => void;
  /** What a listener threw: there will be no answer. */
  readonly failed: (error: unknown) => void;
};

const followed = new WeakMap<IncomingMessage, Followed>();

/**
 * Opens the span of a request, under the caller's of `traceparent`, and the context with its correlation id. The span
 * ends with the response. A request is followed once, however many middlewares it meets.
 */
export function follow(request: IncomingMessage, response: ServerResponse, options: HttpOptions): Followed {
  const known = followed.get(request);
  if (known !== undefined) return known;
  const header = (options.correlationHeader ?? CORRELATION_HEADER).toLowerCase();
  const correlationId = correlationIdOf(request.headers, header);
  const tracer = internalsOf(options.logger ?? getLogger())?.tracer;
  const span = tracer?.open(String(request.method), LogCategory.API_LAYER, attributesOf(request), {
    remote: readRemote(request.headers),
    headers: request.headers,
  });
  let thrown: { readonly error: unknown } | undefined;
  const run = runnerIn(span, { context: mergeContexts(currentFrame()?.context, { correlationId }), span });
  const added: Followed = {
    run,
    routed(route) {
      if (span === undefined || tracer === undefined || span.ended) return;
      renameSpan(tracer, span, `${request.method} ${route}`);
      setAttribute(tracer, span, "http.route", route);
    },
    noteError: (error) => {
      thrown ??= { error };
    },
    failed: (error) => span && tracer?.end(span, "error", error),
  };
  followed.set(request, added);
  // Listeners of a request's events would run in the context of its connection.
  for (const emitter of [request, response]) bindEmit(emitter, run);
  if (!response.headersSent) response.setHeader(header, correlationId);
  if (span !== undefined && tracer !== undefined) endWith(response, tracer, span, () => thrown);
  return added;
}

function runnerIn(span: LiveSpan | undefined, frame: Frame): Followed["run"] {
  return (fn) => {
    const manager = span?.host === undefined ? undefined : contextManager();
    if (span?.host === undefined || manager === undefined) return registry.storage.run(frame, fn);
    return manager.with(span.host.context, () => registry.storage.run(frame, fn));
  };
}

function bindEmit(emitter: IncomingMessage | ServerResponse, run: Followed["run"]): void {
  const found = findMethod(emitter, "emit");
  if (found === undefined) return;
  replaceMethod(emitter, "emit", found, function (...args) {
    return run(() => Reflect.apply(found.method, this, args));
  });
}

/** OpenTelemetry's names, of its HTTP conventions (stable since 1.23). A query may hold anything and is left out. */
function attributesOf(request: IncomingMessage): Readonly<Record<string, string>> {
  const [path = ""] = String(request.url).split("?");
  return {
    "http.request.method": String(request.method),
    "url.path": path,
    "url.scheme": "encrypted" in request.socket ? "https" : "http",
    ...(request.headers["user-agent"] === undefined
      ? {}
      : { "user_agent.original": request.headers["user-agent"] }),
  };
}

function endWith(
  response: ServerResponse,
  tracer: Tracer,
  span: LiveSpan,
  thrown: () => { readonly error: unknown } | undefined,
): void {
  response.once("close", () => {
    const { statusCode, writableFinished } = response;
    setAttribute(tracer, span, "http.response.status_code", statusCode);
    if (!writableFinished) setAttribute(tracer, span, "blog.aborted", true);
    if (statusCode < 500) return tracer.end(span, "ok");
    setAttribute(tracer, span, "error.type", String(statusCode));
    const { error } = thrown() ?? { error: new HttpStatus(statusCode) };
    tracer.end(span, "error", error);
  });
}

/** Stands for an answer of 5xx whose reason nobody passed on; it has no stack, as it happened nowhere. */
class HttpStatus extends Error {
  constructor(status: number) {
    super(`answered ${status}`);
    this.name = "HttpStatus";
    delete (this as { stack?: string }).stack;
  }
}
