import type { Journal } from "./journal.ts";
import type {
  AgentSession,
  Channel,
  Delivery,
  Ephemeral,
  Member,
  Message,
  Notice,
  Notification,
  Presence,
  StoredFile,
  SuggestedPrompts,
  ThreadStatus,
  View,
} from "./records.ts";

/** Everything the workspace knows, each record whole and immutable under its id. */
export interface Collections {
  members: Member;
  channels: Channel;
  messages: Message;
  ephemerals: Ephemeral;
  views: View;
  files: StoredFile;
  statuses: ThreadStatus;
  prompts: SuggestedPrompts;
  sessions: AgentSession;
  notices: Notice;
  deliveries: Delivery;
  notifications: Notification;
  presence: Presence;
}

/** The name of one kind of record. */
export type CollectionName = keyof Collections;

/** One record replaced (or, with `null`, removed): the only way anything changes. */
export interface Change<K extends CollectionName = CollectionName> {
  readonly seq: number;
  readonly collection: K;
  readonly id: string;
  readonly record: Collections[K] | null;
}

/** Records by kind and id; putting one is the only way anything changes. */
export interface Store {
  get<K extends CollectionName>(collection: K, id: string): Collections[K] | undefined;
  list<K extends CollectionName>(collection: K): readonly Collections[K][];
  /** Messages of a channel, threads included, oldest first. */
  inChannel(channel: string): readonly Message[];
  entries<K extends CollectionName>(collection: K): readonly (readonly [string, Collections[K]])[];
  put<K extends CollectionName>(collection: K, id: string, record: Collections[K]): void;
  remove(collection: CollectionName, id: string): void;
  /** Called after every change, in order; returns how to stop listening. */
  subscribe(listener: (change: Change) => void): () => void;
  /** Number of the last change. */
  seq(): number;
}

/** Every kind of record. */
export const COLLECTION_NAMES: readonly CollectionName[] = [
  "members",
  "channels",
  "messages",
  "ephemerals",
  "views",
  "files",
  "statuses",
  "prompts",
  "sessions",
  "notices",
  "deliveries",
  "notifications",
  "presence",
];

/** The workspace's memory: maps with a change feed, and a journal when it must outlive the process. */
export function createStore(journal?: Journal): Store {
  const maps = new Map<CollectionName, Map<string, unknown>>(
    COLLECTION_NAMES.map((name) => [name, new Map<string, unknown>()]),
  );
  const listeners = new Set<(change: Change) => void>();
  const channels = new Map<string, Map<string, Message>>();
  let seq = 0;
  const mapOf = (name: CollectionName) => maps.get(name) as Map<string, unknown>;
  /** Keeps the messages of each channel apart; new ones come with rising timestamps, so their order is time's. */
  const place = (id: string, message: Message | undefined) => {
    const channel = message?.channel ?? id.slice(0, id.indexOf(":"));
    const room = channels.get(channel) ?? new Map<string, Message>();
    channels.set(channel, room);
    if (message) room.set(id, message);
    else room.delete(id);
  };
  const change = (collection: CollectionName, id: string, record: unknown) => {
    seq += 1;
    const entry = { seq, collection, id, record } as Change;
    journal?.append({ collection, id, record });
    for (const listener of [...listeners]) listener(entry);
  };

  for (const { collection, id, record } of journal?.entries() ?? []) {
    const map = maps.get(collection as CollectionName);
    if (record === null) map?.delete(id);
    else map?.set(id, record);
  }
  for (const [id, message] of mapOf("messages")) place(id, message as Message);
  journal?.compact(
    [...maps].flatMap(([collection, map]) => [...map].map(([id, record]) => ({ collection, id, record }))),
  );

  return {
    get: <K extends CollectionName>(collection: K, id: string) =>
      mapOf(collection).get(id) as Collections[K] | undefined,
    list: <K extends CollectionName>(collection: K) => [...mapOf(collection).values()] as Collections[K][],
    entries: <K extends CollectionName>(collection: K) =>
      [...mapOf(collection)] as (readonly [string, Collections[K]])[],
    inChannel: (channel) => [...(channels.get(channel)?.values() ?? [])],
    put(collection, id, record) {
      mapOf(collection).set(id, record);
      if (collection === "messages") place(id, record as Message);
      change(collection, id, record);
    },
    remove(collection, id) {
      if (!mapOf(collection).delete(id)) return;
      if (collection === "messages") place(id, undefined);
      change(collection, id, null);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    seq: () => seq,
  };
}

/** What a restart ends: settled deliveries are history, and nobody is thinking any more. */
export function forgetPassing(store: Store): void {
  for (const delivery of store.list("deliveries"))
    if (delivery.state !== "pending" || delivery.kind !== "events_api")
      store.remove("deliveries", delivery.id);
  for (const [id] of store.entries("statuses")) store.remove("statuses", id);
  for (const [id] of store.entries("notices")) store.remove("notices", id);
}
