import type { LogCategory } from "./category.ts";
import type { LogLevel } from "./level.ts";
import type { Json } from "./record.ts";
import { copy } from "./redaction/copy.ts";

/** Something that happened before an error, for whoever reads the error. */
export type Breadcrumb = {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly message: string;
  readonly category: LogCategory;
  readonly level: LogLevel;
  readonly data: Json | undefined;
};

export type Breadcrumbs = {
  readonly add: (crumb: Omit<Breadcrumb, "data"> & { readonly data: unknown }, limit: number) => void;
  /** The oldest first. */
  readonly list: () => readonly Breadcrumb[];
};

/** Holds the last breadcrumbs; their data is copied at once, so it is as it was then and retains nothing. */
export function createBreadcrumbs(): Breadcrumbs {
  const held: Breadcrumb[] = [];
  return {
    add(crumb, limit) {
      if (limit === 0) return;
      held.push({ ...crumb, data: copy(crumb.data) });
      if (held.length > limit) held.splice(0, held.length - limit);
    },
    list: () => [...held],
  };
}
