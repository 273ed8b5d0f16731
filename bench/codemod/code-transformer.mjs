/** Wraps the methods of JavaScript files at load time, as an APM does: `node code-transformer.mjs <list.json>`. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../peers/package.json", import.meta.url));
const { create } = await import(require.resolve("@apm-js-collab/code-transformer"));
const METHODS = ["create", "list", "retrieve", "update", "delete", "stream", "parse"];
let made = 0;
for (const path of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const code = readFileSync(path, "utf8");
  const methods = METHODS.filter((method) => new RegExp(`^ +${method}\\(`, "m").test(code));
  if (methods.length === 0) continue;
  const module = { name: "measured", versionRange: ">=1.0.0", filePath: path };
  const wrap = (methodName) => ({
    channelName: methodName,
    module,
    functionQuery: { methodName, kind: "Async" },
  });
  const transformer = create(methods.map(wrap)).getTransformer("measured", "1.0.0", path);
  transformer.transform(code, path.endsWith(".mjs") ? "esm" : "cjs");
  made += methods.length;
}
console.log(made);
