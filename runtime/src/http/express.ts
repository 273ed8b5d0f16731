import type { IncomingMessage, ServerResponse } from "node:http";
import { follow, type HttpOptions } from "./request.ts";

/** What Express adds to a request once it has found the route. */
type Routed = IncomingMessage & { readonly route?: { readonly path?: unknown }; readonly baseUrl?: string };

type Next = (error?: unknown) => void;
type Middleware = (request: IncomingMessage, response: ServerResponse, next: Next) => void;
type ErrorMiddleware = (
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  next: Next,
) => void;

/**
 * Gives each request its own span, under the caller's, and its correlation id. Before all others.
 * @example app.use(expressRequests());
 */
export function expressRequests(options: HttpOptions = {}): Middleware {
  return (request, response, next) => {
    const { run, routed } = follow(request, response, options);
    response.once("finish", () => {
      const { route, baseUrl = "" } = request as Routed;
      if (typeof route?.path === "string") routed(baseUrl + route.path);
    });
    run(() => next());
  };
}

/**
 * Puts what a handler threw on the request's span, and passes it on. After all routes.
 * @example app.use(expressErrors());
 */
export function expressErrors(options: HttpOptions = {}): ErrorMiddleware {
  return (error, request, response, next) => {
    follow(request, response, options).noteError(error);
    next(error);
  };
}
