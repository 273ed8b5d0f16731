export type LimitHeaders = { readonly [name: string]: string | null | undefined };

/** What the SDK takes for meant where the server says no time. */
const USUAL_MS = 60_000;

/**
 * For how long, in milliseconds, Sentry wants no more errors: what the SDK itself heeds by dropping them.
 * `X-Sentry-Rate-Limits` lists `seconds:categories:scope:…`, where no categories are all; it comes with a 200 too.
 */
export function limitOf(statusCode: number, headers: LimitHeaders): number | undefined {
  const limits = headers["x-sentry-rate-limits"];
  if (typeof limits === "string") return longest(limits.trim().split(","));
  const after = headers["retry-after"];
  if (typeof after === "string") return readRetryAfter(after);
  return statusCode === 429 ? USUAL_MS : undefined;
}

function longest(limits: readonly string[]): number | undefined {
  const times = limits.flatMap((limit) => {
    const [seconds = "", categories = ""] = limit.trim().split(":");
    if (categories !== "" && !categories.split(";").includes("error")) return [];
    const ms = Number.parseInt(seconds, 10) * 1000;
    return [Number.isNaN(ms) ? USUAL_MS : ms];
  });
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Seconds, or a date. */
export function readRetryAfter(value: string): number {
  const seconds = Number.parseInt(value, 10);
  if (!Number.isNaN(seconds)) return seconds * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? USUAL_MS : Math.max(0, date - Date.now());
}
