/** Requests in and out: contexts and traces that cross processes. Imported as `blog-runtime/http`. */
export { expressErrors, expressRequests } from "./http/express.ts";
export { fastifyRequests } from "./http/fastify.ts";
export { type MetricsServer, type MetricsServerOptions, serveMetrics } from "./http/live/serve.ts";
export { metricsEndpoint } from "./http/metrics.ts";
export { traceRequests } from "./http/node.ts";
export { outgoingHeaders } from "./http/outgoing.ts";
export type { HttpOptions } from "./http/request.ts";
