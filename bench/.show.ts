import { samplesOf, nanoseconds, times } from "/work/wt/budgets/bench/runtime/scripts.ts";
for (const size of (process.argv[2] ?? "0,1024,16384").split(",")) { const s = await samplesOf("records.ts", size); for (const n of Object.keys(s)) console.log(size, n.padEnd(16), nanoseconds(s[n]), times(s, n, "pino").toFixed(3)); }
