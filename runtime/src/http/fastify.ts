import type { IncomingMessage, ServerResponse } from "node:http";
import { follow, type HttpOptions } from "./request.ts";

type Request = {
  readonly raw: IncomingMessage;
  readonly routeOptions?: { readonly url?: string | undefined };
};
type Reply = { readonly raw: ServerResponse };
type Done = () => void;

/** What of Fastify is needed: any version from 4 on has it. */
type Instance = {
  addHook(name: "onRequest", hook: (request: Request, reply: Reply, done: Done) => void): unknown;
  addHook(name: "onError", hook: (request: Request, reply: Reply, error: Error, done: Done) => void): unknown;
};

/**
 * Gives each request its own span, under the caller's, and its correlation id; what a handler throws is on the span.
 * @example await app.register(fastifyRequests);
 */
export function fastifyRequests(app: Instance, options: HttpOptions, registered: Done): void {
  app.addHook("onRequest", (request, reply, done) => {
    const { run, routed } = follow(request.raw, reply.raw, options);
    const route = request.routeOptions?.url;
    if (typeof route === "string") routed(route);
    run(done);
  });
  app.addHook("onError", (request, reply, error, done) => {
    follow(request.raw, reply.raw, options).noteError(error);
    done();
  });
  registered();
}

/** Fastify's sign that hooks are for the whole application, and not for the plugin alone. */
Object.defineProperties(fastifyRequests, {
  [Symbol.for("skip-override")]: { value: true },
  [Symbol.for("fastify.display-name")]: { value: "blog-runtime" },
});
