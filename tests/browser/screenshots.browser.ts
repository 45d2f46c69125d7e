import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "../support/workspace-browser.ts";
import { openShop, type Shop } from "../support/workspace-shop.ts";

/** Where the README's pictures go; a plain test run draws them beside, so that it changes nothing. */
const DOCS = join(import.meta.dirname, "../../docs/screenshots");
const wanted = process.env.UPDATE_SCREENSHOTS === "1";
let folder: string;
let browser: TestBrowser;
let shop: Shop;

beforeAll(async () => {
  folder = wanted ? DOCS : mkdtempSync(join(tmpdir(), "screenshots-"));
  mkdirSync(join(folder, "dark"), { recursive: true });
  browser = await openBrowser();
  shop = await openShop();
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await browser[Symbol.asyncDispose]();
  if (!wanted) rmSync(folder, { recursive: true });
});

/** Draws the page in light and in dark once its fonts and last answer stand. */
async function draw(page: Page, name: string): Promise<void> {
  await page.evaluate("document.fonts.ready");
  await page.mouse.move(1, 1);
  for (const [colorScheme, beside] of [
    ["dark", "dark"],
    ["light", "."],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    const path = join(folder, beside, `${name}.png`);
    await page.screenshot({ path, animations: "disabled", caret: "hide" });
    expect(statSync(path).size).toBeGreaterThan(20_000);
  }
}

const panes = (page: Page) => ({
  left: page.locator("section[data-pane=requester]"),
  right: page.locator("section[data-pane=advisor]"),
});

/** Opens a window, draws it and closes it again. */
async function drawWindow(page: Page, pane: Locator, button: string, name: string): Promise<void> {
  await pane.getByRole("button", { name: button, exact: true }).first().click();
  await pane.getByRole("dialog").waitFor();
  await draw(page, name);
  await pane.getByRole("dialog").getByRole("button", { name: "閉じる" }).first().click();
}

/** Everything a visitor sees from the first question to an advisor's reply. */
async function story(page: Page): Promise<void> {
  const { left, right } = panes(page);
  await draw(page, "welcome");
  await left.getByRole("button", { name: "インフラエンジニアとバックエンドエンジニアの違いは?" }).click();
  await left.locator(".feedback").waitFor();
  await draw(page, "conversation");
  await left.getByRole("button", { name: "役に立たなかった" }).first().click();
  await left.getByRole("dialog").waitFor();
  await draw(page, "feedback");
  await left.getByRole("dialog").getByRole("button", { name: "閉じる" }).first().click();
  await left.locator(".composer textarea").fill("/career ask 年収はどう決まりますか?");
  await left.locator(".composer textarea").press("Enter");
  await left.locator(".ephemeral", { hasText: "チャンネルに共有" }).waitFor();
  await draw(page, "private");
  await left.locator(".composer textarea").fill("/career help");
  await left.locator(".composer textarea").press("Enter");
  await left.locator(".ephemeral", { hasText: "/career ask" }).last().waitFor();
  await draw(page, "help");
  await left.locator(".composer textarea").fill("人と話したい");
  await left.locator(".composer textarea").press("Enter");
  await left.getByRole("button", { name: "内容を直す" }).click();
  await left.getByRole("dialog").waitFor();
  await draw(page, "brief");
  await left.getByRole("dialog").locator("button[type=submit]").click();
  await right.getByRole("button", { name: "担当する", exact: true }).waitFor();
  await draw(page, "queue");
  await drawWindow(page, right, "今回は見送る", "decline");
  await right.getByRole("button", { name: "担当する", exact: true }).click();
  await left.getByText("森 めいさんが加わりました").waitFor();
  await left.locator(".composer textarea").fill("運用を3年しています。設計に進みたいです。");
  await left.locator(".composer textarea").press("Enter");
  await right.locator(".reply-line", { hasText: "運用を3年" }).waitFor();
  await right.getByRole("button", { name: "返信を書く" }).first().click();
  await right
    .getByRole("dialog")
    .locator("textarea")
    .fill("ありがとうございます。まずは、いまの構成図を一緒に見てみましょう。");
  await draw(page, "reply");
  await right.getByRole("dialog").locator("button[type=submit]").click();
  await left.getByText("いまの構成図を一緒に見てみましょう").waitFor();
  await draw(page, "handoff");
}

describe("pictures for the README", () => {
  test("a conversation and a handoff, each in light and in dark, and on a phone", async () => {
    const visit = async (options: BrowserContextOptions) =>
      (await browser.visit(shop.workspace.origin, { deviceScaleFactor: 1.5, ...options })).page;
    const page = await visit({});
    await story(page);
    const { left, right } = panes(page);
    await right.locator(".reply-line").click();
    await draw(page, "relay");
    await right.locator(".composer textarea").fill("来週の面談で、構成図を一緒に見ましょう。");
    await right.locator(".composer textarea").press("Enter");
    await right.getByRole("button", { name: "相談者に送る" }).waitFor();
    await draw(page, "draft");
    await right.getByRole("button", { name: "送らない" }).click();
    await right.getByRole("button", { name: "解決にする" }).first().click();
    await right.getByRole("dialog").waitFor();
    await draw(page, "resolve");
    await right.getByRole("dialog").locator("button[type=submit]").click();
    await left.getByText("相談はここで一区切りです").waitFor();
    await draw(page, "resolved");
    await drawWindow(page, right, "回答の根拠", "why");
    await drawWindow(page, right, "知識に残す", "lesson");
    for (const pane of [left, right]) {
      await pane.getByRole("button", { name: "ホーム", exact: true }).click();
      await pane.locator(".home .block-header").first().waitFor();
    }
    await draw(page, "home");
    await drawWindow(page, left, "質問する", "ask");
    await right.getByRole("button", { name: "不在にする", exact: true }).click();
    await right.getByRole("dialog").waitFor();
    await draw(page, "away");
    await right.getByRole("dialog").locator("button[type=submit]").click();
    await right.getByText("不在にしています").waitFor();
    await draw(page, "away-home");
    await left.getByRole("button", { name: "どちらに近いか整理する" }).click();
    const dialog = left.getByRole("dialog");
    await dialog.getByText("システム全体を見渡したい").click();
    await dialog.getByText("機能やロジックを考え").click();
    await dialog.getByText("どちらも同じくらい").nth(2).click();
    await draw(page, "fit");
    await dialog.locator("button[type=submit]").click();
    await dialog.getByText("バックエンドエンジニアに近い答え").waitFor();
    await draw(page, "fit-result");
    await dialog.getByRole("button", { name: "閉じる" }).first().click();
    await left.getByRole("button", { name: "キャリアの道筋" }).click();
    await dialog.getByText("→ ネットワークスペシャリスト").waitFor();
    await draw(page, "map");
    await dialog.getByRole("button", { name: "閉じる" }).first().click();

    const phone = await visit({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await panes(phone).left.getByText("いまの構成図を一緒に見てみましょう").waitFor();
    await draw(phone, "phone");

    await left.getByRole("button", { name: "チャット", exact: true }).click();
    await left.getByRole("button", { name: "30日後に聞いてほしい" }).click();
    await left.getByText("30日後に、このスレッドで一度だけ").waitFor();
    shop.daysPass(30);
    await left.getByText("その後いかがですか").waitFor({ timeout: 60_000 });
    await left.getByRole("button", { name: "試した", exact: true }).scrollIntoViewIfNeeded();
    await draw(page, "check-in");
  });
});
