import { describe, expect, test } from "vitest";
import { callApi, scene } from "../support/workspace-scene.ts";

describe("a Bolt app in the workspace", () => {
  test("a requester's direct message is answered in its thread", async () => {
    await using stage = await scene((app) =>
      app.message(async ({ message, say }) => {
        if (message.subtype) return;
        await say({ text: `聞きました: ${message.text}`, thread_ts: message.thread_ts ?? message.ts });
      }),
    );
    const { workspace } = stage;
    const question = workspace.person("requester").dm("年収は?");
    const answer = await workspace.waitFor(() => workspace.thread(question.channel, question.ts)[1]);
    expect(answer.text).toBe("聞きました: 年収は?");
    expect(answer.user).toBe(workspace.botUserId);
    await workspace.settled();
    expect(workspace.store.get("messages", `${question.channel}:${question.ts}`)?.reply_count).toBe(1);
  });

  test("a mention in a channel arrives as two events, a message and a mention", async () => {
    const heard: string[] = [];
    await using stage = await scene((app) => {
      app.event("app_mention", async ({ event }) => void heard.push(`mention ${event.text}`));
      app.message(async ({ message }) => void heard.push(`message ${message.channel_type}`));
    });
    const { workspace } = stage;
    workspace.person("requester").mention(workspace.generalChannelId, "教えて <b>");
    await workspace.settled();
    expect(heard.sort()).toEqual([`mention <@${workspace.botUserId}> 教えて &lt;b&gt;`, "message channel"]);
  });

  test("an edit and a deletion arrive with what was there before", async () => {
    const heard: unknown[] = [];
    await using stage = await scene((app) =>
      app.event("message", async ({ event }) => {
        if (
          event.subtype === "message_changed" &&
          "text" in event.message &&
          "text" in event.previous_message
        )
          heard.push([event.previous_message.text, event.message.text]);
        if (event.subtype === "message_deleted") heard.push(event.deleted_ts);
      }),
    );
    const { workspace } = stage;
    const person = workspace.person("requester");
    const message = person.dm("年収わ?");
    await workspace.settled();
    person.edit(message, "年収は?");
    await workspace.settled();
    person.delete(message);
    await workspace.settled();
    expect(heard).toEqual([["年収わ?", "年収は?"], message.ts]);
    expect(person.messages()).toEqual([]);
  });

  test("a question that was answered leaves a tombstone when deleted, until its thread is empty", async () => {
    const heard: unknown[] = [];
    await using stage = await scene((app) =>
      app.event("message", async ({ event }) => {
        if (event.subtype === "message_changed")
          heard.push([
            "changed",
            event.message.subtype,
            "text" in event.previous_message && event.previous_message.text,
          ]);
        if (event.subtype === "message_deleted") heard.push(["deleted", event.previous_message.subtype]);
      }),
    );
    const { workspace } = stage;
    const person = workspace.person("requester");
    const question = person.dm("年収は?");
    const reply = person.dm("補足です", { thread_ts: question.ts });
    await workspace.settled();
    person.delete(question);
    await workspace.settled();
    expect(person.messages()).toMatchObject([{ subtype: "tombstone", reply_count: 1 }, { text: "補足です" }]);
    person.delete(reply);
    await workspace.settled();
    expect(heard).toEqual([
      ["changed", "tombstone", "年収は?"],
      ["deleted", undefined],
      ["deleted", "tombstone"],
    ]);
    expect(person.messages()).toEqual([]);
  });

  test("an answer is streamed, and stopping adds its blocks", async () => {
    await using stage = await scene((app) =>
      app.event("message", async ({ event, sayStream }) => {
        if (event.subtype) return;
        const streamer = sayStream({ buffer_size: 1 });
        await streamer.append({
          chunks: [{ type: "task_update", id: "s", title: "探す", status: "in_progress" }],
        });
        await streamer.append({ markdown_text: "**答え**は" });
        await streamer.append({ markdown_text: "これです。" });
        await streamer.append({
          chunks: [{ type: "task_update", id: "s", title: "探す", status: "complete" }],
        });
        await streamer.stop({ blocks: [{ type: "divider" }] });
      }),
    );
    const { workspace } = stage;
    const question = workspace.person("requester").dm("違いは?");
    const answer = await workspace.waitFor(() =>
      workspace.thread(question.channel, question.ts).find((message) => message.stream?.state === "stopped"),
    );
    expect(answer.markdown).toBe("**答え**はこれです。");
    expect(answer.blocks?.map((block) => block.type)).toEqual(["divider"]);
    const tasks = answer.stream?.parts.filter((part) => part.type === "task_update");
    expect(tasks).toHaveLength(1);
    expect(tasks?.[0]).toMatchObject({ id: "s", task: { status: "complete" } });
  });

  test("a button opens a modal, whose submission is checked and then accepted", async () => {
    await using stage = await scene((app) => {
      app.message(async ({ say }) => {
        const button = {
          type: "button" as const,
          action_id: "ask",
          text: { type: "plain_text" as const, text: "相談" },
        };
        await say({ text: "相談しますか", blocks: [{ type: "actions", elements: [button] }] });
      });
      app.action("ask", async ({ ack, body, client }) => {
        await ack();
        await client.views.open({
          trigger_id: (body as { trigger_id: string }).trigger_id,
          view: {
            type: "modal",
            callback_id: "brief",
            title: { type: "plain_text", text: "相談" },
            submit: { type: "plain_text", text: "送る" },
            blocks: [
              {
                type: "input",
                block_id: "goal",
                label: { type: "plain_text", text: "目標" },
                element: { type: "plain_text_input", action_id: "text" },
              },
            ],
          },
        });
      });
      app.view("brief", async ({ ack, view, client, body }) => {
        const goal = view.state.values.goal?.text?.value ?? "";
        if (goal.length < 3) return ack({ response_action: "errors", errors: { goal: "短すぎます" } });
        await ack();
        await client.chat.postMessage({ channel: body.user.id, text: `受け取りました: ${goal}` });
      });
    });
    const { workspace } = stage;
    const person = workspace.person("requester");
    person.dm("相談したい");
    const offer = await workspace.waitFor(() => person.messages()[1]);
    await person.press(offer, "ask");
    const modal = await workspace.waitFor(() => person.modal());
    expect(await person.submitView(modal.id)).toMatchObject({ kind: "errors", byClient: true });
    expect(await person.submitView(modal.id, { text: "短" })).toEqual({
      kind: "errors",
      errors: { goal: "短すぎます" },
      byClient: false,
    });
    expect(await person.submitView(modal.id, { text: "年収を上げたい" })).toEqual({ kind: "closed" });
    const thanks = await workspace.waitFor(() => person.messages()[2]);
    expect(thanks.text).toBe("受け取りました: 年収を上げたい");
    expect(person.modal()).toBeUndefined();
  });

  test("a command is answered to its sender only, and a pressed message can be replaced", async () => {
    await using stage = await scene((app) => {
      app.command("/career", async ({ ack, command }) => ack({ text: `私だけに: ${command.text}` }));
      app.message(async ({ say }) => {
        const button = {
          type: "button" as const,
          action_id: "go",
          text: { type: "plain_text" as const, text: "押す" },
        };
        await say({ text: "どうぞ", blocks: [{ type: "actions", elements: [button] }] });
      });
      app.action("go", async ({ ack, respond }) => {
        await ack();
        await respond({ text: "済みました", replace_original: true });
      });
    });
    const { workspace } = stage;
    const person = workspace.person("requester");
    await person.command("/career", "help");
    expect(person.ephemerals().map(({ text }) => text)).toEqual(["私だけに: help"]);
    expect(workspace.person("advisor").ephemerals()).toEqual([]);
    person.dm("ボタン");
    const offer = await workspace.waitFor(() => person.messages()[1]);
    await person.press(offer, "go");
    await workspace.waitFor(() => person.messages()[1]?.text === "済みました");
  });

  test("the Messages tab, the Home tab, shortcuts and reactions reach the app", async () => {
    const heard: unknown[] = [];
    await using stage = await scene((app) => {
      app.event("app_home_opened", async ({ event, client }) => {
        heard.push(event.tab);
        if (event.tab === "home")
          await client.views.publish({
            user_id: event.user,
            view: { type: "home", blocks: [{ type: "divider" }] },
          });
        else
          await client.assistant.threads.setSuggestedPrompts({
            channel_id: event.channel,
            prompts: [{ title: "年収", message: "年収は?" }],
          } as never);
      });
      app.shortcut("about", async ({ ack, shortcut }) => {
        await ack();
        heard.push(shortcut.type);
      });
      app.event("reaction_added", async ({ event }) => void heard.push(event.reaction));
    });
    const { workspace } = stage;
    const person = workspace.person("requester");
    person.openMessagesTab();
    await workspace.waitFor(() => workspace.store.get("prompts", person.dmChannelId));
    person.openHome();
    await workspace.waitFor(() => person.home());
    const message = workspace.person("advisor").say(workspace.generalChannelId, "良い記事です");
    await person.shortcut("about", message);
    person.react(message, "tada");
    await workspace.settled();
    expect(heard).toEqual(["messages", "home", "message_action", "tada"]);
  });

  test("somebody who is not in a private channel cannot be seen by an app outside it", async () => {
    await using stage = await scene();
    const { workspace } = stage;
    workspace.setChannel(workspace.advisorChannelId, { members: [] });
    const answer = await callApi(workspace, "chat.postMessage", {
      channel: workspace.advisorChannelId,
      text: "x",
    });
    expect(answer).toEqual({ ok: false, error: "channel_not_found" });
  });
});
