import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  BlogConfigError,
  LogCategory as C,
  createRedactor,
  detectPii,
  type LoggingConfig,
} from "../../src/index.ts";
import { LIMITS } from "../../src/redaction/limits.ts";
import { createTestLogger } from "../../src/testing.ts";

const CARD = "4111 1111 1111 1111";
const ON: LoggingConfig = { enablePiiRedaction: true, redactIpAddresses: true };
const redact = createRedactor({ redactIpAddresses: true });

test("each type has its marker", () => {
  const value = {
    mail: "to jane.doe+x@mail.example.com now",
    phone: "call 415-555-2671",
    card: `card ${CARD}`,
    ssn: "ssn 078-05-1120",
    ip: "from 203.0.113.7",
    key: "use sk-ant-api03-aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5hJ7kL9",
  };
  const copied = redact(value) as Record<string, string>;
  assert.equal(copied, {
    mail: "to [EMAIL_REDACTED] now",
    phone: "call [PHONE_REDACTED]",
    card: "card [CREDIT_CARD_REDACTED]",
    ssn: "ssn [SSN_REDACTED]",
    ip: "from [IP_REDACTED]",
    key: "use [SECRET_REDACTED]",
  });
  assert.is(value.card, `card ${CARD}`);
});

test("each type has its switch", () => {
  const text = `jane@example.com 415-555-2671 ${CARD} 078-05-1120 203.0.113.7`;
  const kept = (config: LoggingConfig, part: string): boolean =>
    String(createRedactor(config)(text)).includes(part);
  assert.not(kept({}, "jane@"));
  assert.ok(kept({ redactEmailAddresses: false }, "jane@"));
  assert.ok(kept({ redactPhoneNumbers: false }, "415-555"));
  assert.ok(kept({ redactCreditCards: false, redactPhoneNumbers: false }, CARD));
  assert.ok(kept({ redactSsn: false, redactPhoneNumbers: false }, "078-05-1120"));
  assert.ok(kept({}, "203.0.113.7"), "IP addresses are kept unless asked for");
  const secret = "AKIAIOSFODNN7EXAMPLE";
  assert.is(createRedactor({ redactSecrets: false })(secret), secret);
});

test("numbers stay JSON: a card's becomes a text, others stay numbers", () => {
  assert.equal(
    redact({
      card: 4111111111111111,
      big: 4111111111111111n,
      n: 12,
      time: 1764000000000,
      f: 4111111111111.111,
    }),
    {
      card: "[CREDIT_CARD_REDACTED]",
      big: "[CREDIT_CARD_REDACTED]",
      n: 12,
      time: 1764000000000,
      f: 4111111111111.111,
    },
  );
  assert.equal(redact({ password: 123456 }), { password: "[SECRET_REDACTED]" });
});

test("what stands under a telling key is found by it", () => {
  assert.equal(redact({ ssn: "078051120", phones: ["4155552671"], password: "hunter2 is it" }), {
    ssn: "[SSN_REDACTED]",
    phones: ["[PHONE_REDACTED]"],
    password: "[SECRET_REDACTED]",
  });
});

test("keys are redacted, and none is lost to another", () => {
  assert.equal(redact({ "a@example.com": 1, "b@example.com": 2 }), {
    "[EMAIL_REDACTED]": 1,
    "[EMAIL_REDACTED]#2": 2,
  });
  assert.equal(
    redact(
      new Map([
        ["a@example.com", 1],
        ["b@example.com", 2],
      ]),
    ),
    {
      "[EMAIL_REDACTED]": 1,
      "[EMAIL_REDACTED]#2": 2,
    },
  );
});

test("maps, sets, errors, dates, boxed values, symbols and toJSON are gone through", () => {
  const mail = "jane@example.com";
  const error = new TypeError(mail, { cause: new Error(mail) });
  Object.assign(error, { user: mail, [mail]: 1 });
  const value = {
    map: new Map<unknown, unknown>([[{ mail }, mail]]),
    set: new Set([mail]),
    error,
    all: new AggregateError([new Error(mail), mail], mail),
    boxed: new String(mail),
    symbol: Symbol(mail),
    json: { toJSON: () => ({ mail }) },
    pattern: /jane@example.com/,
    url: new URL("https://x.example/?to=jane@example.com"),
    cycle: null as unknown,
  };
  value.cycle = value;
  const text = JSON.stringify(redact(value));
  assert.not(text.includes("jane"), text);
  assert.match(text, /"cycle":"\[Circular\]"/);
});

