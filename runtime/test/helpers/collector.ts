import { readFileSync } from "node:fs";
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttps } from "node:https";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { Server, ServerCredentials } from "@grpc/grpc-js";

/** OTLP as any receiver sees it: decoded with the official protobuf definitions, flattened for a test to look at. */
export type Received = {
  readonly spans: DecodedSpan[];
  readonly logs: DecodedLog[];
  readonly metrics: DecodedMetric[];
  /** Attributes of every resource that sent. */
  readonly resources: Record<string, unknown>[];
  readonly requests: {
    readonly path: string;
    readonly type: string;
    readonly headers: Record<string, unknown>;
  }[];
};

export type DecodedSpan = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly kind: unknown;
  readonly status: { readonly code?: unknown; readonly message?: string };
  readonly attributes: Record<string, unknown>;
  readonly events: { readonly name: string; readonly attributes: Record<string, unknown> }[];
  readonly links: { readonly traceId: string; readonly spanId: string }[];
};
export type DecodedLog = {
  readonly body: unknown;
  readonly severityText: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: Record<string, unknown>;
};
export type DecodedMetric = { readonly name: string; readonly points: Record<string, unknown>[] };

export type Collector = Received & {
  readonly endpoint: string;
  /** Until something is there, or five seconds have passed. */
  readonly until: (done: () => boolean) => Promise<boolean>;
  /** What requests are answered with from now on; 200 at first. Over HTTP. */
  answer: (response: ServerResponse) => void;
  readonly close: () => Promise<void>;
};

type Message = {
  decode: (bytes: Uint8Array) => object;
  fromObject: (json: object) => object;
  encode: (message: object) => { finish: () => Uint8Array };
  toObject: (message: object, options: object) => Record<string, unknown>;
};

const require = createRequire(import.meta.url);
const generated = require(
  require.resolve("otlp-definitions").replace(/build\/.*$/, "build/src/generated/root.js"),
) as { opentelemetry: { proto: { collector: Record<string, Record<string, Record<string, Message>>> } } };

const SIGNALS = {
  trace: { path: "/v1/traces", service: "TraceService", request: "ExportTraceServiceRequest" },
  metrics: { path: "/v1/metrics", service: "MetricsService", request: "ExportMetricsServiceRequest" },
  logs: { path: "/v1/logs", service: "LogsService", request: "ExportLogsServiceRequest" },
} as const;
type Signal = keyof typeof SIGNALS;
const NAMES = Object.keys(SIGNALS) as Signal[];

const messageOf = (signal: Signal): Message =>
  generated.opentelemetry.proto.collector[signal]?.v1?.[SIGNALS[signal].request] as Message;

function decode(signal: Signal, bytes: Uint8Array): Json {
  const message = messageOf(signal);
  return message.toObject(message.decode(bytes), { longs: String, defaults: false, bytes: String }) as Json;
}

type Json = { readonly [key: string]: Json } & Json[];

const empty = (): Received => ({ spans: [], logs: [], metrics: [], resources: [], requests: [] });

const hex = (id: unknown): string =>
  typeof id === "string" ? Buffer.from(id, "base64").toString("hex") : "";

/** OTLP's JSON is protobuf's, but for ids, which are hex. */
const ID = /^(?:traceId|spanId|parentSpanId)$/;

function decodeJson(signal: Signal, body: string): Json {
  const message = messageOf(signal);
  const json = JSON.parse(body, (key, held: unknown) =>
    ID.test(key) && typeof held === "string" ? Buffer.from(held, "hex").toString("base64") : held,
  ) as object;
  return decode(signal, message.encode(message.fromObject(json)).finish());
}

function value(any: Json | undefined): unknown {
  if (any === undefined) return undefined;
  const [[kind, held] = ["none", undefined]] = Object.entries(any) as [string, Json | undefined][];
  if (kind === "arrayValue") return ((held?.values ?? []) as Json[]).map(value);
  if (kind === "kvlistValue") return attributes(held?.values);
  return kind === "intValue" ? Number(held) : held;
}

const attributes = (list: unknown): Record<string, unknown> =>
  Object.fromEntries(
    ((list ?? []) as unknown as { key: string; value: Json }[]).map((entry) => [
      entry.key,
      value(entry.value),
    ]),
  );

const list = (json: unknown): Json[] => (json ?? []) as Json[];

