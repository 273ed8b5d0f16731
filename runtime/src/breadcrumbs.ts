import type { LogCategory } from "./category.ts";
import type { LogLevel } from "./level.ts";
import type { Json } from "./record.ts";
import type { Redactor } from "./redaction/redactor.ts";

/** Something that happened before an error, for whoever reads the error. */
export type Breadcrumb = {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly message: string;
  readonly category: LogCategory;
  readonly level: LogLevel;
  readonly data: Json | undefined;
  /** The request it belongs to; it explains errors of that request, or of any when there is none. */
  readonly correlationId: string | undefined;
};

export type Breadcrumbs = {
  readonly add: (crumb: Breadcrumb, limit: number) => void;
  /** Those that explain an error of this request, the oldest first. */
  readonly before: (correlationId: string | undefined) => readonly Breadcrumb[];
};

/** Holds the last breadcrumbs. Their values are redacted copies: as they were then, and retaining nothing. */
export function createBreadcrumbs(): Breadcrumbs {
  let held: Breadcrumb[] = [];
  let kept = 1;
  return {
    add(crumb, limit) {
      if (limit === 0) return;
      held.push(crumb);
      // Cut when there are twice as many, so that adding does not move the others each time.
      if (held.length >= 2 * limit) held = held.slice(-limit);
      kept = limit;
    },
    before: (correlationId) =>
      held
        .slice(-kept)
        .filter((crumb) => crumb.correlationId === undefined || crumb.correlationId === correlationId),
  };
}

/** A breadcrumb as it may leave the process. */
export const redactCrumb = (
  crumb: Omit<Breadcrumb, "data"> & { readonly data: unknown },
  redactor: Redactor,
): Breadcrumb => ({
  ...crumb,
  message: redactor.text(crumb.message),
  category: redactor.name(crumb.category) as LogCategory,
  data: crumb.data === undefined ? undefined : redactor.copy(crumb.data, "data"),
});
