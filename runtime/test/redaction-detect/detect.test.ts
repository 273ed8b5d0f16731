import { test } from "uvu";
import * as assert from "uvu/assert";
import { detect, redactText } from "../../src/redaction/detect/scan.ts";
import { DETECTION_TYPES, type DetectionType, MARKERS } from "../../src/redaction/detect/types.ts";

const types = (...names: readonly DetectionType[]) => ({ types: new Set(names) });
const all = types(...DETECTION_TYPES);

test("each type has its marker", () => {
  const text = [
    "mail jane@example.com",
    "call (415) 555-2671",
    "card 4111 1111 1111 1111",
    "ssn 212-34-5678",
    "from 10.1.2.3",
    "password=hunter2!",
    "badge EMP-123456",
  ].join("; ");
  assert.is(
    redactText(text, { ...all, custom: [/EMP-\d{6}/g] }),
    "mail [EMAIL_REDACTED]; call [PHONE_REDACTED]; card [CREDIT_CARD_REDACTED]; ssn [SSN_REDACTED]; " +
      "from [IP_REDACTED]; password=[SECRET_REDACTED]; badge [REDACTED]",
  );
});

test("the same string where nothing is found", () => {
  const text = "nothing of anybody in 12 words";
  assert.is(redactText(text, all), text);
  assert.is(detect(text, all), detect("else", all));
});

test("types that are off are not found, nor taken for others", () => {
  const text = "jane@example.com 4111 1111 1111 1111 212-34-5678 10.1.2.3 415-555-2671";
  for (const type of ["email", "creditCard", "ssn", "ip", "phone"] as const) {
    assert.equal(
      detect(text, types(type)).map((find) => find.type),
      [type],
    );
  }
  assert.equal(detect(text, types()), []);
});

test("a key labels the text under it", () => {
  assert.equal(detect("4155552671", all), []);
  for (const label of ["phone", "phoneNumber", "mobile_number", "Tel"]) {
    assert.is(redactText("4155552671", { ...all, label }), MARKERS.phone, label);
  }
  assert.is(redactText("212345678", { ...all, label: "ssn" }), MARKERS.ssn);
  assert.is(redactText("212345678", { ...all, label: "socialSecurityNumber" }), MARKERS.ssn);
  assert.is(redactText("correct horse", { ...all, label: "password" }), MARKERS.secret);
  assert.is(redactText("0123456789abcdef", { ...all, label: "x-api-key" }), MARKERS.secret);
  for (const label of ["orderId", "invoice_no"]) {
    assert.is(redactText("415-555-2671", { ...all, label }), "415-555-2671", label);
  }
  // Who writes a phone number as the id of a user or a chat has a phone number in the log.
  assert.is(redactText("415-555-2671", { ...all, label: "id" }), MARKERS.phone);
});

test("a callback is a function, and its number a phone", () => {
  const found = (text: string) => redactText(text, all) !== text;
  assert.ok(found("left the callback number 2128675309 at noon"));
  assert.ok(found("callback_number 2128675309"));
  assert.not.ok(found("the callback took 2128675309 ns"));
});

test("numbers of JSON", () => {
  assert.is(redactText('{"card":4111111111111111}', all), '{"card":[CREDIT_CARD_REDACTED]}');
  assert.is(redactText('{"phone":14155552671,"n":1}', all), '{"phone":[PHONE_REDACTED],"n":1}');
});

test("the longer of two finds stays, and what sticks out of it goes too", () => {
  assert.equal(detect("4155552671@example.com", all), [{ type: "email", start: 0, end: 22 }]);
  const custom = [/com now/g];
  assert.is(redactText("jane@example.com now", { ...all, custom }), "[EMAIL_REDACTED][REDACTED]");
});

test("custom patterns: empty matches, no `g`, halves of surrogate pairs", () => {
  assert.is(redactText("aab", { ...types(), custom: [/a*/g] }), "[REDACTED]b");
  assert.is(redactText("abab", { ...types(), custom: [/a/] }), "[REDACTED]b[REDACTED]b");
  const found = detect("a😀b", { ...types(), custom: [/\ude00/g] });
  assert.equal(found, [{ type: "custom", start: 1, end: 3 }]);
});

test("markers of an earlier redaction are left alone", () => {
  const text = "[EMAIL_REDACTED] password=[SECRET_REDACTED] REDACTED";
  assert.is(
    redactText(text, { ...all, custom: [/\w+REDACTED|REDACTED/g] }),
    text.replace(/ REDACTED$/, " [REDACTED]"),
  );
});

test("a private key goes whole, and as far as it is there when it was cut", () => {
  const key = `-----BEGIN PRIVATE ${"KEY"}-----\n${"MIIEvQIBADANBgkqhkiG9w0B\n".repeat(20)}`;
  assert.is(redactText(`a ${key}-----END PRIVATE KEY----- b`, all), "a [SECRET_REDACTED] b");
  assert.is(redactText(`a ${key}`, all), "a [SECRET_REDACTED]");
});

test.run();
