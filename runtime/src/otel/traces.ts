import type { ReadableSpan, SpanExporter, SpanProcessor } from "@opentelemetry/sdk-trace-node";
import type { Settings } from "../config/settings.ts";
import type { Redactor } from "../redaction/redactor.ts";
import { load } from "../require.ts";
import { createBatch } from "./batch.ts";
import { endpointOf } from "./endpoint.ts";
import { batchLimits } from "./limits.ts";
import type { Surface, Watch } from "./otel.ts";
import { loadExporter } from "./packages.ts";
import { quietly } from "./quiet.ts";
import { redactSpan } from "./redact-span.ts";
import { resourceOf } from "./resource.ts";

type Sdk = typeof import("@opentelemetry/sdk-trace-node");
type ExporterModule = { readonly OTLPTraceExporter: new (config: { url?: string }) => SpanExporter };

const SAMPLED = 1;

/** Registers a tracer provider for the whole process: context, W3C propagation, sampling, export. */
export function openTraces(settings: Settings, redactor: Redactor, watch: Watch): Surface {
  const { NodeTracerProvider, ParentBasedSampler, TraceIdRatioBasedSampler } = load(
    "@opentelemetry/sdk-trace-node",
  ) as Sdk;
  const { OTLPTraceExporter } = loadExporter<ExporterModule>("trace", settings.otelExporterProtocol);
  const exporter = new OTLPTraceExporter(endpointOf(settings, "trace"));
  const batch = createBatch<ReadableSpan>({
    send: (spans, done) =>
      quietly(() =>
        exporter.export(
          spans.map((span) => redactSpan(span, redactor)),
          ({ code, error }) => done(code === 0 ? undefined : (error ?? new Error("spans were refused"))),
        ),
      ),
    lost: (count, reason) => watch.lost(count, `otlp spans: ${reason}`),
    failed: watch.failed,
    limits: batchLimits("OTEL_BSP", watch.env),
  });
  const processor: SpanProcessor = {
    onStart: () => {},
    onEnd: (span) => {
      if ((span.spanContext().traceFlags & SAMPLED) !== 0) batch.add(span);
    },
    forceFlush: async () => void (await batch.flush(30_000)),
    shutdown: async () => {},
  };
  const sampler = new ParentBasedSampler({
    root: new TraceIdRatioBasedSampler(settings.otelTraceSampleRate),
  });
  const provider = new NodeTracerProvider({
    resource: resourceOf(settings, redactor),
    spanProcessors: [processor],
    // `OTEL_TRACES_SAMPLER` is heard where the rate was left at its default.
    ...(watch.env.OTEL_TRACES_SAMPLER && watch.isDefault("otelTraceSampleRate") ? {} : { sampler }),
  });
  provider.register();
  return {
    pending: batch.pending,
    flush: batch.flush,
    async close() {
      const api = load("@opentelemetry/api") as typeof import("@opentelemetry/api");
      api.trace.disable();
      api.context.disable();
      api.propagation.disable();
      await exporter.shutdown();
    },
  };
}
