import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Browser, hasChromium, openBrowser } from "../../../test/helpers/chromium.ts";
import { type MetricsServer, type MetricsServerOptions, serveMetrics } from "../../src/http.ts";
import { type BackendLogger, BlogConfigError, LogCategory as C, mergeMetrics } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";
import { esm, runBeside } from "../helpers/built.ts";

const TOKEN = "a-token-of-24-characters";
const HOSTILE = "</script><img src=x onerror=alert(1)>";

type World = { browser: Browser };
const test = suite<World>("the live metrics page");

test.before(async (world) => {
  if (hasChromium) world.browser = await openBrowser();
});
test.after(({ browser }) => browser?.end());

async function serving(
  options: MetricsServerOptions,
  use: (server: MetricsServer, logger: BackendLogger) => Promise<void>,
): Promise<void> {
  const { logger } = createTestLogger();
  const server = await serveMetrics({ port: 0, logger, ...options });
  try {
    await use(server, logger);
  } finally {
    await server.close();
  }
}

type Answer = { readonly status: number; readonly text: string };

/** With any `Host`, which `fetch` does not let one set. */
function ask(url: string, headers: Readonly<Record<string, string>> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { headers, method, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on("error", reject)
      .end();
  });
}

test("gives Prometheus its text, the page its numbers, and nothing else", () =>
  serving({}, async ({ url, port }, logger) => {
    logger.error("failed", C.API_LAYER, "Api", { error: new TypeError("no body") });
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    const text = await ask(`${url}metrics`);
    assert.match(text.text, /^blog_records_total\{level="error"\} 1$/m);
    const live = JSON.parse((await ask(`${url}live`)).text);
    assert.is(live.errors.last[0].error.message, "no body");
    assert.equal(live.categories[0], { name: "api_layer", records: 1, errors: 1 });
    assert.is((await ask(`${url}nothing`)).status, 404);
    assert.is((await ask(url, {}, "POST")).status, 405);
    assert.is((await ask(url, {}, "HEAD")).text, "");
    assert.ok(port > 0);
  }));

test("a name that somebody points here is not answered", () =>
  serving({}, async ({ url, port }) => {
    for (const host of [
      "evil.example",
      `evil.example:${port}`,
      "127.0.0.1.evil.example",
      "localhost.evil.example",
    ])
      assert.is((await ask(`${url}live`, { host })).status, 403, host);
    for (const host of ["localhost", `localhost:${port}`, "127.0.0.1", `[::1]:${port}`])
      assert.is((await ask(`${url}live`, { host })).status, 200, host);
  }));

