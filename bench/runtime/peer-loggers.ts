import { openSync, writeSync } from "node:fs";
import { Writable } from "node:stream";
import {
  configureSync,
  getLogger as getLogTape,
  jsonLinesFormatter,
  type LogRecord,
  type Sink,
} from "@logtape/logtape";
import {
  CREDIT_CARD_NUMBER_PATTERN,
  EMAIL_ADDRESS_PATTERN,
  JWT_PATTERN,
  redactByField,
  redactByPattern,
  US_SSN_PATTERN,
} from "@logtape/redaction";
import { log as evlog, initLogger } from "evlog";
import { pino } from "pino";
import winston from "winston";

export type Fields = Readonly<Record<string, unknown>>;
export type Log = (fields: Fields, message: string) => void;

const NULL = "/dev/null";
const fd = openSync(NULL, "a");
/** As pino does: one line, one call of the system, before the log call returns. */
const write = (line: string): void => void writeSync(fd, line);

export const barePino: Log = (() => {
  const logger = pino(pino.destination({ dest: NULL, sync: true }));
  return (fields, message) => logger.info(fields, message);
})();

export const winstonJson: Log = (() => {
  const stream = new Writable({
    decodeStrings: false,
    write(line: string, _encoding, done) {
      write(line);
      done();
    },
  });
  const { combine, json, timestamp } = winston.format;
  const logger = winston.createLogger({
    format: combine(timestamp(), json()),
    transports: [new winston.transports.Stream({ stream })],
  });
  return (fields, message) => void logger.info(message, fields);
})();

const patterns = [EMAIL_ADDRESS_PATTERN, CREDIT_CARD_NUMBER_PATTERN, US_SSN_PATTERN, JWT_PATTERN];
const jsonLines: Sink = (record: LogRecord) => write(jsonLinesFormatter(record));
const withoutPatterns = redactByPattern(jsonLinesFormatter, patterns);
configureSync({
  sinks: {
    jsonLines,
    fields: redactByField(jsonLines),
    patterns: (record: LogRecord) => write(withoutPatterns(record)),
  },
  loggers: [
    { category: ["logtape", "meta"], lowestLevel: "error", sinks: [] },
    { category: "json", sinks: ["jsonLines"], lowestLevel: "info" },
    { category: "fields", sinks: ["fields"], lowestLevel: "info" },
    { category: "patterns", sinks: ["patterns"], lowestLevel: "info" },
  ],
});
const logTape = (category: string): Log => {
  const logger = getLogTape(category);
  return (fields, message) => logger.info(message, { ...fields });
};
export const logTapeJson = logTape("json");
export const logTapeFields = logTape("fields");
export const logTapePatterns = logTape("patterns");

/** With its own redaction, as it has in production. */
export const evlogRedacting: Log = (() => {
  initLogger({ silent: true, redact: true, drain: ({ event }) => write(`${JSON.stringify(event)}\n`) });
  return (fields, message) => evlog.info({ message, ...fields });
})();
