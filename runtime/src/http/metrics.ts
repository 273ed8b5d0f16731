import type { RequestListener } from "node:http";
import type { BackendLogger } from "../api.ts";
import { getLogger } from "../index.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { METRICS_CONTENT_TYPE, metricsText } from "../metrics/prometheus.ts";

/**
 * Answers with the logger's metrics as Prometheus reads them.
 * `read` gives others: those of all workers, merged.
 * @example app.get("/metrics", metricsEndpoint());
 */
export function metricsEndpoint(
  options: { readonly logger?: BackendLogger; readonly read?: () => Metrics | Promise<Metrics> } = {},
): RequestListener {
  const read = options.read ?? (() => (options.logger ?? getLogger()).getMetrics());
  return async (_request, response) => {
    try {
      const text = metricsText(await read());
      response.setHeader("content-type", METRICS_CONTENT_TYPE);
      response.end(text);
      // blog-ignore-next-line err/swallowed-catch -- the answer says it, and a scrape that fails is seen by who scrapes
    } catch {
      response.statusCode = 500;
      response.end();
    }
  };
}
