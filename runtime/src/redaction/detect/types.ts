import type { Label } from "./words.ts";

/** What the detectors know, in the order in which the longer of two overlapping finds is preferred. */
export const DETECTION_TYPES = ["secret", "email", "ip", "creditCard", "ssn", "phone", "custom"] as const;

export type DetectionType = (typeof DETECTION_TYPES)[number];

/** UTF-16 offsets; `end` is behind the last unit. */
export type Detection = { readonly type: DetectionType; readonly start: number; readonly end: number };

/** What stands in a redacted text in place of each type. */
export const MARKERS = {
  secret: "[SECRET_REDACTED]",
  email: "[EMAIL_REDACTED]",
  ip: "[IP_REDACTED]",
  creditCard: "[CREDIT_CARD_REDACTED]",
  ssn: "[SSN_REDACTED]",
  phone: "[PHONE_REDACTED]",
  custom: "[REDACTED]",
} as const satisfies Record<DetectionType, string>;

export type DetectOptions = {
  /** The built-in types to look for. */
  readonly types: ReadonlySet<DetectionType>;
  /** Patterns that `checkPattern` accepted. */
  readonly custom?: readonly RegExp[];
  /** The key under which the text stands (`phone`, `ssn`, `password`); read as if it were written before it. */
  readonly label?: string;
};

/** One text being searched: what every detector reads, and where it puts what it finds. */
export type Scan = {
  readonly text: string;
  readonly types: ReadonlySet<DetectionType>;
  /** `key: `, or nothing. */
  readonly label: string;
  readonly found: Detection[];
  /** How far the text was read for words that speak of a phone, and where the last of them ends. */
  readonly heard: { until: number; last: number };
  /** The number whose name was read last, and what that was. */
  readonly named: { at: number; label: Label };
};
