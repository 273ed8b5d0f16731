/** When a log file gives way to a new one, and what becomes of it. */
export type Rotation = {
  /** Before a line would make it larger. In bytes, or a text such as `"10MB"`. */
  readonly maxSize?: number | string;
  /** With the first line of a day, in the process's time zone. @default false */
  readonly daily?: boolean;
  /** Old files that are kept; older ones are deleted. @default 10 */
  readonly keep?: number;
  /** Whether old files are compressed. @default false */
  readonly gzip?: boolean;
};

const UNITS = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 } as const;
const SIZE = /^(\d+(?:\.\d+)?)\s*(B|KB|MB|GB)?$/i;
/** Smaller files would be more of a bother than a large one. */
const SMALLEST = 1024;

/** Bytes of a size as it is set; `undefined` where it is none. */
export function bytesOf(size: number | string | undefined): number | undefined {
  const match = SIZE.exec(String(size));
  if (size === undefined || match === null) return undefined;
  const unit = (match[2] ?? "B").toUpperCase() as keyof typeof UNITS;
  const bytes = Number(match[1]) * UNITS[unit];
  return bytes >= SMALLEST ? Math.floor(bytes) : undefined;
}

/** What each key of a file destination may be. */
export const ROTATION = {
  maxSize: (value) => bytesOf(value as string) !== undefined,
  daily: (value) => typeof value === "boolean",
  keep: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 10_000,
  gzip: (value) => typeof value === "boolean",
} as const satisfies Record<keyof Rotation, (value: unknown) => boolean>;

export const KEPT = 10;
