/** Nanoseconds per span: ours over the host's SDK, the SDK alone, and ours without an SDK. */
import { trace } from "@opentelemetry/api";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { createLogger, LogCategory } from "blog-runtime";
import { sliceBySlice, tell } from "./slices.ts";

const logger = createLogger({ destination: { write() {} } });
const work = (): number => 1;
const alone = sliceBySlice(
  { alone: () => logger.span("Search.find", LogCategory.TOOL_OPERATIONS, work) },
  { rounds: 500, warmUp: 200 },
);

// Spans are made, ended and handed to a processor, which drops them: what an exporter costs is not the question.
new NodeTracerProvider({
  spanProcessors: [{ onStart() {}, onEnd() {}, forceFlush: async () => {}, shutdown: async () => {} }],
}).register();
const tracer = trace.getTracer("bench");
const samples = sliceBySlice(
  {
    bare: () =>
      tracer.startActiveSpan("Search.find", (span) => {
        const value = work();
        span.end();
        return value;
      }),
    span: () => logger.span("Search.find", LogCategory.API_LAYER, work),
    genAi: () => logger.span("Search.find", LogCategory.TOOL_OPERATIONS, work),
  },
  { rounds: 1_000, warmUp: 400 },
);
tell({ ...alone, ...samples });
process.exit(0);
