import { createHistogram, type Histogram, RELATIVE_ERROR, type Sketch, type Summary } from "./histogram.ts";
import { OTHER } from "./tally.ts";

/** Counts of durations, in milliseconds. */
export type Sketches = {
  readonly records: Sketch;
  readonly spans: Sketch;
  readonly bySpan: Readonly<Record<string, Sketch>>;
  readonly byCategory: Readonly<Record<string, Sketch>>;
  readonly byComponent: Readonly<Record<string, Sketch>>;
};

/** Milliseconds, percentiles within `relativeError`. */
export type Durations = {
  readonly relativeError: number;
  /** `performance.durationMs` of records. */
  readonly records?: Summary;
  readonly spans?: Summary;
  /** By span name; at most 200 names, the rest under `other`. */
  readonly bySpan: Readonly<Record<string, Summary>>;
  /** Of spans, and of the records that give a duration; at most 200 names, the rest under `other`. */
  readonly byCategory: Readonly<Record<string, Summary>>;
  /** The same; a span's component is what stands before the first dot of its name. */
  readonly byComponent: Readonly<Record<string, Summary>>;
  /** What the summaries are made from, for `mergeMetrics` and `metricsText`. */
  readonly sketches: Sketches;
};

/** Different names that have a histogram; beyond, they count as `other`. */
export const DURATION_NAMES = 200;

export type DurationRecorder = {
  readonly record: (durationMs: number, category: string, component: string) => void;
  readonly span: (name: string, category: string, durationMs: number) => void;
  readonly snapshot: () => Durations;
};

/** A span costs two histograms: those of its category and component are added up from its name's when somebody reads. */
export function createDurations(): DurationRecorder {
  const records = createHistogram();
  const spans = createHistogram();
  const bySpan = new Map<string, Histogram>();
  const categoryOfSpan = new Map<string, string>();
  const byCategory = new Map<string, Histogram>();
  const byComponent = new Map<string, Histogram>();

  return {
    record(durationMs, category, component) {
      records.record(durationMs);
      histogramOf(byCategory, category).record(durationMs);
      histogramOf(byComponent, component).record(durationMs);
    },
    span(name, category, durationMs) {
      spans.record(durationMs);
      const known = bySpan.get(name);
      if (known === undefined) categoryOfSpan.set(name, category);
      (known ?? histogramOf(bySpan, name)).record(durationMs);
    },
    snapshot: () => {
      const named = [...bySpan].map(([name, histogram]) => [name, histogram.sketch()] as const);
      return durationsOf({
        records: records.sketch(),
        spans: spans.sketch(),
        bySpan: Object.fromEntries(named),
        byCategory: sketchesOf(
          byCategory,
          named.map(([name, sketch]) => [
            name === OTHER ? OTHER : (categoryOfSpan.get(name) ?? OTHER),
            sketch,
          ]),
        ),
        byComponent: sketchesOf(
          byComponent,
          named.map(([name, sketch]) => [componentOf(name), sketch]),
        ),
      });
    },
  };
}

/** `ReactAgent` of `ReactAgent.run`; a name without such a start is its own. */
const componentOf = (span: string): string => /^[\p{L}\d_$]+(?=\.)/u.exec(span)?.[0] ?? span;

function histogramOf(all: Map<string, Histogram>, name: string): Histogram {
  const counted = all.has(name) || all.size < DURATION_NAMES ? name : OTHER;
  const known = all.get(counted) ?? createHistogram();
  all.set(counted, known);
  return known;
}

function sketchesOf(
  all: ReadonlyMap<string, Histogram>,
  more: readonly (readonly [string, Sketch])[],
): Readonly<Record<string, Sketch>> {
  return mergeNamed([...[...all].map(([name, own]) => [name, own.sketch()] as const), ...more]);
}

/** Those of one name as one histogram; names beyond the bound as `other`. */
function mergeNamed(named: readonly (readonly [string, Sketch])[]): Readonly<Record<string, Sketch>> {
  const merged = new Map<string, Histogram>();
  for (const [name, sketch] of named) histogramOf(merged, name).merge(sketch);
  return Object.fromEntries([...merged].map(([name, histogram]) => [name, histogram.sketch()]));
}

/** The durations of several recorders as one's. */
export function mergeDurations(all: readonly Sketches[]): Durations {
  const byName = (pick: (sketches: Sketches) => Readonly<Record<string, Sketch>>) =>
    mergeNamed(all.flatMap((sketches) => Object.entries(pick(sketches))));
  return durationsOf({
    records: merge(all.map(({ records }) => records)).sketch(),
    spans: merge(all.map(({ spans }) => spans)).sketch(),
    bySpan: byName(({ bySpan }) => bySpan),
    byCategory: byName(({ byCategory }) => byCategory),
    byComponent: byName(({ byComponent }) => byComponent),
  });
}

function durationsOf(sketches: Sketches): Durations {
  const [records, spans] = [summaryOf(sketches.records), summaryOf(sketches.spans)];
  return {
    relativeError: RELATIVE_ERROR,
    ...(records === undefined ? {} : { records }),
    ...(spans === undefined ? {} : { spans }),
    bySpan: summariesOf(sketches.bySpan),
    byCategory: summariesOf(sketches.byCategory),
    byComponent: summariesOf(sketches.byComponent),
    sketches,
  };
}

const summariesOf = (sketches: Readonly<Record<string, Sketch>>): Readonly<Record<string, Summary>> =>
  Object.fromEntries(
    Object.entries(sketches).flatMap(([name, sketch]) => {
      const summary = summaryOf(sketch);
      return summary === undefined ? [] : [[name, summary]];
    }),
  );

const summaryOf = (sketch: Sketch): Summary | undefined => merge([sketch]).summary();

function merge(sketches: readonly Sketch[]): Histogram {
  const histogram = createHistogram();
  for (const sketch of sketches) histogram.merge(sketch);
  return histogram;
}
