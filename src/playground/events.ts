import { type Core, channelFor, compact } from "./core.ts";
import type { Channel, Fields, Message } from "./records.ts";

const KIND = { im: "im", private: "group", public: "channel" } as const;
const SUBSCRIPTION = { im: "message.im", private: "message.groups", public: "message.channels" } as const;

/** A message as the Web API and events show it: without what only this workspace keeps. */
export function publicMessage(core: Core, message: Message): Fields {
  const hidden = message.subtype === "tombstone" ? { hidden: true } : {};
  const { channel: _channel, markdown: _markdown, stream: _stream, files, user, ...rest } = message;
  return compact({
    type: "message",
    user: user || undefined,
    ...rest,
    ...hidden,
    ...homeOf(core, user),
    files: files?.map((file) => publicFile(core, file)),
    ...(message.reply_count ? { reply_users_count: 1 } : {}),
  });
}

/** The author's workspace; for somebody from outside Slack says it three times. */
function homeOf(core: Core, user: string): Fields {
  const home = core.store.get("members", user)?.teamId ?? core.teamId;
  return home === core.teamId ? { team: home } : { team: home, user_team: home, source_team: home };
}

/** A file as events and the Web API show it: with addresses, without its bytes. */
export function publicFile(core: Core, file: NonNullable<Message["files"]>[number]): Fields {
  const { content: _content, elsewhere, ...facts } = file;
  if (elsewhere) return { ...facts, mode: "file_access", file_access: "check_file_info" };
  const address = `${core.origin()}/files/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    ...facts,
    mode: "hosted",
    filetype: file.name.split(".").pop() ?? "",
    url_private: address,
    url_private_download: address,
    permalink: address,
  };
}

/** Sends an event to the app, when it subscribes to it. */
export function sendEvent(core: Core, subscription: string, event: Fields, user?: string): void {
  if (!core.app.events.includes(subscription)) return;
  const at = core.now();
  const member = user ? core.store.get("members", user) : undefined;
  const enterprise_id = core.organisation?.id ?? null;
  core.deliveries.event(String(event.type), {
    token: "playground",
    team_id: core.teamId,
    context_team_id: core.teamId,
    enterprise_id,
    context_enterprise_id: enterprise_id,
    api_app_id: core.app.appId,
    event: { ...event, event_ts: event.event_ts ?? core.ids.ts() },
    type: "event_callback",
    event_id: core.ids.next("Ev"),
    event_time: Math.floor(at / 1000),
    authorizations: [
      {
        enterprise_id,
        // Of an organisation's installation the body's own `team_id` tells the workspace.
        team_id: core.organisation ? null : core.teamId,
        user_id: core.app.userId,
        is_bot: true,
        is_enterprise_install: core.organisation !== undefined,
      },
    ],
    is_ext_shared_channel: member ? member.teamId !== core.teamId : false,
    event_context: core.ids.next("4-"),
  });
}

function sendMessageEvent(core: Core, channel: Channel, event: Fields, user?: string) {
  if (!channel.members.includes(core.app.userId)) return;
  sendEvent(
    core,
    SUBSCRIPTION[channel.kind],
    { ...event, channel: channel.id, channel_type: KIND[channel.kind] },
    user,
  );
}

/** A new message; one that names the bot in a channel gives a second event, as in Slack. */
export function sendPosted(core: Core, message: Message): void {
  const channel = channelFor(core, message.channel);
  const parent = message.thread_ts
    ? core.store.get("messages", `${message.channel}:${message.thread_ts}`)
    : undefined;
  const event = {
    ...publicMessage(core, message),
    ...(parent && parent.ts !== message.ts ? { parent_user_id: parent.user } : {}),
    event_ts: message.ts,
  };
  sendMessageEvent(core, channel, event, message.user);
  const named = message.text.includes(`<@${core.app.userId}>`);
  if (
    named &&
    channel.kind !== "im" &&
    message.user !== core.app.userId &&
    channel.members.includes(core.app.userId)
  )
    sendEvent(core, "app_mention", { ...event, type: "app_mention", channel: channel.id }, message.user);
}

/** A message was replaced: the app hears of it with what stood there before. */
export function sendChanged(core: Core, message: Message, previous: Message): void {
  sendMessageEvent(core, channelFor(core, message.channel), {
    type: "message",
    subtype: "message_changed",
    message: publicMessage(core, message),
    previous_message: publicMessage(core, previous),
    hidden: true,
    ts: core.ids.ts(),
  });
}

/** A message is gone: the app hears what it was. */
export function sendDeleted(core: Core, previous: Message): void {
  sendMessageEvent(core, channelFor(core, previous.channel), {
    type: "message",
    subtype: "message_deleted",
    deleted_ts: previous.ts,
    previous_message: publicMessage(core, previous),
    hidden: true,
    ts: core.ids.ts(),
  });
}

/** Somebody reacted, or took a reaction back. */
export function sendReaction(core: Core, message: Message, user: string, name: string, added: boolean): void {
  const type = added ? "reaction_added" : "reaction_removed";
  sendEvent(
    core,
    type,
    {
      type,
      user,
      reaction: name,
      item_user: message.user,
      item: { type: "message", channel: message.channel, ts: message.ts },
    },
    user,
  );
}

/** The app is removed from the workspace or its organisation: it hears so twice, and its tokens end. */
export function uninstall(core: Core): void {
  sendEvent(core, "tokens_revoked", { type: "tokens_revoked", tokens: { bot: [core.app.userId] } });
  sendEvent(core, "app_uninstalled", { type: "app_uninstalled" });
  core.installs.revoke();
}
