import { type Core, messageAt, messageId, threadId } from "./core.ts";
import { sendChanged, sendDeleted, sendPosted, sendReaction } from "./events.ts";
import { namedIn } from "./mentions.ts";
import type { Message } from "./records.ts";
import { demand } from "./refusal.ts";

/** What a sender decides; the workspace adds the timestamp. */
export type Draft = Omit<Message, "ts">;

function rememberNamed(core: Core, message: Message) {
  for (const target of namedIn(message)) {
    const id = `${message.channel}:${message.ts}:${target}`;
    core.store.put("notifications", id, {
      channel: message.channel,
      ts: message.ts,
      from: message.user,
      target,
    });
  }
}

/** Posts a message: counts it on its thread, clears the bot's status there and tells the app. */
export function post(core: Core, draft: Draft): Message {
  const message: Message = { ...draft, ts: core.ids.ts() };
  core.store.put("messages", messageId(message.channel, message.ts), message);
  const parent = message.thread_ts
    ? core.store.get("messages", messageId(message.channel, message.thread_ts))
    : undefined;
  if (parent)
    core.store.put("messages", messageId(parent.channel, parent.ts), {
      ...parent,
      thread_ts: parent.ts,
      reply_count: (parent.reply_count ?? 0) + 1,
      latest_reply: message.ts,
    });
  if (message.bot_id && message.thread_ts)
    core.store.remove("statuses", threadId(message.channel, message.thread_ts));
  rememberNamed(core, message);
  sendPosted(core, message);
  return message;
}

/** Replaces a message; `quiet` keeps it from the app, as while a stream is still growing. */
export function change(core: Core, message: Message, options: { quiet?: boolean } = {}): Message {
  const previous = messageAt(core, message.channel, message.ts);
  core.store.put("messages", messageId(message.channel, message.ts), message);
  rememberNamed(core, message);
  if (!options.quiet) sendChanged(core, message, previous);
  return message;
}

/** Slack's own account, in whose name a deleted root stays while its thread has replies. */
const SLACKBOT = "USLACKBOT";

/**
 * Deletes a message. A root with replies leaves a tombstone, and the app hears of a change, not of a deletion
 * (seen in openclaw#22035 and matterbridge#600); the tombstone goes with the last reply (slack-edge#10).
 */
export function remove(core: Core, channel: string, ts: string): void {
  const message = messageAt(core, channel, ts);
  if (message.reply_count && message.subtype !== "tombstone") {
    bury(core, message);
    return;
  }
  core.store.remove("messages", messageId(channel, ts));
  sendDeleted(core, message);
  const isReply = message.thread_ts !== undefined && message.thread_ts !== ts;
  const parent = isReply
    ? core.store.get("messages", messageId(channel, message.thread_ts ?? ""))
    : undefined;
  if (!parent) return;
  const reply_count = Math.max(0, (parent.reply_count ?? 1) - 1);
  core.store.put("messages", messageId(channel, parent.ts), { ...parent, reply_count });
  if (reply_count === 0 && parent.subtype === "tombstone") remove(core, channel, parent.ts);
}

function bury(core: Core, message: Message): void {
  const { channel, ts, thread_ts, reply_count, latest_reply } = message;
  change(core, {
    channel,
    ts,
    thread_ts,
    reply_count,
    latest_reply,
    user: SLACKBOT,
    subtype: "tombstone",
    text: "This message was deleted.",
  });
}

/** A deleted file is gone from every message; one that carried nothing else goes with it. */
export function withdrawFile(core: Core, id: string): void {
  core.store.remove("files", id);
  for (const message of core.store.list("messages")) {
    const files = message.files?.filter((file) => file.id !== id);
    if (!files || files.length === message.files?.length) continue;
    const rest = { ...message, files: files.length > 0 ? files : undefined };
    core.store.put("messages", messageId(message.channel, message.ts), rest);
    if (files.length === 0 && message.text === "") remove(core, message.channel, message.ts);
  }
}

/** Adds or takes away one person's reaction. */
export function react(
  core: Core,
  at: { channel: string; ts: string },
  user: string,
  name: string,
  add: boolean,
): void {
  const message = messageAt(core, at.channel, at.ts);
  const others = (message.reactions ?? []).filter((reaction) => reaction.name !== name);
  const users = message.reactions?.find((reaction) => reaction.name === name)?.users ?? [];
  demand(users.includes(user) !== add, add ? "already_reacted" : "no_reaction");
  const next = add ? [...users, user] : users.filter((id) => id !== user);
  core.store.put("messages", messageId(at.channel, at.ts), {
    ...message,
    reactions: next.length > 0 ? [...others, { name, users: next }] : others,
  });
  sendReaction(core, message, user, name, add);
}

/** The thread's messages, its root first, oldest to newest. */
export function threadOf(core: Core, channel: string, ts: string): readonly Message[] {
  return core.store.inChannel(channel).filter((message) => message.ts === ts || message.thread_ts === ts);
}
