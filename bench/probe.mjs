/** Writes what a process used when it ends. Loaded in front of what is measured; threads inherit it and leave it alone. */
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const { BENCH_USAGE } = process.env;
if (isMainThread && BENCH_USAGE) {
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: maxRSS / 1024 };
    writeFileSync(BENCH_USAGE, JSON.stringify(usage));
  });
}
