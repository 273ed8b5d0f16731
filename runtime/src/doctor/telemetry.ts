import { LogCategory } from "../category.ts";
import { createLogger } from "../index.ts";
import { type Examine, fail, messageOf, pass, skip } from "./check.ts";
import { quiet } from "./quiet.ts";

const CHECK = { id: "opentelemetry", title: "OpenTelemetry" };
const PATIENCE_MS = 10_000;

/** Does the collector take each signal on the protocol that is set? One of each is sent through the real exporters. */
export const telemetry: Examine = async ({ settings, network }) => {
  if (!settings.enableOpentelemetry) return [skip(CHECK, "off (LOG_ENABLE_OPENTELEMETRY)")];
  const { otelExporterProtocol: protocol, otelExporterEndpoint: endpoint } = settings;
  const told: string[] = [];
  try {
    const logger = createLogger({
      ...quiet(told),
      enableOpentelemetry: true,
      otelServiceName: settings.otelServiceName,
      otelExporterEndpoint: endpoint,
      otelExporterProtocol: protocol,
      otelTracesEnabled: settings.otelTracesEnabled,
      otelMetricsEnabled: settings.otelMetricsEnabled,
      otelLogsEnabled: settings.otelLogsEnabled,
      otelResourceAttributes: settings.otelResourceAttributes,
      otelTraceSampleRate: 1,
    });
    if (network) {
      logger.span("blog-runtime doctor", LogCategory.SYSTEM_HEALTH, () =>
        logger.info("blog-runtime doctor: a test", LogCategory.SYSTEM_HEALTH, "Doctor"),
      );
    }
    const flushed = network && (await logger.flush(PATIENCE_MS));
    await logger.shutdown();
    if (!network) return [skip(CHECK, `the packages for ${protocol} are there; nothing was sent`)];
    const lost = Object.keys(logger.getMetrics().dropped);
    const where = `${endpoint ?? "the exporters' own endpoint"} over ${protocol}`;
    if (flushed && lost.length === 0 && told.length === 0)
      return [pass(CHECK, `${where} took a test of each signal`)];
    const reasons = [...new Set([...told, ...lost])].join("; ") || "no answer";
    return [fail(CHECK, `${where}: ${reasons}`, REMEDY)];
  } catch (error) {
    return [fail(CHECK, messageOf(error), "Install the packages, or switch OpenTelemetry off.")];
  }
};

const REMEDY =
  "Check otelExporterEndpoint and otelExporterProtocol (4317 is gRPC's usual port, 4318 HTTP's), and that a collector listens there.";
