// Sends the same load to a server and prints what came of it: node drive.mjs <url> <seconds>
import { createRequire } from "node:module";

const autocannon = createRequire(new URL("../peers/package.json", import.meta.url))("autocannon");
const [, , url, seconds] = process.argv;
const chat = (message) => ({
  method: "POST",
  path: "/chat",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ message }),
});
const result = await autocannon({
  url,
  connections: 10,
  duration: Number(seconds),
  requests: [
    ...Array.from({ length: 9 }, (_, n) => chat(`calculate ${n} * (3 + 4), and mail jane.doe@example.com`)),
    chat("[status:400] please"),
  ],
});
const { requests, latency, non2xx, errors } = result;
console.log(
  JSON.stringify({
    rate: requests.average,
    total: requests.total,
    p50: latency.p50,
    p99: latency.p99,
    non2xx,
    errors,
  }),
);
