/** Nanoseconds per record of each logger, for a text of so many characters beside the fields: `records.ts 1024`. */
import { createLogger, LogCategory } from "blog-runtime";
import {
  barePino,
  evlogRedacting,
  type Fields,
  logTapeFields,
  logTapeJson,
  logTapePatterns,
  winstonJson,
} from "./peer-loggers.ts";
import { proseOf } from "./prose.ts";
import { sliceBySlice, tell } from "./slices.ts";

const size = Number(process.argv[2] ?? 0);
const destination = { path: "/dev/null" };
const everything = { enablePiiRedaction: true, redactIpAddresses: true, enableSampling: true };
const plain = createLogger({ destination });
const whole = createLogger({ destination, ...everything, samplingThresholdQps: 1e9 });
const dropping = createLogger({
  destination,
  ...everything,
  samplingThresholdQps: 0,
  samplingRate: 0,
  flightRecorderSize: 0,
});

const text = size === 0 ? "weather in Paris tomorrow" : proseOf(size);
const three = "jane.doe@example.com, +1 415 555 2671, 4111 1111 1111 1111";
const fields: Fields = { tool: "search", durationMs: 12.5, attempt: 2, ok: true, query: text };
const personal: Fields = { ...fields, query: `${text} ${three}` };
const MESSAGE = "tool finished";
const ours = (logger: typeof plain, data: Fields) => () =>
  logger.info(MESSAGE, LogCategory.TOOL_OPERATIONS, "SearchTool", { data });

tell(
  sliceBySlice(
    {
      pino: () => barePino(fields, MESSAGE),
      plain: ours(plain, fields),
      whole: ours(whole, fields),
      personal: ours(whole, personal),
      dropped: ours(dropping, fields),
      winston: () => winstonJson(fields, MESSAGE),
      logTapeJson: () => logTapeJson(fields, MESSAGE),
      logTapeFields: () => logTapeFields(fields, MESSAGE),
      logTapePatterns: () => logTapePatterns(fields, MESSAGE),
      evlog: () => evlogRedacting(fields, MESSAGE),
    },
    { rounds: 1_000, warmUp: 250 },
  ),
);
process.exit(0);
