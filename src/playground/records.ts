/** A JSON object as Slack's own payloads are: read with care, never trusted. */
export type Fields = Readonly<Record<string, unknown>>;

/** A Block Kit block; Slack gives each one an id when the sender does not. */
export type Block = Fields & { readonly type: string; readonly block_id: string };

/** What a member is in this workspace; guests and outsiders exist to be refused politely. */
export type Role = "requester" | "advisor" | "agent" | "guest" | "external";

/** A person or the bot, as `users.info` knows them. */
export interface Member {
  readonly id: string;
  /** The name tests and the page call this person by, such as `requester`. */
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  readonly locale: string;
  readonly timeZone: string;
  readonly teamId: string;
  readonly deleted: boolean;
  /** The direct-message channel with the bot; empty for the bot itself. */
  readonly dm: string;
}

/** A room, or the direct messages of one person with the bot. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: "im" | "private" | "public";
  readonly members: readonly string[];
  readonly archived: boolean;
  readonly shared: boolean;
  /** Epoch seconds. */
  readonly created: number;
}

/** One emoji under a message and who chose it. */
export interface Reaction {
  readonly name: string;
  readonly users: readonly string[];
}

/** One piece of a streamed message, in the order it came. */
export type StreamPart =
  | { readonly type: "markdown_text"; readonly text: string }
  | { readonly type: "task_update"; readonly id: string; readonly task: Fields }
  | { readonly type: "plan_update"; readonly title: string }
  | { readonly type: "blocks"; readonly blocks: readonly Block[] };

/** What a message that is (or was) being streamed carries beside its text. */
export interface Stream {
  readonly state: "streaming" | "stopped" | "stopped_by_user" | "expired";
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly display: "timeline" | "plan";
  readonly parts: readonly StreamPart[];
}

/** A message in Slack's own field names, plus what only this workspace needs to show it. */
export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  /** Markdown as sent in `markdown_text` or streamed; shown instead of `text` when present. */
  readonly markdown?: string | undefined;
  readonly blocks?: readonly Block[] | undefined;
  readonly attachments?: readonly Fields[] | undefined;
  readonly thread_ts?: string | undefined;
  readonly subtype?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly app_id?: string | undefined;
  readonly username?: string | undefined;
  readonly icon_emoji?: string | undefined;
  readonly icon_url?: string | undefined;
  readonly client_msg_id?: string | undefined;
  readonly metadata?: Fields | undefined;
  readonly edited?: { readonly user: string; readonly ts: string } | undefined;
  readonly files?: readonly StoredFile[] | undefined;
  readonly reactions?: readonly Reaction[] | undefined;
  readonly reply_count?: number | undefined;
  readonly latest_reply?: string | undefined;
  readonly stream?: Stream | undefined;
}

/** A message only one person sees; it is gone when they look away. */
export interface Ephemeral {
  readonly id: string;
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  readonly text: string;
  readonly markdown?: string | undefined;
  readonly blocks?: readonly Block[] | undefined;
  readonly thread_ts?: string | undefined;
}

/** A modal or an App Home. */
export interface View {
  readonly id: string;
  /** Whose screen it is on. */
  readonly user: string;
  readonly type: "modal" | "home";
  readonly callback_id: string;
  readonly external_id: string;
  readonly private_metadata: string;
  readonly title?: Fields | undefined;
  readonly submit?: Fields | undefined;
  readonly close?: Fields | undefined;
  readonly blocks: readonly Block[];
  readonly values: Readonly<Record<string, Readonly<Record<string, Fields>>>>;
  readonly hash: string;
  readonly root_view_id: string;
  readonly previous_view_id: string | null;
  readonly clear_on_close: boolean;
  readonly notify_on_close: boolean;
  /** What the app said is wrong, by block id. */
  readonly errors?: Readonly<Record<string, string>> | undefined;
}

/** A file somebody shared. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly size: number;
  readonly user: string;
  /** Base64; kept with the record so that a restart keeps the file. */
  readonly content: string;
  /** Another company's workspace keeps it (Slack Connect): apps see no address of it. */
  readonly elsewhere?: boolean | undefined;
}

/** "is thinking…" under a thread, gone after two minutes or with the next message. */
export interface ThreadStatus {
  readonly channel: string;
  readonly thread_ts: string;
  readonly status: string;
  readonly loading_messages: readonly string[];
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** The prompts shown in an empty Messages tab. */
export interface SuggestedPrompts {
  readonly channel: string;
  readonly title?: string | undefined;
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
}

/** An agent session: one thread's title and whether someone is at work in it. */
export interface AgentSession {
  readonly channel: string;
  readonly thread_ts: string;
  readonly status: "active" | "processing" | "suspended" | "closed";
  readonly title?: string | undefined;
}

/** What Slack itself tells one person, such as "the app did not respond". */
export interface Notice {
  readonly id: string;
  readonly user: string;
  readonly channel?: string | undefined;
  readonly code: string;
}

/** One thing sent to the app: an event, an interaction or a command. */
export interface Delivery {
  readonly id: string;
  readonly kind: "events_api" | "interactive" | "slash_commands";
  /** `message`, `app_mention`, `block_actions`, `/career` … */
  readonly name: string;
  readonly eventId?: string | undefined;
  /** Kept until settled, so that a restart can send it again. */
  readonly payload?: Fields | undefined;
  readonly attempts: number;
  readonly state: "pending" | "acked" | "lost";
  /** Milliseconds from the last attempt to its acknowledgement. */
  readonly ackMs?: number | undefined;
}

/** Whether the app is there. */
export interface Presence {
  readonly connections: number;
}

/** Somebody was called by a message: what must never happen through the agent or a relay. */
export interface Notification {
  readonly channel: string;
  readonly ts: string;
  readonly from: string;
  /** `channel`, `here`, `everyone`, `subteam^S…` or a member's id. */
  readonly target: string;
}
