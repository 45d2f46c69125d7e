import { createArguments } from "./arguments.ts";
import { acceptBlocks } from "./block-validation.ts";
import { type Core, messageId } from "./core.ts";
import { LIMITS } from "./limits.ts";
import { change, post, remove } from "./messages.ts";
import { byBot, keepEphemeral } from "./methods/chat.ts";
import type { Fields } from "./records.ts";
import { demand, Refusal } from "./refusal.ts";

/** What a response URL answers to: a person in a channel, and the message they pressed, if any. */
export interface ResponseTarget {
  readonly channel: string;
  readonly user: string;
  readonly message?: { readonly ts: string; readonly ephemeral: boolean } | undefined;
  readonly thread_ts?: string | undefined;
}

/** Slack's `response_url`: five uses within thirty minutes. */
export interface ResponseUrls {
  issue(target: ResponseTarget): string;
  owns(token: string): boolean;
  /** Takes one use; throws a Refusal in Slack's words. */
  use(token: string, fields: Fields): void;
}

/** Response URLs of one workspace, forgotten with the process. */
export function createResponseUrls(core: Core): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();
  return {
    issue(target) {
      const token = core.ids.next("R").toLowerCase();
      for (const [old, { at }] of issued) {
        if (core.now() - at <= LIMITS.responseUrlMs) break;
        issued.delete(old);
      }
      issued.set(token, { target, at: core.now(), uses: 0 });
      return `${core.origin()}/response/${token}`;
    },
    owns: (token) => issued.has(token),
    use(token, fields) {
      const entry = issued.get(token);
      if (!entry) throw new Refusal("invalid_url");
      demand(core.now() - entry.at <= LIMITS.responseUrlMs, "expired_url");
      demand(entry.uses < LIMITS.responseUrlUses, "used_url");
      entry.uses += 1;
      respond(core, entry.target, fields);
    },
  };
}

/** Shows what an app answered to a person: by response URL, or in a command's acknowledgement. */
export function respond(core: Core, target: ResponseTarget, fields: Fields): void {
  const args = createArguments(fields);
  if (args.flag("delete_original")) {
    deleteOriginal(core, target);
    return;
  }
  const text = args.string("text") ?? "";
  const blocks = acceptBlocks(args.list("blocks", "invalid_blocks_format"), "message", core.ids);
  demand(text || blocks, "no_text");
  if (args.flag("replace_original") && target.message) {
    replaceOriginal(core, target, { text, blocks });
    return;
  }
  const thread_ts = args.string("thread_ts") ?? (args.has("response_type") ? undefined : target.thread_ts);
  const { channel, user } = target;
  if (fields.response_type === "in_channel") post(core, { ...byBot(core), channel, text, blocks, thread_ts });
  else keepEphemeral(core, { channel, user, text, blocks, thread_ts: thread_ts ?? target.thread_ts });
}

function replaceOriginal(
  core: Core,
  { channel, message }: ResponseTarget,
  content: Pick<Parameters<typeof post>[1], "text" | "blocks">,
): void {
  if (!message) return;
  const id = messageId(channel, message.ts);
  const ephemeral = message.ephemeral ? core.store.get("ephemerals", id) : undefined;
  if (ephemeral) core.store.put("ephemerals", id, { ...ephemeral, ...content, markdown: undefined });
  const posted = message.ephemeral ? undefined : core.store.get("messages", id);
  if (posted)
    change(core, {
      ...posted,
      ...content,
      markdown: undefined,
      stream: undefined,
      edited: { user: core.app.userId, ts: core.ids.ts() },
    });
}

function deleteOriginal(core: Core, { channel, message }: ResponseTarget): void {
  if (!message) return;
  if (message.ephemeral) core.store.remove("ephemerals", messageId(channel, message.ts));
  else remove(core, channel, message.ts);
}
