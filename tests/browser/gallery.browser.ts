import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startPlayground } from "../../src/playground/playground.ts";
import type { Workspace } from "../../src/playground/workspace.ts";
import { type ConnectedApp, connectApp } from "../support/workspace-app.ts";
import { openBrowser, type TestBrowser } from "../support/workspace-browser.ts";
import { gallery } from "../support/workspace-gallery.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let submitted: Record<string, unknown>[];
let browser: TestBrowser;
let workspace: Workspace;
let app: ConnectedApp;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser[Symbol.asyncDispose]());
beforeEach(async () => {
  submitted = [];
  workspace = await startPlayground();
  app = await connectApp(workspace, gallery(submitted));
});
afterEach(async () => {
  await app[Symbol.asyncDispose]();
  await workspace.close();
});

/** What axe finds on the page as it stands, one line a kind with the first place it is found. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate("axe.run().then((result) => result.violations)")) as {
    id: string;
    nodes: { html: string; failureSummary: string }[];
  }[];
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary} (${nodes.length})`,
  );
}

async function everything(page: Page) {
  const left = page.locator("section[data-pane=requester]");
  await left.locator(".composer textarea").fill("見せて");
  await left.locator(".composer textarea").press("Enter");
  await left.locator(".ephemeral").waitFor();
  return left;
}

describe("every part of a message and a window", () => {
  test.each(["light", "dark"] as const)("has no barrier that axe knows, in %s", async (colorScheme) => {
    const { page, complaints } = await browser.visit(workspace.origin, { colorScheme });
    expect(await barriers(page)).toEqual([]);
    const left = await everything(page);
    expect(await barriers(page)).toEqual([]);
    await left.getByRole("button", { name: "ひらく" }).click();
    await left.getByRole("dialog").waitFor();
    expect(await barriers(page)).toEqual([]);
    await left.getByRole("dialog").getByRole("button", { name: "やめる" }).click();
    expect(complaints).toEqual([]);
  });

  test("a window refuses what is missing where it is missing, and sends what was entered", async () => {
    const { page } = await browser.visit(workspace.origin);
    const left = await everything(page);
    await left.getByRole("button", { name: "ひらく" }).click();
    const dialog = left.getByRole("dialog");
    await dialog.getByRole("button", { name: "送る" }).click();
    await dialog.getByText("入力してください。").first().waitFor();
    expect(await dialog.locator("textarea").getAttribute("aria-invalid")).toBe("true");

    await dialog.getByLabel("文").fill("設計がしたい");
    await dialog.getByLabel("選ぶ").selectOption("土日");
    await dialog.getByRole("group", { name: "いくつか" }).getByText("平日").first().click();
    await dialog.getByLabel("時刻").fill("19:30");
    await dialog.getByLabel("人").selectOption({ label: "森 めい" });
    await dialog.getByRole("button", { name: "送る" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(submitted.at(-1)).toMatchObject({
      文: { value: { type: "plain_text_input", value: "設計がしたい" } },
      選ぶ: { value: { selected_option: { value: "土日" } } },
      どちらか: { value: { selected_option: { value: "平日" } } },
      いくつか: { value: { selected_options: [{ value: "平日" }] } },
      日: { value: { selected_date: "2026-12-01" } },
      時刻: { value: { selected_time: "19:30" } },
      人: { value: { selected_user: workspace.person("advisor").id } },
    });
  });

  test("a dangerous button asks first; a table turns its pages; more sources open", async () => {
    const { page } = await browser.visit(workspace.origin);
    const left = await everything(page);
    const before = submitted.length;
    await left.locator(".actions").getByRole("button", { name: "やめる" }).click();
    await left.getByRole("alertdialog").getByRole("button", { name: "いいえ" }).click();
    expect(submitted).toHaveLength(before);
    await left.locator(".actions").getByRole("button", { name: "やめる" }).click();
    await left.getByRole("alertdialog").getByRole("button", { name: "はい" }).click();
    await expect.poll(() => submitted.at(-1)).toMatchObject({ action_id: "drop" });

    const table = left.getByRole("group", { name: "比べる" }).last();
    await left.getByRole("button", { name: "次へ" }).click();
    expect(await table.textContent()).toContain("二");
    await left.getByText("ほか2件の出典").click();
    await left.getByText("「文5」").waitFor();
  });

  test("one's own message can be edited and deleted where it stands", async () => {
    const { page } = await browser.visit(workspace.origin);
    const left = await everything(page);
    const mine = left.locator(".message.mine").last();
    await mine.hover();
    await mine.locator("summary").click();
    await mine.getByRole("button", { name: "編集" }).click();
    await mine.locator("textarea").fill("直しました");
    await mine.getByRole("button", { name: "保存" }).click();
    await left.getByText("編集済み").waitFor();
    await left.locator(".message.mine").last().locator("summary").click();
    await left.locator(".message.mine").last().getByRole("button", { name: "削除" }).click();
    await left.getByRole("alertdialog").getByRole("button", { name: "削除" }).click();
    await left.locator(".message", { hasText: "この発言は削除されました" }).waitFor();
    expect(await left.locator(".message", { hasText: "直しました" }).count()).toBe(0);
  });

  test("a file can be added, and the bot called by name in a channel", async () => {
    const { page } = await browser.visit(workspace.origin);
    const left = page.locator("section[data-pane=requester]");
    await left.locator("input[type=file]").setInputFiles({
      name: "職務経歴.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("経歴"),
    });
    await left.getByRole("button", { name: "職務経歴.txt を外す" }).waitFor();
    await left.getByRole("button", { name: "送信" }).click();
    await left.getByRole("link", { name: /職務経歴.txt/ }).waitFor();
    const [message] = workspace.person("requester").messages();
    expect(message?.files).toMatchObject([{ name: "職務経歴.txt", mimetype: "text/plain", size: 6 }]);

    await left.getByRole("button", { name: "# general" }).click();
    await left.getByRole("button", { name: "チャット" }).click();
    await left.getByRole("link", { name: /職務経歴.txt/ }).waitFor();
    await left.getByRole("button", { name: "# general" }).click();
    await left.locator(".extras summary").click();
    await left.getByRole("button", { name: "@Shirube を呼ぶ" }).click();
    await page.keyboard.type("年収は?");
    await page.keyboard.press("Enter");
    await left.locator(".message.mine .mention").waitFor();
    expect(workspace.messages(workspace.generalChannelId)[0]?.text).toBe(`<@${workspace.botUserId}> 年収は?`);
  });
});
