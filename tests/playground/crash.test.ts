import { once } from "node:events";
import { expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { temporaryFolder } from "../support/databases.ts";
import { type RunningProcess, runShirube } from "../support/process.ts";
import { type PageVisitor, visitPage } from "../support/workspace-visitor.ts";

/** Waits for the line that names the page. */
async function pageOf(running: RunningProcess): Promise<PageVisitor> {
  for (;;) {
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(running.stderr())?.[0];
    if (origin) return visitPage(origin);
    const more = once(running.child.stderr ?? running.child, "data").then(() => undefined);
    const ended = await Promise.race([more, running.exited]);
    if (ended !== undefined) throw new Error(`it ended: ${running.stderr()}`);
  }
}

const press = (visitor: PageVisitor, key: string, message: Message, action_id: string) =>
  visitor.act(key, {
    do: "press",
    surface: { kind: "message", id: `${message.channel}:${message.ts}` },
    action_id,
    block_id: message.blocks?.find((block) => JSON.stringify(block).includes(action_id))?.block_id,
  });

test("the playground killed while a handoff is claimed: its page and its people go on where they were", async () => {
  using folder = temporaryFolder();
  const env = { SHIRUBE_DATA: folder.path, SHIRUBE_LOG: "error" };
  await using first = runShirube(["start", "--port", "0"], env);
  const before = await pageOf(first);
  const dm = await before.see(
    ({ members = {} }) =>
      Object.values(members).find(({ key }) => key === "requester")?.dm as string | undefined,
  );
  const asked = await before.act("requester", { do: "say", channel: dm, text: "人と話したい" });
  await press(before, "requester", await before.read("handoff_submit", "im"), "handoff_submit");
  await press(before, "advisor", await before.read("handoff_claim", "private"), "handoff_claim");
  await before.read("加わりました", "im");
  const claimed = await before.read("handoff_reply", "private");
  await first.kill("SIGKILL");

  await using second = runShirube(["start", "--port", "0"], env);
  const after = await pageOf(second);
  expect((await after.read("加わりました", "im")).thread_ts).toBe(asked.result);
  await after.act("requester", { do: "say", channel: dm, text: "戻ってきました", thread_ts: asked.result });
  const relayed = await after.read("戻ってきました", "private");
  expect(relayed.thread_ts).toBe(claimed.ts);
  await press(after, "advisor", claimed, "handoff_resolve");
  const modal = await after.see(
    ({ views = {} }) => Object.values(views).find(({ type }) => type === "modal")?.id as string | undefined,
  );
  await after.act("advisor", { do: "submit", view: modal, entries: { outcome: "answered" } });
  await after.read("一区切り", "im");
  await second.kill("SIGTERM");
}, 120_000);
