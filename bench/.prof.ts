import { proseOf, promptOf } from "./runtime/prose.ts";
import { createRedactor } from "blog-runtime";
const r = createRedactor({ redactIpAddresses: true });
const t = process.argv[2] === "pii" ? promptOf(16384) : proseOf(16384);
const s = process.hrtime.bigint(); const N = 3000; const all = [];
for (let i = 0; i < N; i++) { const a = process.hrtime.bigint(); r(t); all.push(Number(process.hrtime.bigint() - a)); }
console.log("us", all.sort((a, b) => a - b)[N >> 1] / 1e3);
