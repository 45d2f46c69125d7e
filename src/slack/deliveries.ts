import { z } from "zod";
import type { NewLaneItem } from "../conversation/lanes.ts";
import type { RelayedFile } from "../handoff/outbox.ts";
import { unescapeSlack } from "./safe-text.ts";
import { conversationIdOf, type Thread } from "./thread.ts";

/** What happened in Slack that we may have to react to; everything else is not stored at all. */
export type Delivery =
  | (Spoken & {
      readonly kind: "said";
      readonly mentioned: boolean;
      readonly files: readonly RelayedFile[];
      /** A suggested question that was pressed, not typed: the thread does not show it yet. */
      readonly pressed?: true;
    })
  | (Spoken & { readonly kind: "edited"; readonly revision: string; readonly files?: readonly RelayedFile[] })
  | (Omit<Spoken, "text" | "raw"> & { readonly kind: "deleted"; readonly deletedAt: string });

export const DELIVERY_KINDS: readonly Delivery["kind"][] = ["said", "edited", "deleted"];

interface Spoken extends Thread {
  readonly ts: string;
  readonly userId: string;
  /** The person's home workspace when it is not ours (Slack Connect). */
  readonly userTeam?: string;
  /** The organisation our workspace belongs to (Enterprise Grid). */
  readonly organisation?: string;
  readonly direct: boolean;
  /** As typed, mentions of the bot removed. */
  readonly text: string;
  /** As Slack wrote it, formatting and escapes kept, for passing on. */
  readonly raw: string;
}

const message = z.object({
  type: z.string().optional(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().max(100_000).default(""),
  ts: z.string().optional(),
  thread_ts: z.string().optional(),
  files: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().nullish(),
        url_private: z.string().optional(),
        size: z.number().optional(),
      }),
    )
    .optional(),
  attachments: z
    .array(z.object({ is_share: z.boolean().optional(), text: z.string().max(100_000).nullish() }))
    .optional(),
  edited: z.object({ ts: z.string() }).optional(),
  team: z.string().optional(),
  user_team: z.string().optional(),
});

const envelope = z.object({
  type: z.literal("event_callback"),
  team_id: z.string(),
  context_team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  context_enterprise_id: z.string().nullish(),
  event: message.extend({
    type: z.enum(["message", "app_mention"]),
    channel: z.string(),
    channel_type: z.string().optional(),
    message: message.optional(),
    previous_message: message.optional(),
    deleted_ts: z.string().optional(),
    event_ts: z.string().optional(),
  }),
});

type SlackEvent = z.infer<typeof envelope>["event"];

/** Subtypes in which a person speaks; any other (joins, topics, bots, reminders) is not speech. */
const SPEECH = new Set(["file_share", "thread_broadcast", "me_message"]);

/** Parses one Events API body; undefined for anything that is not a person speaking, editing or deleting. */
export function parseDelivery(body: unknown, botUserId: string): Delivery | undefined {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return undefined;
  const { event } = parsed.data;
  const team = parsed.data.context_team_id ?? parsed.data.team_id;
  const organisation = parsed.data.context_enterprise_id ?? parsed.data.enterprise_id;
  // A question that has replies is not removed but buried: Slack calls that a change.
  const buried = event.message?.subtype === "tombstone";
  if (event.subtype === "message_changed" && !buried) return parseEdit(event, team, botUserId);
  if (event.subtype === "message_deleted" || buried) return parseDeletion(event, team, botUserId);
  if (event.subtype !== undefined && !SPEECH.has(event.subtype)) return undefined;
  if (!event.user || !event.ts || event.bot_id || event.user === botUserId) return undefined;
  return {
    kind: "said",
    ...place(event, team, event.ts, event.thread_ts),
    userId: event.user,
    ...homeOf(event, team),
    ...(organisation && { organisation }),
    ...wordsOf(event, botUserId),
    mentioned: event.type === "app_mention" || event.text.includes(`<@${botUserId}>`),
    files: filesOf(event),
  };
}

/** The Events API body in which a message that was read from a thread or channel would have come. */
export function asDelivered(
  { team, channel, organisation }: Pick<Spoken, "team" | "channel" | "organisation">,
  message: object,
): unknown {
  const channel_type = channel.startsWith("D") ? "im" : "channel";
  const event = { ...message, type: "message", channel, channel_type };
  return { type: "event_callback", team_id: team, enterprise_id: organisation, event };
}

