import { LogCategory } from "../category.ts";
import { createLogger } from "../index.ts";
import { type Examine, fail, messageOf, pass, skip } from "./check.ts";
import { quiet } from "./quiet.ts";

const CHECK = { id: "error-aggregation", title: "Error aggregation" };
const PATIENCE_MS = 15_000;

/** Does the service take an error? One is sent through the whole of the real path. */
export const errors: Examine = async ({ settings, network }) => {
  const { enableErrorAggregation, errorAggregationService: service } = settings;
  if (!enableErrorAggregation) return [skip(CHECK, "off (LOG_ENABLE_ERROR_AGGREGATION)")];
  if (service === "custom") return [skip(CHECK, "a function, which only your code has")];
  const told: string[] = [];
  try {
    const logger = createLogger({
      ...quiet(told),
      enableErrorAggregation,
      errorAggregationService: service,
      errorAggregationDsn: settings.errorAggregationDsn,
      errorAggregationEnvironment: settings.errorAggregationEnvironment,
    });
    if (!network) {
      await logger.shutdown();
      return [skip(CHECK, `${service}: the package is there; nothing was sent`)];
    }
    logger.error("blog-runtime doctor: a test, nothing is wrong", LogCategory.SYSTEM_HEALTH, "Doctor", {
      error: new Error("blog-runtime doctor: a test, nothing is wrong"),
    });
    await logger.flush(PATIENCE_MS);
    const { aggregated, dropped } = logger.getMetrics();
    await logger.shutdown();
    if ((aggregated.sent ?? 0) > 0) return [pass(CHECK, `${service} took a test error`)];
    const reasons = [...told, ...Object.keys(dropped)];
    return [
      fail(CHECK, `${service} did not take a test error: ${reasons.join("; ") || "no answer"}`, REMEDY),
    ];
  } catch (error) {
    return [fail(CHECK, messageOf(error), "Install the package, or switch error aggregation off.")];
  }
};

const REMEDY = "Check errorAggregationDsn, the project's quota, and that this machine may reach the service.";
