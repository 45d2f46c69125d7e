import type { Arguments } from "../arguments.ts";
import { type Core, channelFor, compact, memberFor } from "../core.ts";
import { publicMessage } from "../events.ts";
import { react, threadOf } from "../messages.ts";
import type { Channel, Fields, Message } from "../records.ts";
import { demand } from "../refusal.ts";
import { type MethodTable, TIER } from "./method.ts";

/** A channel as the Web API shows it to the bot. */
export function publicChannel(core: Core, channel: Channel): Fields {
  const isIm = channel.kind === "im";
  return compact({
    id: channel.id,
    name: isIm ? undefined : channel.name,
    name_normalized: isIm ? undefined : channel.name,
    is_channel: channel.kind === "public",
    is_group: channel.kind === "private",
    is_im: isIm,
    is_mpim: false,
    is_private: channel.kind !== "public",
    is_archived: channel.archived,
    is_member: channel.members.includes(core.app.userId),
    is_ext_shared: channel.shared,
    is_general: channel.name === "general",
    user: isIm ? channel.members.find((id) => id !== core.app.userId) : undefined,
    created: channel.created,
    context_team_id: core.teamId,
  });
}

/** A channel the bot may read; a private one it is not in does not exist for it. */
function readable(core: Core, id: string): Channel {
  const channel = channelFor(core, id);
  const inside = channel.members.includes(core.app.userId);
  demand(inside || channel.kind === "public", "channel_not_found");
  return channel;
}

function open(core: Core, args: Arguments): Fields {
  if (args.has("channel")) return { channel: publicChannel(core, readable(core, args.required("channel"))) };
  const users = (args.string("users") ?? "").split(",").filter(Boolean);
  demand(users.length === 1, users.length === 0 ? "users_list_not_supplied" : "too_many_users");
  const member = memberFor(core, String(users[0]));
  demand(!member.deleted, "user_disabled");
  const channel = publicChannel(core, channelFor(core, member.dm));
  return { channel: args.flag("return_im") ? channel : { id: channel.id } };
}

/** One page of messages, with Slack's `oldest`, `latest`, `inclusive`, `limit` and `cursor`. */
function page(core: Core, args: Arguments, messages: readonly Message[]): Fields {
  const inclusive = args.flag("inclusive");
  const oldest = args.string("oldest") ?? "0";
  const latest = args.string("latest") ?? "9999999999.999999";
  const within = messages.filter(
    ({ ts }) => (ts > oldest && ts < latest) || (inclusive && (ts === oldest || ts === latest)),
  );
  const from = Number(Buffer.from(args.string("cursor") ?? "", "base64").toString() || 0);
  const limit = Math.min(1000, Math.max(1, args.number("limit", 100)));
  const more = within.length > from + limit;
  const next = more ? Buffer.from(String(from + limit)).toString("base64") : "";
  return {
    messages: within.slice(from, from + limit).map((message) => publicMessage(core, message)),
    has_more: more,
    response_metadata: { next_cursor: next },
  };
}

function replies(core: Core, args: Arguments): Fields {
  const channel = readable(core, args.required("channel"));
  demand(channel.members.includes(core.app.userId), "not_in_channel");
  const messages = threadOf(core, channel.id, args.required("ts"));
  demand(messages.length > 0, "thread_not_found");
  return page(core, args, messages);
}

function history(core: Core, args: Arguments): Fields {
  const channel = readable(core, args.required("channel"));
  demand(channel.members.includes(core.app.userId), "not_in_channel");
  const top = core.store
    .inChannel(channel.id)
    .filter(
      (message) =>
        !message.thread_ts || message.thread_ts === message.ts || message.subtype === "thread_broadcast",
    );
  return page(core, args, [...top].reverse());
}

/** The channels the bot is in, of the kinds asked for. */
function mine(core: Core, args: Arguments): Fields {
  const kinds = (args.string("types") ?? "public_channel").split(",");
  const named = { im: "im", public: "public_channel", private: "private_channel" };
  const channels = core.store
    .list("channels")
    .filter(({ members, kind }) => members.includes(core.app.userId) && kinds.includes(named[kind]));
  return {
    channels: channels.map((channel) => publicChannel(core, channel)),
    response_metadata: { next_cursor: "" },
  };
}

const READ = ["channels:read", "groups:read", "im:read", "mpim:read"];
const HISTORY = ["channels:history", "groups:history", "im:history", "mpim:history"];

/** Channels, their messages and reactions. */
export const conversationMethods: MethodTable = {
  "conversations.open": { run: open, scopes: ["im:write", "mpim:write"], perMinute: TIER.three },
  "conversations.info": {
    run: (core, args) => ({ channel: publicChannel(core, readable(core, args.required("channel"))) }),
    scopes: READ,
    perMinute: TIER.three,
  },
  "conversations.members": {
    run: (core, args) => ({
      members: readable(core, args.required("channel")).members,
      response_metadata: { next_cursor: "" },
    }),
    scopes: READ,
    perMinute: TIER.four,
  },
  "users.conversations": { run: mine, scopes: READ, perMinute: TIER.three, needsTeam: true },
  "conversations.replies": { run: replies, scopes: HISTORY, perMinute: TIER.three },
  "conversations.history": { run: history, scopes: HISTORY, perMinute: TIER.three },
  "reactions.add": {
    run: (core, args) => changeReaction(core, args, true),
    scopes: ["reactions:write"],
    perMinute: TIER.three,
  },
  "reactions.remove": {
    run: (core, args) => changeReaction(core, args, false),
    scopes: ["reactions:write"],
    perMinute: TIER.three,
  },
};

function changeReaction(core: Core, args: Arguments, add: boolean): Fields {
  const channel = readable(core, args.required("channel"));
  const at = { channel: channel.id, ts: args.required("timestamp") };
  react(core, at, core.app.userId, args.required("name").replaceAll(":", ""), add);
  return {};
}