function take(received: Received, signal: Signal, request: Json): void {
  const outer = { trace: "resourceSpans", metrics: "resourceMetrics", logs: "resourceLogs" }[signal];
  const inner = { trace: "scopeSpans", metrics: "scopeMetrics", logs: "scopeLogs" }[signal];
  for (const resource of list(request[outer])) {
    received.resources.push(attributes(resource.resource?.attributes));
    for (const scope of list(resource[inner])) {
      for (const span of list(scope.spans)) received.spans.push(spanOf(span));
      for (const record of list(scope.logRecords)) received.logs.push(logOf(record));
      for (const metric of list(scope.metrics)) received.metrics.push(metricOf(metric));
    }
  }
}

const spanOf = (span: Json): DecodedSpan => ({
  name: String(span.name),
  traceId: hex(span.traceId),
  spanId: hex(span.spanId),
  parentSpanId: hex(span.parentSpanId),
  kind: span.kind,
  status: (span.status ?? {}) as DecodedSpan["status"],
  attributes: attributes(span.attributes),
  events: list(span.events).map((event) => ({
    name: String(event.name),
    attributes: attributes(event.attributes),
  })),
  links: list(span.links).map((link) => ({ traceId: hex(link.traceId), spanId: hex(link.spanId) })),
});

const logOf = (record: Json): DecodedLog => ({
  body: value(record.body),
  severityText: String(record.severityText),
  traceId: hex(record.traceId),
  spanId: hex(record.spanId),
  attributes: attributes(record.attributes),
});

const metricOf = (metric: Json): DecodedMetric => {
  const held = metric.sum ?? metric.histogram ?? metric.gauge;
  return {
    name: String(metric.name),
    points: list(held?.dataPoints).map((point) => ({
      ...point,
      value: Number(point.asInt ?? point.asDouble ?? point.count),
      attributes: attributes(point.attributes),
    })),
  };
};

async function until(done: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < 5000 && !done(); waited += 10) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return done();
}

/** An OTLP receiver over HTTP, for protobuf and JSON, on a port of its own. */
export async function httpCollector(tls?: {
  readonly key: string;
  readonly cert: string;
}): Promise<Collector> {
  const received = empty();
  const collector = { answer: (response: ServerResponse) => void response.end() };
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks);
      const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
      const type = String(request.headers["content-type"]);
      const signal = NAMES.find((name) => SIGNALS[name].path === request.url);
      received.requests.push({ path: String(request.url), type, headers: request.headers });
      collector.answer(response);
      if (signal === undefined || response.statusCode !== 200) return;
      take(
        received,
        signal,
        type.includes("json") ? decodeJson(signal, body.toString()) : decode(signal, body),
      );
    });
  };
  const server =
    tls === undefined
      ? createHttp(handle)
      : createHttps({ key: readFileSync(tls.key), cert: readFileSync(tls.cert) }, handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(collector, received, {
    endpoint: `${tls === undefined ? "http" : "https"}://localhost:${port}`,
    until,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** The same over gRPC. */
export async function grpcCollector(tls?: {
  readonly key: string;
  readonly cert: string;
}): Promise<Collector> {
  const received = empty();
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  for (const signal of NAMES) {
    const { service, request } = SIGNALS[signal];
    const path = `/opentelemetry.proto.collector.${signal}.v1.${service}/Export`;
    const definition = {
      path,
      requestStream: false,
      responseStream: false,
      requestDeserialize: (bytes: Buffer) => decode(signal, bytes),
      requestSerialize: () => Buffer.alloc(0),
      responseSerialize: () => Buffer.alloc(0),
      responseDeserialize: () => ({}),
      originalName: request,
    };
    server.addService(
      { Export: definition } as never,
      {
        Export: (
          call: { request: Json; metadata: { getMap: () => Record<string, unknown> } },
          done: (error: null, answer: object) => void,
        ) => {
          received.requests.push({ path, type: "grpc", headers: call.metadata.getMap() });
          take(received, signal, call.request);
          done(null, {});
        },
      } as never,
    );
  }
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [
          { private_key: readFileSync(tls.key), cert_chain: readFileSync(tls.cert) },
        ]);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error ? reject(error) : resolve(bound))),
  );
  return Object.assign({ answer: () => {} }, received, {
    endpoint: `${tls === undefined ? "http" : "https"}://localhost:${port}`,
    until,
    close: async () => server.forceShutdown(),
  });
}
