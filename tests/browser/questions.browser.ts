import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBrowser, type TestBrowser, type Visitor } from "../support/workspace-browser.ts";
import { knowledgeText, openShop, type Shop } from "../support/workspace-shop.ts";

let browser: TestBrowser;
let shop: Shop;
let visitor: Visitor;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser[Symbol.asyncDispose]());
beforeEach(async () => {
  shop = await openShop();
  visitor = await browser.visit(shop.workspace.origin);
});
afterEach(async () => {
  await visitor.page.context().close();
  await shop[Symbol.asyncDispose]();
});

/** Asks, and waits for the whole answer. */
async function ask(question: string): Promise<Locator> {
  const left = visitor.page.locator("section[data-pane=requester]");
  const before = await left.locator(".feedback").count();
  await left.locator(".composer textarea").fill(question);
  await left.locator(".composer textarea").press("Enter");
  const answer = left.locator(".message.by-agent", { has: visitor.page.locator(".feedback") }).nth(before);
  await answer.waitFor();
  return answer;
}

/** The quotations shown under an answer, each of which must stand in the knowledge word for word. */
async function quotesOf(answer: Locator): Promise<string[]> {
  const quotes = await answer.locator(".source-quote").allTextContents();
  const knowledge = knowledgeText();
  const bare = quotes.map((quote) => quote.trim().replace(/^[「“]|[」”]$/g, ""));
  expect(bare.filter((quote) => !knowledge.includes(quote))).toEqual([]);
  return bare;
}

describe("what a newcomer asks on the page", () => {
  test.each([
    "インフラエンジニアとバックエンドエンジニアの違いは?",
    "運用ばかりで将来が不安です",
    "インフラエンジニアのキャリアパスを教えて",
    "データベースのスキルって評価される?",
    "What does a backend engineer do?",
  ])("is answered in the words of the knowledge: %s", async (question) => {
    const answer = await ask(question);
    expect((await quotesOf(answer)).length).toBeGreaterThan(0);
    expect(await answer.locator("[data-cite]").count()).toBeGreaterThan(0);
  });

  test("is understood when it goes on from the question before", async () => {
    await ask("インフラエンジニアとバックエンドエンジニアの違いは?");
    const answer = await ask("じゃあ年収は?");
    expect((await quotesOf(answer)).join("")).toContain("年収");
  });

  test("is told when the knowledge gives no figure, and may talk to a person instead", async () => {
    const answer = await ask("平均年収は何万円?");
    expect(await answer.textContent()).not.toMatch(/\d+万円/);
    await answer.getByRole("button", { name: "人に相談する" }).waitFor();
  });

  test("is kindly turned back when it is about something else", async () => {
    const answer = await ask("明日の天気は?");
    expect(await answer.locator(".source").count()).toBe(0);
    expect(await answer.textContent()).toMatch(/キャリア|エンジニア/);
  });

  test("leads to a person when one is asked for, with nothing sent before consent", async () => {
    await ask("人と話したい");
    await visitor.page.getByRole("button", { name: "この内容で相談する" }).waitFor();
    expect(shop.workspace.messages(shop.workspace.advisorChannelId)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });

  test("is kindly turned back even after a question about pay", async () => {
    await ask("平均年収は何万円?");
    const answer = await ask("明日の天気は?");
    expect(await answer.locator(".source").count()).toBe(0);
  });

  test("loses its answer when it is deleted, although Slack leaves a tombstone in its place", async () => {
    await ask("インフラエンジニアの将来性は?");
    const person = shop.workspace.person("requester");
    const [question] = person.messages();
    if (question) person.delete(question);
    await shop.workspace.settled();
    await visitor.page.locator(".source-quote").first().waitFor({ state: "detached", timeout: 3_000 });
  });
});
