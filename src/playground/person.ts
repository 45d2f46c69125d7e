import { randomUUID } from "node:crypto";
import { composeText } from "./composing.ts";
import { memberFor, messageAt, messageId } from "./core.ts";
import { sendEvent } from "./events.ts";
import { type Desk, type Surface, shortcut, slashCommand } from "./interactions.ts";
import { change, post, react, remove } from "./messages.ts";
import type { Ephemeral, Fields, Message, Notice, StoredFile, View } from "./records.ts";
import { demand } from "./refusal.ts";
import { respond } from "./response-urls.ts";
import { createScreen, type Submission } from "./screen.ts";
import type { Entry } from "./view-values.ts";

/** What may come with a message. */
export interface SayOptions {
  readonly thread_ts?: string | undefined;
  readonly files?: readonly {
    readonly name: string;
    readonly content: string | Buffer;
    readonly mimetype?: string;
    /** Said to be this large, without the bytes. */
    readonly size?: number;
    /** Kept by another company's workspace. */
    readonly elsewhere?: boolean;
  }[];
  /** What a forwarded message carries, or a link's preview. */
  readonly attachments?: readonly Fields[];
  /** The text is already Slack's mark-up: no escaping of `&`, `<` and `>`. */
  readonly raw?: boolean;
  /** A thread reply that is shown in the channel as well. */
  readonly broadcast?: boolean;
}

type At = Pick<Message, "channel" | "ts">;

/** Somebody in the workspace, doing what people do in Slack. Everything here is what the app then hears of. */
export interface Person {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** The channel of direct messages with the bot. */
  readonly dmChannelId: string;
  dm(text: string, options?: SayOptions): Message;
  say(channel: string, text: string, options?: SayOptions): Message;
  mention(channel: string, text: string, options?: SayOptions): Message;
  replyInThread(channel: string, thread_ts: string, text: string, options?: SayOptions): Message;
  edit(message: At, text: string): Message;
  delete(message: At): void;
  react(message: At, name: string): void;
  unreact(message: At, name: string): void;
  openHome(): void;
  openMessagesTab(): void;
  /** Presses Slack's own Stop button under a thread that is being answered. */
  stop(channel: string, thread_ts: string): void;
  /** Presses a button or sets an element; resolves when the app has acknowledged. */
  press(surface: Surface, actionId: string, entry?: Entry, blockId?: string): Promise<void>;
  command(command: string, text?: string, channel?: string): Promise<void>;
  shortcut(callbackId: string, message?: Message): Promise<void>;
  /** Submits a modal with entries by action id (or `block.action`). */
  submitView(viewId: string, entries?: Readonly<Record<string, Entry>>): Promise<Submission>;
  closeView(viewId: string): Promise<void>;
  /** The modal on top of this person's screen. */
  modal(): View | undefined;
  home(): View | undefined;
  /** Messages of a channel, this person's DM when not said; threads included, oldest first. */
  messages(channel?: string): readonly Message[];
  ephemerals(): readonly Ephemeral[];
  /** What Slack itself told this person. */
  notices(): readonly Notice[];
}

const compose = (text: string, raw?: boolean) => (raw ? text : composeText(text));

/** One member of the workspace as something to act with. */
export function createPerson(desk: Desk, memberId: string): Person {
  const { core } = desk;
  const me = memberFor(core, memberId);
  const screen = createScreen(desk, me.id);

  const say = (channel: string, text: string, options: SayOptions = {}): Message => {
    const room = core.store.get("channels", channel);
    demand(room, "channel_not_found");
    demand(room.members.includes(me.id), "not_in_channel");
    demand(!room.archived, "is_archived");
    const files = (options.files ?? []).map((file): StoredFile => {
      const bytes = typeof file.content === "string" ? Buffer.from(file.content) : file.content;
      const kept: StoredFile = {
        id: core.ids.next("F"),
        name: file.name,
        title: file.name,
        mimetype: file.mimetype ?? "text/plain",
        size: file.size ?? bytes.length,
        user: me.id,
        content: bytes.toString("base64"),
        elsewhere: file.elsewhere,
      };
      core.store.put("files", kept.id, kept);
      return kept;
    });
    const subtype = files.length > 0 ? "file_share" : options.broadcast ? "thread_broadcast" : undefined;
    return post(core, {
      channel,
      user: me.id,
      text: compose(text, options.raw),
      thread_ts: options.thread_ts,
      client_msg_id: randomUUID(),
      subtype,
      files: files.length > 0 ? files : undefined,
      attachments: options.attachments,
    });
  };
  const open = (tab: "home" | "messages") =>
    sendEvent(core, "app_home_opened", { type: "app_home_opened", user: me.id, channel: me.dm, tab }, me.id);
  const own = (at: At) => {
    const message = messageAt(core, at.channel, at.ts);
    demand(message.user === me.id, "cant_update_message");
    return message;
  };

  return {
    id: me.id,
    key: me.key,
    name: me.name,
    dmChannelId: me.dm,
    dm: (text, options) => say(me.dm, text, options),
    say,
    mention: (channel, text, options) =>
      say(channel, `<@${core.app.userId}> ${compose(text, options?.raw)}`, { ...options, raw: true }),
    replyInThread: (channel, thread_ts, text, options) => say(channel, text, { ...options, thread_ts }),
    edit(at, text) {
      const message = own(at);
      return change(core, {
        ...message,
        text: composeText(text),
        edited: { user: me.id, ts: core.ids.ts() },
      });
    },
    delete(at) {
      own(at);
      remove(core, at.channel, at.ts);
    },
    react: (at, name) => react(core, at, me.id, name, true),
    unreact: (at, name) => react(core, at, me.id, name, false),
    openHome: () => open("home"),
    openMessagesTab: () => open("messages"),
    stop(channel, thread_ts) {
      const streaming = core.store
        .inChannel(channel)
        .filter((message) => message.thread_ts === thread_ts && message.stream?.state === "streaming");
      for (const message of streaming)
        if (message.stream)
          core.store.put("messages", messageId(channel, message.ts), {
            ...message,
            stream: { ...message.stream, state: "stopped_by_user" },
          });
      const event = {
        type: "agent_session_stopped",
        channel,
        user: me.id,
        thread_ts,
        streaming_message_ts: streaming.map(({ ts }) => ts),
      };
      sendEvent(core, "agent_session_stopped", event, me.id);
    },
    press: screen.press,
    async command(command, text = "", channel = me.dm) {
      const payload = slashCommand(desk, me.id, command, text, channel);
      const reply = await screen.deliver("slash_commands", command, payload, channel);
      if (reply && (reply.text || reply.blocks)) respond(core, { channel, user: me.id }, reply);
    },
    async shortcut(callbackId, message) {
      const payload = shortcut(desk, me.id, callbackId, message);
      await screen.deliver("interactive", String(payload.type), payload, message?.channel);
    },
    submitView: screen.submit,
    closeView: screen.close,
    modal: screen.modal,
    home: () => core.store.list("views").find((view) => view.type === "home" && view.user === me.id),
    messages: (channel = me.dm) => core.store.inChannel(channel),
    ephemerals: () => core.store.list("ephemerals").filter((ephemeral) => ephemeral.user === me.id),
    notices: () => core.store.list("notices").filter((notice) => notice.user === me.id),
  };
}
