import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseManifest } from "../../src/playground/manifest.ts";
import { startPlayground } from "../../src/playground/playground.ts";
import type { Workspace } from "../../src/playground/workspace.ts";
import { PLAYGROUND_TEXTS } from "../../src/texts/playground.ts";

const PAGE = join(import.meta.dirname, "../../src/playground/page");
let workspace: Workspace;

beforeAll(async () => {
  workspace = await startPlayground({
    manifest: parseManifest(readFileSync(join(PAGE, "../../../manifest.json"), "utf8")),
  });
});
afterAll(() => workspace.close());

const get = (path: string) => fetch(workspace.origin + path);
const post = (body: string, type = "application/json") =>
  fetch(`${workspace.origin}/act`, { method: "POST", headers: { "Content-Type": type }, body });
const as = (action: Record<string, unknown>) =>
  post(JSON.stringify({ as: workspace.person("requester").id, action }));

/** Reads the event stream until an event satisfies, then hangs up; `connected` runs after the first bytes. */
async function fromFeed(
  satisfies: (event: { name: string; data: Record<string, unknown> }) => boolean,
  connected: () => void = () => {},
) {
  const hangUp = new AbortController();
  const response = await fetch(`${workspace.origin}/feed`, { signal: hangUp.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value = "", done } = (await reader?.read()) ?? { done: true };
    if (text === "") connected();
    text += value;
    const events = text
      .split("\n\n")
      .slice(0, -1)
      .map((event) => {
        const [, name = "", data = "{}"] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? [];
        return { name, data: JSON.parse(data) as Record<string, unknown> };
      });
    const found = events.find(satisfies);
    if (found || done) {
      hangUp.abort();
      return found;
    }
  }
}

describe("the playground's page", () => {
  test("asks nothing of any other host and runs nothing but its own files", async () => {
    const response = await get("/");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    const sources = readdirSync(PAGE).filter((name) => name !== "avatar.svg");
    const text = sources.map((name) => readFileSync(join(PAGE, name), "utf8")).join("\n");
    expect(text).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|eval\(/);
    expect(text).not.toMatch(/(src|href)="https?:|url\(https?:|@import/);
    expect(await response.text()).not.toMatch(/<script>|<style>|\son\w+=/);
  });

  test("serves its files and not its neighbours", async () => {
    for (const name of [...readdirSync(PAGE), "marked.js"]) {
      const response = await get(name === "index.html" ? "/" : `/page/${name}`);
      expect([name, response.status]).toEqual([name, 200]);
    }
    for (const path of [
      "/page/../workspace.ts",
      "/page/%2e%2e/workspace.ts",
      "/page/nothing.js",
      "/package.json",
    ])
      expect((await get(path)).status).toBe(404);
  });

  test("has every one of its words in both languages, and uses no others", async () => {
    expect(Object.keys(PLAYGROUND_TEXTS.en).sort()).toEqual(Object.keys(PLAYGROUND_TEXTS.ja).sort());
    const text = readdirSync(PAGE)
      .filter((name) => /\.(js|html)$/.test(name))
      .map((name) => readFileSync(join(PAGE, name), "utf8"))
      .join("\n");
    const asked = [...text.matchAll(/\bt\("(\w+)"|data-(?:text|label)="(\w+)"/g)].map(
      (m) => m[1] ?? m[2] ?? "",
    );
    expect(asked.filter((key) => !(key in PLAYGROUND_TEXTS.ja))).toEqual([]);
    expect(text.replace(/^\s*(\/\/|\/?\*).*$/gm, "")).not.toMatch(/[ぁ-んァ-ヶ一-龠]/);
  });

  test("acts for a person through the same doors as everybody", async () => {
    const dm = workspace.person("requester").dmChannelId;
    const said = (await (
      await as({ do: "say", channel: dm, text: "@しるべ <b> https://example.com/a を見て" })
    ).json()) as {
      result: string;
    };
    const message = workspace.store.get("messages", `${dm}:${said.result}`);
    expect(message?.text).toBe(`<@${workspace.botUserId}> &lt;b&gt; <https://example.com/a> を見て`);
    expect((await as({ do: "edit", channel: dm, ts: said.result, text: "やめます" })).status).toBe(200);
    expect((await as({ do: "react", channel: dm, ts: said.result, name: "tada", on: true })).status).toBe(
      200,
    );
    expect((await as({ do: "delete", channel: dm, ts: said.result })).status).toBe(200);
    expect(workspace.messages(dm)).toEqual([]);
  });

  test("takes nothing from a form on another site, nor what makes no sense", async () => {
    expect((await post("as=x", "application/x-www-form-urlencoded")).status).toBe(415);
    expect((await post("{", "text/plain")).status).toBe(415);
    expect((await post("{")).status).toBe(400);
    const answer = await as({
      do: "press",
      surface: { kind: "message", id: "C:1" },
      action_id: "a",
      block_id: "b",
    });
    expect(await answer.json()).toEqual({ ok: false, error: "gone" });
    expect((await get("/act")).status).toBe(404);
  });

  test("feeds screens what people see: no tokens, no deliveries, no contents of files", async () => {
    const person = workspace.person("requester");
    person.dm("添えます", { files: [{ name: "秘密.txt", content: "中身は秘密" }] });
    const first = await fromFeed(({ name }) => name === "all");
    const text = JSON.stringify(first);
    expect(text).toContain("秘密.txt");
    expect(text).not.toContain(Buffer.from("中身は秘密").toString("base64"));
    expect(text).not.toMatch(/xoxb-|xapp-|"deliveries"/);
    const later = await fromFeed(
      ({ name }) => name === "change",
      () => person.dm("続き"),
    );
    expect(later?.data).toMatchObject({ collection: "messages", record: { text: "続き" } });
  });

  test("gives the app exactly what its manifest asks for", async () => {
    const scoped = await startPlayground({
      manifest: parseManifest(
        JSON.stringify({
          oauth_config: { scopes: { bot: ["chat:write"] } },
          settings: { event_subscriptions: { bot_events: [] } },
        }),
      ),
    });
    const call = (method: string) =>
      fetch(scoped.apiUrl + method, {
        method: "POST",
        headers: { Authorization: `Bearer ${scoped.botToken}` },
      });
    expect(await (await call("users.info")).json()).toMatchObject({
      error: "missing_scope",
      needed: "users:read",
    });
    scoped.person("requester").dm("だれか");
    expect(scoped.store.list("deliveries")).toEqual([]);
    await scoped.close();
    expect(() => parseManifest("{")).toThrow(/not JSON/);
    expect(() => parseManifest('{"features":{"shortcuts":"x"}}')).toThrow(/shortcuts/);
  });
});
