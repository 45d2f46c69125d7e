import type { Arguments } from "../arguments.ts";
import { acceptBlocks } from "../block-validation.ts";
import { type Core, messageAt, writableChannel } from "../core.ts";
import { publicMessage } from "../events.ts";
import { LIMITS } from "../limits.ts";
import { change, post, remove } from "../messages.ts";
import type { Ephemeral, Fields, Message } from "../records.ts";
import { demand } from "../refusal.ts";
import { type Method, type MethodTable, TIER } from "./method.ts";

type Content = Pick<Message, "text" | "markdown" | "blocks" | "attachments">;

/** Text, markdown, blocks and attachments of a call, held to Slack's limits; a text too long is cut, not refused. */
export function readContent(core: Core, args: Arguments): Content {
  const markdown = args.string("markdown_text");
  const text = args.string("text");
  const blocks = acceptBlocks(args.list("blocks", "invalid_blocks_format"), "message", core.ids);
  const attachments = args.list("attachments", "invalid_attachments") as readonly Fields[] | undefined;
  demand(!(markdown && (text || blocks)), "markdown_text_conflict");
  demand(text || markdown || blocks?.length || attachments?.length, "no_text");
  demand((markdown ?? "").length <= LIMITS.markdownText, "msg_too_long");
  demand((attachments ?? []).length <= LIMITS.attachmentsPerMessage, "too_many_attachments");
  return { text: (text ?? markdown ?? "").slice(0, LIMITS.text), markdown, blocks, attachments };
}

function readMetadata(args: Arguments): Fields | undefined {
  const metadata = args.object("metadata", "invalid_metadata_format");
  demand(!metadata || typeof metadata.event_type === "string", "invalid_metadata_format");
  demand(JSON.stringify(metadata ?? {}).length <= LIMITS.metadataBytes, "metadata_too_large");
  return metadata;
}

/** The author of everything the app posts. */
export function byBot(core: Core) {
  return { user: core.app.userId, bot_id: core.app.botId, app_id: core.app.appId };
}

/** Another name and picture for one message; without the scope for it Slack goes on with the app's own. */
function guise(args: Arguments): Pick<Message, "username" | "icon_emoji" | "icon_url"> {
  return {
    username: args.string("username"),
    icon_emoji: args.string("icon_emoji"),
    icon_url: args.string("icon_url"),
  };
}

function postMessage(core: Core, args: Arguments): Fields {
  const channel = writableChannel(core, args.required("channel"));
  const content = readContent(core, args);
  const metadata = readMetadata(args);
  const thread = args.string("thread_ts");
  const message = post(core, {
    ...content,
    ...byBot(core),
    channel: channel.id,
    thread_ts: thread,
    metadata,
    ...(core.app.scopes.includes("chat:write.customize") ? guise(args) : {}),
    subtype: thread && args.flag("reply_broadcast") ? "thread_broadcast" : undefined,
  });
  const cut = (args.string("text") ?? "").length > LIMITS.text;
  const warning = cut ? { warning: "message_truncated" } : {};
  return { channel: channel.id, ts: message.ts, message: publicMessage(core, message), ...warning };
}

function ownMessage(core: Core, args: Arguments, refusal: string): Message {
  const channel = writableChannel(core, args.required("channel"));
  const message = messageAt(core, channel.id, args.required("ts"));
  demand(message.user === core.app.userId, refusal);
  return message;
}

function update(core: Core, args: Arguments): Fields {
  const message = ownMessage(core, args, "cant_update_message");
  demand(message.stream?.state !== "streaming", "streaming_state_conflict");
  demand((args.string("text") ?? "").length <= LIMITS.textOnUpdate, "msg_too_long");
  const content = readContent(core, args);
  const keepsBlocks = !args.has("blocks") && !args.has("text") && !args.has("markdown_text");
  const next = change(core, {
    ...message,
    ...content,
    blocks: keepsBlocks ? message.blocks : content.blocks,
    metadata: readMetadata(args) ?? message.metadata,
    stream: undefined,
    edited: { user: core.app.userId, ts: core.ids.ts() },
  });
  return { channel: message.channel, ts: message.ts, text: next.text, message: publicMessage(core, next) };
}

function deleteMessage(core: Core, args: Arguments): Fields {
  const message = ownMessage(core, args, "cant_delete_message");
  remove(core, message.channel, message.ts);
  return { channel: message.channel, ts: message.ts };
}

function postEphemeral(core: Core, args: Arguments): Fields {
  const channel = writableChannel(core, args.required("channel"));
  const user = args.required("user");
  demand(channel.members.includes(user), "user_not_in_channel");
  const ephemeral = keepEphemeral(core, {
    ...readContent(core, args),
    channel: channel.id,
    user,
    thread_ts: args.string("thread_ts"),
  });
  return { message_ts: ephemeral.ts };
}

/** Shows a message to one person only. */
export function keepEphemeral(core: Core, draft: Omit<Ephemeral, "id" | "ts">): Ephemeral {
  const ts = core.ids.ts();
  const { channel, user, text, markdown, blocks, thread_ts } = draft;
  const ephemeral: Ephemeral = {
    id: `${channel}:${ts}`,
    ts,
    channel,
    user,
    text,
    markdown,
    blocks,
    thread_ts,
  };
  core.store.put("ephemerals", ephemeral.id, ephemeral);
  return ephemeral;
}

function permalink(core: Core, args: Arguments): Fields {
  const channel = writableChannel(core, args.required("channel"));
  const message = messageAt(core, channel.id, args.required("message_ts"));
  const path = `${core.origin()}/archives/${channel.id}/p${message.ts.replace(".", "")}`;
  const thread = message.thread_ts && message.thread_ts !== message.ts;
  const query = thread ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : "";
  return { channel: channel.id, permalink: path + query };
}

const write = (run: Method["run"], perMinute?: number): Method => ({
  run,
  scopes: ["chat:write"],
  ...(perMinute ? { perMinute } : {}),
});

/** Posting, changing and deleting messages. */
export const chatMethods: MethodTable = {
  "chat.postMessage": write(postMessage),
  "chat.update": write(update, TIER.three),
  "chat.delete": write(deleteMessage, TIER.three),
  "chat.postEphemeral": write(postEphemeral, TIER.four),
  "chat.getPermalink": { run: permalink, scopes: [] },
};
