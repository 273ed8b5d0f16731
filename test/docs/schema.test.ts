import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkConfig } from "../../cli/config/check.ts";
import type { BlogConfig } from "../../cli/config/define.ts";
import { KEYS } from "../../runtime/src/config/keys.ts";
import { checkValues } from "../../runtime/src/config.ts";
import { configurationSchema } from "../../scripts/docs/schema.ts";

const written = readFileSync(new URL("../../schema.json", import.meta.url), "utf8");
const schema = JSON.parse(written);
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

test("the schema is what the types say; `npm run docs` writes it anew", () => {
  assert.is(written, configurationSchema());
});

test("it has every setting that a file can have, each with what it does", () => {
  const { properties } = schema.properties.logging;
  const onlyCode = ["errorAggregationHandler", "errorAggregationClient", "onInternalError"];
  assert.equal(
    Object.keys(properties).sort(),
    Object.keys(KEYS)
      .filter((name) => !onlyCode.includes(name))
      .sort(),
  );
  for (const [name, { description }] of Object.entries<{ description: string }>(properties))
    assert.match(description, /^[A-Z`]/, name);
});

const GOOD: readonly (BlogConfig & { readonly $schema?: string })[] = [
  {},
  {
    $schema: "./node_modules/blog-migrate/schema.json",
    only: ["spans"],
    ignore: ["legacy/"],
    rules: { "err/lost-cause": "off" },
    transforms: ["./a.js", { path: "b.js", options: { any: [1] }, parser: "tsx", timeLimit: 50 }],
    dialects: [{ name: "own", receivers: ["audit"], levels: { say: "info" } }],
    categories: [{ files: "src/**", category: "LLM_OPERATIONS" }],
    lint: { metricOnly: "handled", sinks: ["report"] },
    logging: {
      level: "debug",
      samplingRate: 0.5,
      destination: { path: "a.log", maxSize: "10MB" },
      customRedactionPatterns: ["[A-Z]{3}-\\d{1,9}"],
    },
  },
];

const BAD: readonly unknown[] = [
  { onyl: [] },
  { only: ["span"] },
  { rules: { "err/lost-cause": "fatal" } },
  { rules: { "err/none": "off" } },
  { transforms: [{ parser: "tsx" }] },
  { dialects: [{ name: "own" }] },
  { categories: [{ files: "src/**", category: "NONE" }] },
  { lint: { metricOnly: "yes" } },
];

const BAD_LOGGING: readonly Readonly<Record<string, unknown>>[] = [
  { level: "loud" },
  { samplingRate: 2 },
  { samplingRte: 1 },
  { destination: { path: 1 } },
  { enableSampling: "yes" },
];

test("an editor and the tools accept and refuse the same", () => {
  for (const config of GOOD) {
    assert.ok(isValid(config), JSON.stringify(isValid.errors));
    assert.equal(checkConfig(config), []);
    assert.is(checkValues(config.logging ?? {}).kind, "values");
  }
  for (const config of BAD) {
    assert.not(isValid(config), JSON.stringify(config));
    assert.ok(checkConfig(config).length > 0);
  }
  for (const logging of BAD_LOGGING) {
    assert.not(isValid({ logging }), JSON.stringify(logging));
    assert.is(checkValues(logging).kind, "refused");
  }
});

test.run();
