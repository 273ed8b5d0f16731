/** Nanoseconds of recording a duration, and of reading the percentiles of a million. */
import { createHistogram } from "../../runtime/src/metrics/histogram.ts";
import { sliceBySlice, tell } from "./slices.ts";

const histogram = createHistogram();
/** Latencies have long tails: log-normal about 50 ms. */
const values = Float64Array.from({ length: 4096 }, () => {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return 50 * Math.exp(normal);
});
for (let i = 0; i < 1_000_000; i++) histogram.record(values[i & 4095]!);

let next = 0;
tell(
  sliceBySlice(
    {
      record: () => histogram.record(values[next++ & 4095]!),
      read: () => histogram.summary()?.p99,
    },
    { rounds: 500, warmUp: 100 },
  ),
);
