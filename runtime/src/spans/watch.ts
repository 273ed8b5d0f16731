import type { LiveSpan } from "./live-span.ts";
import type { Tracer } from "./tracer.ts";

/**
 * The spans that wait for one object (a promise-like, an iterator) to finish: one per traced function it came through.
 * It must not refer to the object, or the object could never be collected.
 */
export type Watch = { readonly spans: { readonly tracer: Tracer; readonly span: LiveSpan }[]; done: boolean };

const watches = new WeakMap<object, Watch>();
const abandoned = new FinalizationRegistry<Watch>((watch) =>
  endAll(watch, (tracer, span) => tracer.end(span, "abandoned")),
);

/**
 * Lets a span wait for `target`. `isFirst`: the object is not watched yet, so the caller has to patch it;
 * otherwise the patch that is there ends this span too.
 */
export function watch(
  target: object,
  tracer: Tracer,
  span: LiveSpan,
): { readonly watch: Watch; readonly isFirst: boolean } {
  const known = watches.get(target);
  if (known !== undefined) {
    if (known.done) tracer.end(span, "ok");
    else known.spans.push({ tracer, span });
    return { watch: known, isFirst: false };
  }
  const added: Watch = { spans: [{ tracer, span }], done: false };
  watches.set(target, added);
  abandoned.register(target, added, added);
  return { watch: added, isFirst: true };
}

/** From here on it is `target` whose collection means that nobody will finish. */
export function handOver(watch: Watch, target: object): void {
  watches.set(target, watch);
  abandoned.unregister(watch);
  abandoned.register(target, watch, watch);
}

export const finish = (watch: Watch): void => endAll(watch, (tracer, span) => tracer.end(span, "ok"));

export const fail = (watch: Watch, thrown: unknown): void =>
  endAll(watch, (tracer, span) => tracer.end(span, "error", thrown));

/** A value that the object gave on its way. */
export function note(watch: Watch, value: unknown): void {
  for (const { tracer, span } of watch.spans) tracer.saw(span, value);
}

/** The object has finished: the spans that waited for it, once. */
export function release(watch: Watch): readonly Watch["spans"][number][] {
  if (watch.done) return [];
  watch.done = true;
  abandoned.unregister(watch);
  return watch.spans.splice(0);
}

function endAll(watch: Watch, end: (tracer: Tracer, span: LiveSpan) => void): void {
  for (const { tracer, span } of release(watch)) end(tracer, span);
}
