import { type Arguments, isObject } from "../arguments.ts";
import { acceptBlocks } from "../block-validation.ts";
import { type Core, channelFor, memberFor, messageAt, messageId, writableChannel } from "../core.ts";
import { publicMessage, sendChanged } from "../events.ts";
import { LIMITS } from "../limits.ts";
import { change, post } from "../messages.ts";
import type { Block, Fields, Message, Stream, StreamPart } from "../records.ts";
import { demand, Refusal } from "../refusal.ts";
import { setSessionStatus } from "./agents.ts";
import { byBot } from "./chat.ts";
import { type Method, type MethodTable, TIER } from "./method.ts";

const TASK_STATUS = ["pending", "in_progress", "complete", "error"];

function readChunk(core: Core, chunk: unknown): StreamPart {
  if (!isObject(chunk)) throw new Refusal("invalid_chunks");
  switch (chunk.type) {
    case "markdown_text":
      demand(typeof chunk.text === "string", "invalid_chunks");
      return { type: "markdown_text", text: chunk.text };
    case "task_update":
      demand(chunk.id && chunk.title && TASK_STATUS.includes(String(chunk.status)), "invalid_chunks");
      return { type: "task_update", id: String(chunk.id), task: chunk };
    case "plan_update":
      demand(typeof chunk.title === "string", "invalid_chunks");
      return { type: "plan_update", title: chunk.title };
    case "blocks": {
      const blocks = acceptBlocks(chunk.blocks as readonly unknown[] | undefined, "message", core.ids);
      demand(blocks, "invalid_chunks");
      return { type: "blocks", blocks };
    }
    default:
      throw new Refusal("invalid_chunks");
  }
}

function readParts(core: Core, args: Arguments): readonly StreamPart[] {
  const text = args.string("markdown_text");
  const chunks = args.list("chunks", "invalid_chunks");
  demand(!(text && chunks), "markdown_text_conflict");
  demand((text ?? "").length <= LIMITS.markdownText, "msg_too_long");
  if (text) return [{ type: "markdown_text", text }];
  return (chunks ?? []).map((chunk) => readChunk(core, chunk));
}

/** Adds parts: text joins the text before it, a task replaces its earlier self. */
function grow(parts: readonly StreamPart[], more: readonly StreamPart[]): readonly StreamPart[] {
  const next = [...parts];
  for (const part of more) {
    const last = next.at(-1);
    const task = next.findIndex(
      (old) => old.type === "task_update" && part.type === "task_update" && old.id === part.id,
    );
    const earlier = next[task];
    if (part.type === "markdown_text" && last?.type === "markdown_text")
      next[next.length - 1] = { type: "markdown_text", text: last.text + part.text };
    else if (part.type === "task_update" && earlier?.type === "task_update")
      next[task] = { ...part, task: { ...earlier.task, ...part.task } };
    else next.push(part);
  }
  return next;
}

const textOf = (parts: readonly StreamPart[]) =>
  parts.map((part) => (part.type === "markdown_text" ? part.text : "")).join("");

function checkRecipients(core: Core, channelId: string, args: Arguments) {
  const channel = channelFor(core, channelId);
  if (channel.kind === "im") return;
  demand(args.has("recipient_team_id"), "missing_recipient_team_id");
  demand(args.has("recipient_user_id"), "missing_recipient_user_id");
  memberFor(core, args.required("recipient_user_id"));
}

function start(core: Core, args: Arguments): Fields {
  const channel = writableChannel(core, args.required("channel"));
  const thread = args.required("thread_ts");
  messageAt(core, channel.id, thread);
  checkRecipients(core, channel.id, args);
  const parts = grow([], readParts(core, args));
  const stream: Stream = {
    state: "streaming",
    startedAt: core.now(),
    display: args.string("task_display_mode") === "plan" ? "plan" : "timeline",
    parts,
  };
  const message = post(core, {
    ...byBot(core),
    channel: channel.id,
    thread_ts: thread,
    text: textOf(parts),
    markdown: textOf(parts),
    stream,
  });
  return { channel: channel.id, ts: message.ts };
}

/** The message while it can still grow; refuses when it is over, by time, by the person or by the app. */
function streaming(core: Core, args: Arguments): Message & { readonly stream: Stream } {
  const channel = writableChannel(core, args.required("channel"));
  const message = messageAt(core, channel.id, args.required("ts"));
  const stream = message.stream;
  demand(stream && message.user === core.app.userId, "message_not_in_streaming_state");
  demand(stream.state !== "stopped_by_user", "stopped_by_user");
  demand(stream.state === "streaming", "message_not_in_streaming_state");
  if (core.now() - stream.startedAt > LIMITS.streamMs) {
    change(core, { ...message, stream: { ...stream, state: "expired" } }, { quiet: true });
    throw new Refusal("message_not_in_streaming_state");
  }
  return { ...message, stream };
}

function append(core: Core, args: Arguments): Fields {
  const message = streaming(core, args);
  const more = readParts(core, args);
  demand(more.length > 0, "no_text");
  extend(core, message, more, "streaming");
  return { channel: message.channel, ts: message.ts };
}

function extend(
  core: Core,
  message: Message & { readonly stream: Stream },
  more: readonly StreamPart[],
  state: Stream["state"],
  blocks?: readonly Block[],
): Message {
  const parts = grow(message.stream.parts, more);
  const text = textOf(parts);
  demand(text.length <= LIMITS.markdownText, "msg_too_long");
  const next = { ...message, text, markdown: text, stream: { ...message.stream, parts, state } };
  return change(core, blocks ? { ...next, blocks } : next, { quiet: true });
}

function stop(core: Core, args: Arguments): Fields {
  const message = streaming(core, args);
  const blocks = acceptBlocks(args.list("blocks", "invalid_blocks_format"), "message", core.ids);
  const status = args.string("session_status");
  const done = extend(core, message, readParts(core, args), "stopped", blocks);
  const metadata = args.object("metadata", "invalid_metadata_format");
  if (metadata) core.store.put("messages", messageId(done.channel, done.ts), { ...done, metadata });
  if (status && done.thread_ts) setSessionStatus(core, done.channel, done.thread_ts, status);
  sendChanged(core, done, message);
  return { channel: done.channel, ts: done.ts, message: publicMessage(core, done) };
}

const method = (run: Method["run"], perMinute: number): Method => ({
  run,
  scopes: ["chat:write"],
  perMinute,
});

/** Messages that grow while they are written. */
export const streamMethods: MethodTable = {
  "chat.startStream": method(start, TIER.two),
  "chat.appendStream": method(append, TIER.four),
  "chat.stopStream": method(stop, TIER.two),
};
