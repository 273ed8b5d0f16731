import { BlogConfigError, problems } from "../config/error.ts";
import { KEYS } from "../config/keys.ts";
import type { LoggingConfig, SettingName } from "../config/settings.ts";
import { checkValues, resolveSettings } from "../config.ts";
import type { Json } from "../record.ts";
import { detect } from "./detect/scan.ts";
import { DETECTION_TYPES, type Detection, type DetectionType } from "./detect/types.ts";
import { createRedactorFor, everywhere, type RedactionSettings } from "./redactor.ts";

/** Where personal data of one type stands in a text, in UTF-16 units; `end` is behind its last one. */
export type PiiMatch = Detection;
export type PiiType = DetectionType;

export type DetectPiiOptions = {
  /** @default all: secret, email, ip, creditCard, ssn, phone */
  readonly types?: readonly PiiType[] | undefined;
  /** Regular expressions of your own, found as `custom`. @default [] */
  readonly customPatterns?: readonly (RegExp | string)[] | undefined;
  /** The key under which the text stands, read as if it were written before it: `phone`, `ssn`, `password`. */
  readonly label?: string | undefined;
};

/**
 * Finds personal data and secrets in a text: sorted, without overlaps, in time proportional to the text.
 * @throws {BlogConfigError} when an option is wrong.
 * @example detectPii("mail jane@example.com") // [{ type: "email", start: 5, end: 21 }]
 */
export function detectPii(text: string, options: DetectPiiOptions = {}): readonly PiiMatch[] {
  const { types = DETECTION_TYPES, customPatterns = [], label } = options;
  if (!Array.isArray(types) || types.some((type) => !DETECTION_TYPES.includes(type))) {
    const allowed = `a list of ${DETECTION_TYPES.join(", ")}`;
    throw new BlogConfigError([problems.wrongValue("types", String(types), allowed, undefined)]);
  }
  if (customPatterns.length > 0) valuesOf({ customRedactionPatterns: customPatterns });
  const custom = customPatterns.map(everywhere);
  return detect(String(text), {
    types: new Set(types),
    ...(custom.length > 0 ? { custom } : {}),
    ...(label === undefined ? {} : { label }),
  });
}

/** The settings that redaction takes; all others are refused. */
export type RedactorConfig = {
  readonly [key in keyof Omit<RedactionSettings, "enablePiiRedaction">]?: LoggingConfig[key];
};

/**
 * A function that returns a plain copy of any value, personal data and secrets in it replaced; never changes its input.
 * `redactPaths` start at the value.
 * @throws {BlogConfigError} naming every wrong key.
 * @example createRedactor({ redactIpAddresses: true })({ mail: "jane@example.com" }) // { mail: "[EMAIL_REDACTED]" }
 */
export function createRedactor(config: RedactorConfig = {}): (value: unknown) => Json | undefined {
  const settings = resolveSettings([valuesOf(config), { enablePiiRedaction: true }]);
  const redactor = createRedactorFor(settings, () => {});
  return (value) => redactor.copy(value);
}

function valuesOf(config: RedactorConfig): LoggingConfig {
  const foreign = Object.keys(config).filter((name) => Object.hasOwn(KEYS, name) && !isOurs(name));
  const checked = checkValues(config);
  const refused = [
    ...(checked.kind === "refused" ? checked.problems : []),
    ...foreign.map((name) => problems.unknownKey(`createRedactor: ${name}`, undefined)),
  ];
  if (refused.length > 0) throw new BlogConfigError(refused);
  return checked.kind === "values" ? checked.values : {};
}

const isOurs = (name: string): boolean => KEYS[name as SettingName].env?.includes("REDACT") ?? false;
