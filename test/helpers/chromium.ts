import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);

/** Whether there is a browser to test with. CI installs one; elsewhere its absence is said. */
export const hasChromium = CHROMIUM !== undefined;
if (!hasChromium) console.error("NO CHROMIUM: pages are not tested (apt-get install chromium)");

export type Browser = BrowserContext & { readonly end: () => Promise<void> };

/** A real browser with an empty profile. */
export async function openBrowser(): Promise<Browser> {
  if (!CHROMIUM) throw new Error("there is no Chromium");
  const profile = mkdtempSync(join(tmpdir(), "chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    viewport: { width: 1280, height: 900 },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const end = async (): Promise<void> => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return Object.assign(context, { end });
}
