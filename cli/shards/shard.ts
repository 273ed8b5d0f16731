import { createHash } from "node:crypto";
import { InvalidArgumentError } from "commander";
import type { Source } from "../../transforms/model.ts";

/** One of `of` equal shares of the files, counted from 1. */
export type Shard = { readonly index: number; readonly of: number };

/** The value of `--shard`: `2/3`. */
export function parseShard(value: string): Shard {
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (shard.index >= 1 && shard.index <= shard.of) return shard;
  throw new InvalidArgumentError("A share is needed, counted from 1, as in 2/3.");
}

/**
 * The files of a share: as many in each, dealt out by the hash of their paths, which spreads the large ones. The same on
 * every machine that has the same files, whatever is in them: another share may have been written meanwhile.
 */
export function shareOf<S extends Pick<Source, "relativePath">>(
  sources: readonly S[],
  shard: Shard | undefined,
): readonly S[] {
  if (shard === undefined) return sources;
  const hashed = sources.map((source) => ({ source, hash: hashOf(source.relativePath) }));
  const dealt = hashed.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const mine = new Set(dealt.filter((_, n) => n % shard.of === shard.index - 1).map(({ source }) => source));
  return sources.filter((source) => mine.has(source));
}

const hashOf = (path: string): string => createHash("sha1").update(path).digest("hex");

/** What belongs to no file that is shared out is told by the first share alone. */
export const isFirst = (shard: Shard | undefined): boolean => shard === undefined || shard.index === 1;