/** Which message a delivery is about. */
type MessageAt = Pick<Delivery, "team" | "channel" | "ts">;

/** Key that makes one happening one inbox item, whichever event types and retries it arrives as. */
export function deliveryKey(delivery: Delivery): string {
  const base = keyAt(delivery.kind, delivery);
  return delivery.kind === "edited" ? `${base}:${delivery.revision}` : base;
}

/** The key under which the words that were edited or deleted had come. */
export const originalKey = (delivery: Delivery): string => keyAt("said", delivery);

/** How the keys begin under which these words came, as first said and as edited since, and what answered them. */
export const spokenKeys = (delivery: MessageAt): readonly string[] => [
  keyAt("said", delivery),
  `${keyAt("edited", delivery)}:`,
];

const keyAt = (kind: Delivery["kind"], { team, channel, ts }: MessageAt) =>
  `${kind}:${team}:${channel}:${ts}`;

/** The inbox item of a delivery, in its conversation's lane at the time at which it happened. */
export function inboxItem(delivery: Delivery): NewLaneItem {
  return {
    lane: conversationIdOf(delivery),
    key: deliveryKey(delivery),
    payload: JSON.stringify(delivery),
    sequence: microseconds(happenedAt(delivery)),
  };
}

function happenedAt(delivery: Delivery): string {
  if (delivery.kind === "edited") return delivery.revision;
  return delivery.kind === "deleted" ? delivery.deletedAt : delivery.ts;
}

/** Slack's timestamps are seconds with six decimals, which a float would round. */
function microseconds(ts: string): number {
  const [seconds = "", decimals = ""] = ts.split(".");
  const value = Number(`${seconds}${decimals.padEnd(6, "0").slice(0, 6)}`);
  return Number.isSafeInteger(value) ? value : 0;
}

function parseEdit(event: SlackEvent, team: string, botUserId: string): Delivery | undefined {
  const { message: now, previous_message: before } = event;
  const isUnfurl = !now?.edited || now.text === before?.text;
  if (!now?.user || !now.ts || !now.edited || isUnfurl || now.bot_id || now.user === botUserId)
    return undefined;
  return {
    kind: "edited",
    ...place(event, team, now.ts, now.thread_ts),
    userId: now.user,
    ...wordsOf(now, botUserId),
    revision: now.edited.ts,
    files: filesOf(now),
  };
}

function parseDeletion(event: SlackEvent, team: string, botUserId: string): Delivery | undefined {
  const before = event.previous_message;
  const ts = event.deleted_ts ?? event.message?.ts ?? before?.ts;
  if (!ts || !before?.user || before.bot_id || before.user === botUserId) return undefined;
  const deletedAt = event.event_ts ?? ts;
  return { kind: "deleted", ...place(event, team, ts, before.thread_ts), userId: before.user, deletedAt };
}

function place(event: SlackEvent, team: string, ts: string, threadTs: string | undefined) {
  const direct = event.channel_type === "im" || event.channel.startsWith("D");
  return { team, channel: event.channel, ts, threadTs: threadTs ?? ts, direct };
}

function filesOf({ files }: Pick<SlackEvent, "files">): readonly RelayedFile[] {
  return (files ?? []).map(({ id, name, url_private, size }) => ({
    id,
    name: name ?? id,
    size: size ?? 0,
    ...(url_private && { url: url_private }),
  }));
}

function homeOf(event: SlackEvent, team: string): { readonly userTeam?: string } {
  const home = event.user_team ?? event.team;
  return home && home !== team ? { userTeam: home } : {};
}

/** What was typed; the words of a forwarded message belong to it, and without any of their own they are it. */
function wordsOf(said: z.infer<typeof message>, botUserId: string): Pick<Spoken, "text" | "raw"> {
  const typed = said.text.replaceAll(`<@${botUserId}>`, " ").trim();
  const forwarded = (said.attachments ?? []).flatMap(({ is_share, text }) =>
    is_share && text ? [text] : [],
  );
  const quoted = forwarded.map((words) => words.replace(/^/gm, "> "));
  return {
    text: unescapeSlack([typed, ...forwarded].filter((words) => words !== "").join("\n")),
    raw: [typed, ...quoted].filter((words) => words !== "").join("\n"),
  };
}
