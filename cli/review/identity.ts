import { createHash } from "node:crypto";
import type { Change } from "../../transforms/model.ts";
import type { Changed } from "../../transforms/report.ts";
import { sitesOf } from "../../transforms/without.ts";

/**
 * A name for each edit of a file that stays the same in a later run, also when the file was edited elsewhere: what it
 * does, and the source that it is about without its white space. A span is about a whole function, whose body may
 * change, so what it does is enough. Equal ones are told apart by their order.
 */
export function identitiesOf(outcome: Changed): ReadonlyMap<Change, string> {
  const seen = new Map<string, number>();
  return new Map(
    sitesOf(outcome).map((change) => {
      const { kind, summary, range } = change;
      const about =
        kind === "span" ? "" : outcome.source.text.slice(range.start, range.end).replace(/\s+/g, "");
      const hash = createHash("sha256").update(`${kind}\0${summary}\0${about}`).digest("hex").slice(0, 16);
      const count = seen.get(hash) ?? 0;
      seen.set(hash, count + 1);
      return [change, count === 0 ? hash : `${hash}-${count + 1}`] as const;
    }),
  );
}