test("a text that is cut keeps no half of what the cut goes through", () => {
  for (const at of [5, 9, 15]) {
    const text = `${"x ".repeat(LIMITS.text / 2 - at)}${" ".repeat(at)}${CARD} and more`;
    const copied = String(redact(text));
    assert.match(copied, /\[cut: \d+ more characters\]$/);
    assert.not(copied.includes("4111"), String(at));
    assert.ok(copied.length <= LIMITS.text + 100);
  }
});

test("every part of a line is redacted", () => {
  const mail = "jane@example.com";
  const { logger, lines, spans } = createTestLogger({ ...ON, spanLog: "debug" });
  logger.withContext({ userId: mail, correlationId: mail, tenant: mail }, () => {
    logger.error(`for ${mail}`, C.API_LAYER, mail, {
      data: { [mail]: [mail] },
      error: new Error(mail),
      performance: { durationMs: 1, mail },
    });
    logger.info("hello %s %o", C.API_LAYER, "X", { args: [mail, { deep: { mail } }] });
    logger.info("x", mail as typeof C.API_LAYER, "X");
    try {
      logger.span(`Mail.${mail}`, C.API_LAYER, () => {
        throw new Error(mail);
      });
    } catch {}
    const span = logger.createSpan("s", { [mail]: mail });
    span.setAttribute(mail, mail);
    span.setAttribute("to", { mail });
    span.end();
  });
  assert.is(lines.length, 5);
  for (const line of lines) assert.not(line.includes("jane"), line);
  assert.is(spans.length, 2);
  assert.not(JSON.stringify(spans).includes("jane"), JSON.stringify(spans));
});

test("enablePiiRedaction takes effect on the next record", () => {
  const { logger, records } = createTestLogger();
  const log = (): void => logger.info("jane@example.com", C.API_LAYER, "X");
  log();
  logger.enablePiiRedaction(true);
  log();
  logger.enablePiiRedaction(false);
  log();
  assert.equal(
    records.map(({ msg }) => msg),
    ["jane@example.com", "[EMAIL_REDACTED]", "jane@example.com"],
  );
  assert.equal(logger.getMetrics().redacted, { email: 1 });
});

test("custom patterns, as texts and as expressions, are found everywhere", () => {
  const pattern = /emp-(\d+)/giy;
  pattern.lastIndex = 3;
  const { logger, records } = createTestLogger({ ...ON, customRedactionPatterns: [pattern, "secret-\\w+"] });
  logger.info("EMP-1 and emp-22, secret-abc", C.API_LAYER, "X");
  assert.is(records[0]?.msg, "[REDACTED] and [REDACTED], [REDACTED]");
  assert.is(pattern.lastIndex, 3);
});

test("detectPii tells type and place", () => {
  const text = "mail jane@example.com";
  assert.equal(detectPii(text), [{ type: "email", start: 5, end: 21 }]);
  assert.equal(detectPii(text, { types: ["phone"] }), []);
  assert.equal(detectPii("078051120", { label: "ssn" }), [{ type: "ssn", start: 0, end: 9 }]);
  assert.equal(detectPii("id x-1", { customPatterns: ["x-\\d"] }), [{ type: "custom", start: 3, end: 6 }]);
  assert.throws(
    () => detectPii(text, { types: ["mail" as "email"] }),
    (error: unknown) => error instanceof BlogConfigError,
  );
  assert.throws(() => detectPii(text, { customPatterns: ["("] }), /customRedactionPatterns is/);
});

test("createRedactor refuses what is no setting of redaction", () => {
  assert.throws(() => createRedactor({ level: "info" } as never), /createRedactor: level is not a setting/);
  assert.throws(() => createRedactor({ redactEmail: true } as never), /redactEmail is not a setting/);
  assert.throws(
    () => createRedactor({ redactPaths: ["a..b"] }),
    /redactPaths is \[ 'a\.\.b' \], but must be a list of paths/,
  );
});

test.run();
