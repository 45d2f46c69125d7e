import type { AppIdentity } from "./app-identity.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Ids } from "./ids.ts";
import type { Installs } from "./installs.ts";
import type { Organisation } from "./organisation.ts";
import type { Channel, Fields, Member, Message } from "./records.ts";
import { demand } from "./refusal.ts";
import type { Store } from "./store.ts";

/** What every part of the workspace shares. */
export interface Core {
  readonly store: Store;
  readonly ids: Ids;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly teamId: string;
  readonly teamName: string;
  /** The organisation the workspace belongs to; then the app is installed in all of it. */
  readonly organisation: Organisation | undefined;
  readonly app: AppIdentity;
  readonly deliveries: Deliveries;
  readonly installs: Installs;
  /** `http://127.0.0.1:<port>`; known once the server listens. */
  readonly origin: () => string;
}

/** A channel by its id, or by a member's id for their direct messages. */
export function channelFor(core: Core, id: string): Channel {
  const member = core.store.get("members", id);
  const channel = core.store.get("channels", member ? member.dm : id);
  demand(channel, "channel_not_found");
  return channel;
}

/** A channel the bot may write to. */
export function writableChannel(core: Core, id: string): Channel {
  const channel = channelFor(core, id);
  if (!channel.members.includes(core.app.userId))
    demand(false, channel.kind === "public" ? "not_in_channel" : "channel_not_found");
  demand(!channel.archived, "is_archived");
  return channel;
}

/** A member by id; refuses with `user_not_found`. */
export function memberFor(core: Core, id: string): Member {
  const member = core.store.get("members", id);
  demand(member, "user_not_found");
  return member;
}

/** Under which id the store keeps a message. */
export const messageId = (channel: string, ts: string) => `${channel}:${ts}`;
/** Under which id the store keeps what belongs to a thread: its status and its session. */
export const threadId = messageId;

/** A message by channel and timestamp; refuses with `message_not_found`. */
export function messageAt(core: Core, channel: string, ts: string): Message {
  const message = core.store.get("messages", messageId(channel, ts));
  demand(message, "message_not_found");
  return message;
}

/** A record's own words only: undefined values are left out, as on the wire. */
export function compact(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
