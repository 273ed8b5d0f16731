import { test } from "uvu";
import * as assert from "uvu/assert";
import { categoryWeights, type Signal, score } from "../../transforms/categories/score.ts";

const signal = (partial: Partial<Signal>): Signal => ({
  category: "RAG_OPERATIONS",
  weight: 4,
  source: "file",
  sentence: "a sign",
  ...partial,
});

test("the same sentence counts once", () => {
  const weights = categoryWeights([signal({}), signal({})]);
  assert.is(weights.get("RAG_OPERATIONS"), 4);
});

test("further signs of one source, and the same word again, count half", () => {
  assert.is(categoryWeights([signal({}), signal({ sentence: "b" })]).get("RAG_OPERATIONS"), 6);
  const twice = [signal({ word: "rag" }), signal({ word: "rag", source: "class", sentence: "b" })];
  assert.is(categoryWeights(twice).get("RAG_OPERATIONS"), 6);
});

test("evidence is that of the winner, the strongest first", () => {
  const { category, evidence, confidence } = score([
    signal({ weight: 2, sentence: "weak", source: "import" }),
    signal({ sentence: "strong" }),
    signal({ category: "API_LAYER", sentence: "other" }),
  ]);
  assert.is(category, "RAG_OPERATIONS");
  assert.equal(evidence, ["strong", "weak"]);
  assert.is(confidence, "medium");
});

test("hints alone are not enough", () => {
  assert.is(score([signal({ weight: 1 })]).category, "SERVICE_OPERATIONS");
});

test.run();
