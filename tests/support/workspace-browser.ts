import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Where Debian and others put it; another place can be named in CHROMIUM. */
const CANDIDATES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface TestBrowser extends AsyncDisposable {
  /** A fresh visitor on the page. */
  visit(origin: string, options?: BrowserContextOptions): Promise<Visitor>;
}

export interface Visitor {
  readonly page: Page;
  /** What the page complained about: errors, refused requests, broken rules of its own policy. */
  readonly complaints: readonly string[];
}

/** A headless Chromium for journeys on the playground's page. */
export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
  if (!executablePath)
    throw new Error("No Chromium found: install Debian's chromium or name one in CHROMIUM.");
  const browser: Browser = await chromium.launch({ executablePath, args: FLAGS });
  return {
    async visit(origin, options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: "ja-JP",
        timezoneId: "Asia/Tokyo",
        ...options,
      });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => {
        if (!request.url().startsWith(origin) && !request.url().startsWith("data:"))
          complaints.push(`asked ${request.url()}`);
      });
      await page.goto(origin);
      await page.locator(".presence[data-state=connected]").waitFor();
      return { page, complaints };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