test("with a token nothing is given without it", () =>
  serving({ token: TOKEN, host: "0.0.0.0" }, async ({ port }) => {
    const url = `http://127.0.0.1:${port}/`;
    const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString("base64")}`;
    for (const path of ["", "live", "metrics", "nothing"]) {
      assert.is((await ask(url + path)).status, 401, path);
      assert.is((await ask(url + path, { authorization: `Bearer ${TOKEN}x` })).status, 401);
      assert.is((await ask(url + path, { authorization: basic(`me:${TOKEN.slice(1)}`) })).status, 401);
    }
    assert.is(
      (await ask(`${url}live`, { authorization: `Bearer ${TOKEN}`, host: "metrics.example" })).status,
      200,
    );
    assert.is((await ask(`${url}live`, { authorization: basic(`me:${TOKEN}`) })).status, 200);
  }));

test("what would be open to everybody is refused, and so are wrong options and a port that is taken", async () => {
  const refused = async (options: MetricsServerOptions): Promise<string> => {
    try {
      await (await serveMetrics(options)).close();
    } catch (error) {
      return error instanceof BlogConfigError ? error.message : ((error as NodeJS.ErrnoException).code ?? "");
    }
    return "";
  };
  assert.is(
    await refused({ port: 0, host: "0.0.0.0" }),
    'host is "0.0.0.0", but must be a loopback address (127.0.0.1) where no token is given.',
  );
  assert.match(await refused({ port: 0, token: "short" }), /at least 16 characters/);
  assert.match(await refused({ port: 70_000 }), /port is 70000, but must be a whole number/);
  await serving({}, async ({ port }) => assert.is(await refused({ port }), "EADDRINUSE"));
});

test("metrics that cannot be read are said to be so", () =>
  serving({ read: () => Promise.reject(new Error("worker 3 is gone")) }, async ({ url }) => {
    assert.equal(await ask(`${url}live`), { status: 500, text: "the metrics could not be read\n" });
    assert.is((await ask(`${url}metrics`)).status, 500);
  }));

test("the page is redacted where the lines are not", () =>
  serving({}, async ({ url }, logger) => {
    logger.error("mail jane@example.com", C.API_LAYER, "jane@example.com", {
      error: new Error("card 4111 1111 1111 1111"),
      correlationId: "jane@example.com",
    });
    const { text } = await ask(`${url}live`);
    assert.match(text, /EMAIL_REDACTED/);
    assert.not.match(text, /jane@|4111/);
  }));

test("keeps no process alive", async () => {
  const ended = await runBeside(`
    const { serveMetrics } = await import(${JSON.stringify(esm("http"))});
    const { url } = await serveMetrics({ port: 0 });
    process.stdout.write(String((await fetch(url + "live")).status));
  `);
  assert.is(ended.status, 0, ended.stderr);
  assert.is(ended.stdout, "200");
});

type Axe = {
  run: () => Promise<{ violations: readonly { id: string; nodes: readonly { html: string }[] }[] }>;
};

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8"));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations: found } = await axe.run();
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}

/** Opens the page; everything that it complains of is kept. */
async function open(browser: Browser, url: string): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("dialog", (dialog) => {
    problems.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (asked) => {
    if (!asked.url().startsWith(url)) problems.push(`loads ${asked.url()}`);
  });
  await page.goto(url);
  return { page, problems };
}

const tile = (page: Page, name: string): Promise<string> =>
  page.locator(`dt:text-is("${name}") + dd`).innerText();

const amount = async (page: Page, name: string): Promise<number> =>
  Number((await tile(page, name)).replaceAll(",", ""));

/** The page's policy lets no test evaluate a text in it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, "waited 30 s in vain");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test("shows what happens as it happens, under load, and to everybody", async ({ browser }) => {
  if (!hasChromium) return;
  await serving({}, async ({ url }, logger) => {
    const load = setInterval(() => {
      for (let index = 0; index < 200; index += 1) {
        const performance = { durationMs: (index % 50) + 1 };
        logger.info("done", C.TOOL_OPERATIONS, `Tool${index % 5}`, { performance });
      }
      logger.error(HOSTILE, C.AGENT_OPERATIONS, HOSTILE, { error: new Error(HOSTILE) });
      logger.span("ReactAgent.run", C.AGENT_OPERATIONS, () => undefined);
    }, 20);
    const { page, problems } = await open(browser, url);
    try {
      await page.getByText("Live", { exact: true }).waitFor();
      const first = await amount(page, "Records");
      await until(async () => (await amount(page, "Records")) > first);
      await until(async () => (await amount(page, "Records a second")) > 100);
      const row = await page.locator("#categories tbody tr", { hasText: "tool_operations" }).innerText();
      assert.match(row, /\b25 ms\b.*\b50 ms\b/);
      assert.match(await page.locator("#components").innerText(), /ReactAgent/);
      const shown = await page.locator("#errors tbody tr").first().innerText();
      assert.is(shown.split(HOSTILE).length - 1, 3);
      assert.equal(await violations(page), []);
      await page.emulateMedia({ colorScheme: "dark" });
      assert.equal(await violations(page), []);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/live.png`, fullPage: true });
      await page.setViewportSize({ width: 400, height: 800 });
      assert.is(
        await page.locator("html").evaluate(({ scrollWidth }: { scrollWidth: number }) => scrollWidth <= 400),
        true,
      );

      await page.getByRole("button", { name: "Pause" }).click();
      const paused = await tile(page, "Records");
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.is(await tile(page, "Records"), paused);
      assert.equal(problems, []);
    } finally {
      clearInterval(load);
      await page.close();
    }
  });
});

test("says when nobody answers any more, and goes on when somebody does", async ({ browser }) => {
  if (!hasChromium) return;
  const { logger } = createTestLogger();
  const first = await serveMetrics({ port: 0, logger });
  const { page } = await open(browser, first.url);
  await page.getByText("Live", { exact: true }).waitFor();
  await first.close();
  await page.getByText(/^No answer since .* is from before\.$/).waitFor();
  const second = await serveMetrics({ port: first.port, logger });
  await page.getByText("Live", { exact: true }).waitFor();
  await page.close();
  await second.close();
});

test("a browser is asked for the token, and all workers are one", async ({ browser }) => {
  if (!hasChromium) return;
  const loggers = [createTestLogger(), createTestLogger()].map(({ logger }) => logger);
  for (const logger of loggers) logger.info("x", C.API_LAYER, "Api");
  const read = () => mergeMetrics(loggers.map((logger) => logger.getMetrics()));
  await serving({ read, token: TOKEN }, async ({ url }) => {
    const { page } = await open(browser, url.replace("//", `//me:${TOKEN}@`));
    await page.getByText("Live", { exact: true }).waitFor();
    assert.is(await tile(page, "Records"), "2");
    await page.close();
  });
});

test.run();
