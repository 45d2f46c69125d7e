import type { Ids } from "./ids.ts";
import type { Channel, Member, Role } from "./records.ts";
import type { Store } from "./store.ts";

/** Somebody to have in the workspace. */
export interface PersonSpec {
  /** How tests and the page call this person. */
  readonly key: string;
  readonly name: string;
  readonly role: Exclude<Role, "agent">;
  readonly locale?: string;
  readonly timeZone?: string;
}

/** Who lives in the workspace when nothing else is asked for. */
export const DEFAULT_PEOPLE: readonly PersonSpec[] = [
  { key: "requester", name: "佐藤 あおい", role: "requester" },
  { key: "requester-en", name: "Alex Carter", role: "requester", locale: "en-US" },
  { key: "advisor", name: "森 めい", role: "advisor" },
  { key: "advisor2", name: "田中 健", role: "advisor" },
  { key: "guest", name: "山口 ゲスト", role: "guest" },
  { key: "external", name: "Robin Outside", role: "external" },
];

/** The ids of the rooms and of the bot. */
export interface Rooms {
  readonly general: string;
  readonly advisors: string;
  readonly botUser: string;
}

/** Ids from the workspace's own; an organisation's workspaces have one bot user. */
export function roomsIn(teamId: string, organisationId?: string): Rooms {
  const mark = teamId === "T0PLAYGROUND" ? "01" : teamId.slice(2);
  return {
    general: `C0GENERAL${mark}`,
    advisors: `G0ADVISOR${mark}`,
    botUser: `U0SHIRUBE${organisationId?.slice(2) ?? mark}`,
  };
}

/** Everybody in the workspace, and how to add somebody. */
export interface Roster {
  add(spec: PersonSpec): Member;
  find(keyOrId: string): Member | undefined;
}

/** Fills an empty store with rooms, the bot and people; on a store read back it finds them again. */
export function createRoster(
  workspace: {
    readonly store: Store;
    readonly ids: Ids;
    readonly now: () => number;
    readonly teamId: string;
    readonly botName: string;
    readonly rooms: Rooms;
    /** The id for a new person with this key. @default any */
    readonly personId: ((key: string) => string) | undefined;
  },
  people: readonly PersonSpec[],
): Roster {
  const { store, ids, now, teamId, botName, rooms } = workspace;
  const personId = workspace.personId ?? (() => ids.next("U"));
  const created = () => Math.floor(now() / 1000);
  const room = (id: string, name: string, kind: Channel["kind"]) => {
    if (!store.get("channels", id))
      store.put("channels", id, {
        id,
        name,
        kind,
        members: [],
        archived: false,
        shared: false,
        created: created(),
      });
  };
  const join = (channelId: string, member: string) => {
    const channel = store.get("channels", channelId);
    if (channel && !channel.members.includes(member))
      store.put("channels", channelId, { ...channel, members: [...channel.members, member] });
  };
  room(rooms.general, "general", "public");
  room(rooms.advisors, "career-advisors", "private");
  store.put("members", rooms.botUser, {
    id: rooms.botUser,
    key: "shirube",
    name: botName,
    role: "agent",
    locale: "ja-JP",
    timeZone: "Asia/Tokyo",
    teamId,
    deleted: false,
    dm: "",
  });
  for (const id of [rooms.general, rooms.advisors]) join(id, rooms.botUser);

  const find = (keyOrId: string) =>
    store.get("members", keyOrId) ?? store.list("members").find((member) => member.key === keyOrId);
  const add = (spec: PersonSpec): Member => {
    const known = find(spec.key);
    if (known) return known;
    const member: Member = {
      id: personId(spec.key),
      key: spec.key,
      name: spec.name,
      role: spec.role,
      locale: spec.locale ?? "ja-JP",
      timeZone: spec.timeZone ?? "Asia/Tokyo",
      teamId: spec.role === "external" ? "T0OUTSIDE01" : teamId,
      deleted: false,
      dm: ids.next("D"),
    };
    store.put("members", member.id, member);
    store.put("channels", member.dm, {
      id: member.dm,
      name: "",
      kind: "im",
      members: [member.id, rooms.botUser],
      archived: false,
      shared: spec.role === "external",
      created: created(),
    });
    join(rooms.general, member.id);
    if (spec.role === "advisor") join(rooms.advisors, member.id);
    return member;
  };
  for (const spec of people) add(spec);
  return { add, find };
}
