import { test } from "uvu";
import * as assert from "uvu/assert";
import { apiCalls } from "../../transforms/categories/calls.ts";

const names = (text: string): readonly string[] =>
  apiCalls(text).map(({ signals }) => signals[0]?.sentence ?? "");

test("the longest end of a callee is found, over lines, optional chains and type arguments", () => {
  assert.equal(names("await this.openai.chat.completions.create({})"), ["calls chat.completions.create("]);
  assert.equal(names("await client\n  .messages\n  .create({})"), ["calls messages.create("]);
  assert.equal(names("db?.query<Row[]>(sql)"), ["calls .query("]);
  assert.equal(names("getRepository(User).findOne(1)"), ["calls .findOne("]);
  assert.equal(names("new OpenAI()"), ["calls new OpenAI("]);
});

test("a receiver is needed where the table asks for one, and a whole name", () => {
  assert.equal(names("query(sql)"), []);
  assert.equal(names("myGenerateText(x); regenerateText(x)"), []);
  assert.equal(names("generateText(x)"), ["calls generateText("]);
});

test("calls in comments do not count", () => {
  assert.equal(names("// generateText(x)\n/* \n * generateText(x)\n */"), []);
});

test.run();
