import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Folder, folder } from "../cli/harness.ts";
import { type Browser, hasChromium, openBrowser } from "../helpers/chromium.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core");

const AGENT = `import pino from "pino";
const log = pino();
export class Agent {
  async run(task) {
    log.info({ task }, "</script><img src=x onerror=alert(1)>");
    try {
      return await this.step(task);
    } catch (error) {
      return undefined;
    }
  }
  async step(task) {
    return \`a
template \${task}\`;
  }
}
export async function all(list) {
  await Promise.allSettled(list);
}
`;

type World = { browser: Browser; at: Folder; page: Page; problems: string[] };
const test = suite<World>("the page of --report");

test.before(async (world) => {
  if (!hasChromium) return;
  world.browser = await openBrowser();
  world.at = folder({
    "package.json": '{ "name": "app", "type": "module" }',
    "src/agents/agent.js": AGENT,
    "src/agents/<b onclick=alert(1)>.js": 'console.log("x");\n',
    "src/tools/quiet.js": "export const one = 1;\n",
    "src/tools/broken.js": "const = ;\n",
  });
  world.at.run("src", "--report", "review.html", "--force");
});
test.after(async ({ browser, at }) => {
  await browser?.end();
  at?.remove();
});
test.before.each(async (world) => {
  if (!hasChromium) return;
  world.page = await world.browser.newPage();
  world.problems = [];
  world.page.on("pageerror", (error) => world.problems.push(error.message));
  world.page.on("console", (message) => world.problems.push(message.text()));
  world.page.on("dialog", (dialog) => {
    world.problems.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  world.page.on("request", (request) => {
    if (!request.url().startsWith("file:")) world.problems.push(`loads ${request.url()}`);
  });
  await world.page.goto(`file://${world.at.root}/review.html`);
});
test.after.each(async ({ page, problems }) => {
  await page?.close();
  assert.equal(problems ?? [], []);
});

type Axe = {
  run: () => Promise<{ violations: readonly { id: string; nodes: readonly { html: string }[] }[] }>;
};

/** What axe finds on the page, a line each. It gets in as a script of the test's own, past the page's policy. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(AXE, "utf8"));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations: found } = await axe.run();
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  });
}

const open = (page: Page, name: string): Promise<void> =>
  page.locator("#files a", { hasText: name }).first().click();

if (hasChromium) {
  test("tells how much of all there is was done, and where error paths are covered", async ({ page }) => {
    const text = await page.locator("#main").innerText();
    assert.match(text, "4 files: 2 changed, 1 unchanged, 0 left alone, 1 failed.");
    assert.match(text, /Log calls mirrored\s+2\s+0 \(0 %\)\s+2 \(100 %\)\s+0/);
    assert.match(text, /src\/agents\/\s+2\s+0 %\s+50 %/);
    assert.match(text, /log-call\s+2/);
    assert.match(text, "settled-rejections");
  });

  test("shows a file's difference side by side, with its edits, declines and findings", async ({ page }) => {
    await open(page, "agent.js");
    assert.is(await page.locator("h2:focus").innerText(), "src/agents/agent.js");
    assert.match(await page.title(), /^src\/agents\/agent\.js/);
    const added = await page.locator("td.ins").allInnerTexts();
    assert.ok(added.some((line) => line.includes("import { getLogger, LogCategory } from")));
    assert.ok(added.some((line) => line.includes("</script><img src=x onerror=alert(1)>")));
    assert.ok((await page.locator(".hljs-keyword").count()) > 3);
    const main = await page.locator("#main").innerText();
    assert.match(main, "Declined:");
    assert.match(main, "err/settled-rejections");
    assert.is(await page.locator("img, [onclick]").count(), 0);
  });

  test("finds files by words, and filters them", async ({ page }) => {
    const shown = (): Promise<number> => page.locator("#files li:visible").count();
    assert.is(await shown(), 4);
    await page.keyboard.press("/");
    await page.keyboard.type("agents swallowed-nothing");
    assert.is(await shown(), 0);
    await page.locator("#search").fill("AGENTS/");
    assert.is(await shown(), 2);
    assert.is(await page.getByRole("status").innerText(), "2 of 4 files shown");
    await page.locator("#search").fill("");
    await page.getByLabel("unchanged").uncheck();
    assert.is(await shown(), 3);
    await page.getByLabel("with lint findings").check();
    assert.is(await shown(), 1);
  });

  test("goes from file to file by keys, and back by the browser's own", async ({ page }) => {
    await page.keyboard.press("j");
    await page.locator("#file-title").waitFor();
    const first = await page.locator("h2#file-title").innerText();
    await page.keyboard.press("j");
    await page.locator("#file-title", { hasNotText: first }).waitFor();
    await page.keyboard.press("k");
    await page.locator("#file-title", { hasText: first }).waitFor();
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await page.locator("#overview-title").waitFor();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`has nothing that axe objects to, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      assert.equal(await violations(page), []);
      await open(page, "agent.js");
      assert.equal(await violations(page), []);
    });
  }

  test("fits a narrow window without scrolling sideways", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 700 });
    await open(page, "agent.js");
    const wide = Number(await page.evaluate("document.documentElement.scrollWidth"));
    assert.ok(wide <= 360, String(wide));
  });

  test("prints the whole page", async ({ page }) => {
    await page.emulateMedia({ media: "print" });
    assert.is(await page.locator("#search").isVisible(), false);
    assert.is(await page.evaluate("getComputedStyle(document.body).display"), "block");
  });
}

test("a report that cannot be written is refused before anything is done", () => {
  const at = folder({ "a.js": 'console.log("x");\n' });
  const { code, err } = at.run("a.js", "--report", "no/such/page.html");
  assert.is(code, 2);
  assert.match(err, "the folder of no/such/page.html does not exist");
  assert.is(at.read("a.js"), 'console.log("x");\n');
  at.remove();
});

test.run();
