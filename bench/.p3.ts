import { proseOf } from "./runtime/prose.ts";
import { detectPii } from "blog-runtime";
const t = proseOf(1024);
console.log(detectPii(t).map((d) => [d.type, t.slice(d.start, d.end)]));
