import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "../support/workspace-browser.ts";
import { knowledgeText, openShop, type Shop } from "../support/workspace-shop.ts";

let browser: TestBrowser;
let shop: Shop;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser[Symbol.asyncDispose]());

const requester = (page: Page) => page.locator("section[data-pane=requester]");
const advisor = (page: Page) => page.locator("section[data-pane=advisor]");

async function write(pane: Locator, words: string): Promise<void> {
  const composer = pane.locator(".composer textarea");
  await composer.fill(words);
  await composer.press("Enter");
}

/** Waits until the nth answer stands complete, with its feedback buttons. */
async function answer(pane: Locator, n: number): Promise<Locator> {
  const message = pane.locator(".message.by-agent", { has: pane.page().locator(".feedback") }).nth(n);
  await message.waitFor();
  return message;
}

describe("a newcomer on the playground's page", () => {
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop[Symbol.asyncDispose]());

  test("asks, asks on, talks to an advisor and back, playing both parts", async () => {
    const { page, complaints } = await browser.visit(shop.workspace.origin);
    const left = requester(page);
    const right = advisor(page);

    await left.getByRole("button", { name: "インフラエンジニアとバックエンドエンジニアの違いは?" }).click();
    const first = await answer(left, 0);
    const knowledge = knowledgeText();
    await first.locator(".more-sources summary").click();
    const quotes = await first.locator(".source-quote").allTextContents();
    expect(quotes.length).toBeGreaterThan(1);
    for (const quote of quotes) expect(knowledge).toContain(quote.trim().replace(/^「|」$/g, ""));
    await first.locator("[data-cite='1']").first().click();
    await first.locator("[data-source='1']:focus").waitFor();

    await write(left, "じゃあ年収は?");
    await (await answer(left, 1)).getByText("年収").first().waitFor();

    await write(left, "人と話したい");
    await left.getByRole("button", { name: "この内容で相談する" }).click();
    await left.getByText("相談をお預かりしました。次にご案内します。").waitFor();

    await right.getByRole("button", { name: "担当する", exact: true }).click();
    await left.getByText("森 めいさんが加わりました").waitFor();
    await write(left, "運用を3年しています");
    await right.locator(".reply-line", { hasText: "運用を3年しています" }).click();
    await right.locator(".message", { hasText: "運用を3年しています" }).last().waitFor();
    await right.getByRole("link", { name: "やりとりを見る" }).first().click();
    await right.locator(".message.pointed", { hasText: "相談前の質問" }).waitFor();
    await right.getByRole("button", { name: "返信を書く" }).first().click();
    const reply = right.getByRole("dialog");
    await reply.locator("textarea").fill("設計にも関われる案件を、一緒に探しましょう。");
    await reply.locator("button[type=submit]").click();
    await left.getByText("設計にも関われる案件を、一緒に探しましょう。").waitFor();

    await right.getByRole("button", { name: "解決にする" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "解決にする" }).click();
    await left.getByText("相談はここで一区切りです").waitFor();
    await write(left, "データベースのスキルって評価される?");
    await left.locator(".message.by-agent", { hasText: "データベース" }).last().waitFor();
    expect(complaints).toEqual([]);

    await shop.restartBot();
    await page.reload();
    await left.getByText("相談はここで一区切りです").waitFor();
    await page.locator(".presence[data-state=connected]").waitFor();
  });
});

describe("the page itself", () => {
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop[Symbol.asyncDispose]());

  test("shows words as words, whatever they hold", async () => {
    const { page, complaints } = await browser.visit(shop.workspace.origin);
    const nasty = '<img src=x onerror="document.title=1"> **太字** <script>1</script> &amp; \u0000 z̸̛̤̈';
    await write(requester(page), nasty);
    await requester(page).locator(".message.mine").getByText("<script>1</script> &amp;").waitFor();
    await answer(requester(page), 0);
    expect(await page.locator(".message img:not(.avatar)").count()).toBe(0);
    expect(await page.title()).toContain("しるべ");
    expect(complaints).toEqual([]);
  });

  test("does not send while an input method is still composing", async () => {
    const { page } = await browser.visit(shop.workspace.origin);
    const before = shop.workspace.messages(shop.workspace.person("requester").dmChannelId).length;
    const composer = requester(page).locator(".composer textarea");
    await composer.fill("へんかんちゅう");
    await composer.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
    expect(await composer.inputValue()).toBe("へんかんちゅう");
    expect(shop.workspace.messages(shop.workspace.person("requester").dmChannelId)).toHaveLength(before);
  });

  test("speaks English on request, with a requester whose Slack does", async () => {
    const { page } = await browser.visit(shop.workspace.origin);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Requester" }).waitFor();
    await expect.poll(() => requester(page).locator(".who option:checked").textContent()).toBe("Alex Carter");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  });

  test("fits a phone: one screen at a time, nothing wider than it, news on the way to the other", async () => {
    const phone = { viewport: { width: 375, height: 720 }, isMobile: true, hasTouch: true };
    const { page } = await browser.visit(shop.workspace.origin, phone);
    expect(await requester(page).isVisible()).toBe(true);
    expect(await advisor(page).isVisible()).toBe(false);
    shop.workspace.person("advisor2").say(shop.workspace.advisorChannelId, "おはようございます");
    await page.getByRole("button", { name: /アドバイザー.*未読1件/ }).click();
    await advisor(page).getByText("おはようございます").waitFor();
    expect(Number(await page.evaluate("document.documentElement.scrollWidth"))).toBeLessThanOrEqual(375);
  });

  test("can be used without a mouse", async () => {
    const { page } = await browser.visit(shop.workspace.origin);
    await requester(page).getByRole("combobox", { name: "だれとして使うか" }).focus();
    await page.keyboard.type("Alex");
    const chip = requester(page).locator(".chip").first();
    await chip.focus();
    await page.keyboard.press("Enter");
    const message = await answer(requester(page), 0);
    await message.getByRole("button", { name: "Helpful" }).first().focus();
    await page.keyboard.press("Space");
    await expect.poll(() => message.locator(".feedback [aria-pressed=true]").count()).toBe(1);
  });
});
