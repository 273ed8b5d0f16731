import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { BackendLogger } from "../../api.ts";
import { BlogConfigError, problems } from "../../config/error.ts";
import { getLogger } from "../../index.ts";
import type { Metrics } from "../../metrics/metrics.ts";
import { metricsEndpoint } from "../metrics.ts";
import { isLoopback, refusalOf } from "./access.ts";
import { createLiveData } from "./data.ts";
import { createPage } from "./page.ts";

export type MetricsServerOptions = {
  /** 0 takes a free one. @default 9464 */
  readonly port?: number;
  /** An address of this machine; others than loopback want a `token`. @default "127.0.0.1" */
  readonly host?: string;
  /** What each request has to give, as `Authorization: Bearer <token>` or as the password of Basic; at least 16 characters. @default none */
  readonly token?: string;
  /** @default the process's one logger */
  readonly logger?: BackendLogger;
  /** Gives other metrics: those of all workers, merged. */
  readonly read?: () => Metrics | Promise<Metrics>;
};

export type MetricsServer = {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
};

/** OpenTelemetry's Prometheus exporters listen there, so scrapers and firewalls know it. */
const PORT = 9464;
const SHORTEST_TOKEN = 16;

/**
 * Serves `/metrics` for Prometheus, and at `/` a page that shows the same as it happens: volume, error rate, percentiles
 * by category and component, what each stage left out, the last errors. What the page shows is redacted whatever the
 * settings are. It keeps no process alive.
 * @throws {BlogConfigError} (rejects) when an option is wrong, or the host is not loopback and there is no token.
 * @throws {NodeJS.ErrnoException} (rejects) when the port cannot be listened on.
 * @example const { url } = await serveMetrics(); // http://127.0.0.1:9464/
 */
export async function serveMetrics(options: MetricsServerOptions = {}): Promise<MetricsServer> {
  const { port = PORT, host = "127.0.0.1", token } = options;
  checkOptions({ port, host, token });
  const read = options.read ?? (() => (options.logger ?? getLogger()).getMetrics());
  const server = createServer(listenerOf(read, token));
  server.on("connection", (socket) => socket.unref());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  server.unref();
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}/`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function checkOptions({
  port,
  host,
  token,
}: {
  port: number;
  host: string;
  token: string | undefined;
}): void {
  if (!(Number.isInteger(port) && port >= 0 && port <= 65535))
    throw new BlogConfigError([
      problems.wrongValue("port", String(port), "a whole number from 0 to 65535", undefined),
    ]);
  if (token !== undefined && (typeof token !== "string" || token.length < SHORTEST_TOKEN))
    throw new BlogConfigError([
      problems.wrongValue("token", "too short", `a text of at least ${SHORTEST_TOKEN} characters`, undefined),
    ]);
  if (token === undefined && !isLoopback(host))
    throw new BlogConfigError([
      problems.wrongValue(
        "host",
        JSON.stringify(host),
        "a loopback address (127.0.0.1) where no token is given",
        undefined,
      ),
    ]);
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

function listenerOf(read: () => Metrics | Promise<Metrics>, token: string | undefined): RequestListener {
  const page = createPage();
  const live = createLiveData();
  const text = metricsEndpoint({ read });
  const routes: Readonly<Record<string, Answer>> = {
    "/": (_request, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.setHeader("content-security-policy", page.policy);
      response.end(page.html);
    },
    "/live": async (_request, response) => {
      const data = live(await read(), Date.now());
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(data));
    },
    "/metrics": (request, response) => void text(request, response as never),
  };
  return async (request, response) => {
    try {
      response.setHeader("cache-control", "no-store");
      response.setHeader("x-content-type-options", "nosniff");
      response.setHeader("referrer-policy", "no-referrer");
      const refusal = refusalOf(request, token);
      if (refusal?.status === 401)
        response.setHeader("www-authenticate", 'Basic realm="log metrics", charset="UTF-8"');
      if (refusal !== undefined) return end(response, refusal.status, refusal.reason);
      if (request.method !== "GET" && request.method !== "HEAD") {
        response.setHeader("allow", "GET, HEAD");
        return end(response, 405, "only GET and HEAD");
      }
      const route = routes[(request.url ?? "/").split("?")[0] ?? "/"];
      if (route === undefined) return end(response, 404, "there is /, /metrics and /live");
      await route(request, response);
      // blog-ignore-next-line err/swallowed-catch -- the answer says it, and the page shows that it is not told anything
    } catch {
      end(response, 500, "the metrics could not be read");
    }
  };
}

function end(response: ServerResponse, status: number, reason: string): void {
  if (!response.headersSent) {
    response.statusCode = status;
    response.setHeader("content-type", "text/plain; charset=utf-8");
  }
  response.end(`${reason}\n`);
}
