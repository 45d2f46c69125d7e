import type { WebClient } from "@slack/web-api";
import type { Handoff } from "../handoff/handoff.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { OutboxMessage, RelaySource } from "../handoff/outbox.ts";
import type { Logger } from "../log.ts";
import type { Place, Poster } from "./posting.ts";
import { type FileRelay, isCarried } from "./relay-files.ts";
import { type RelayTexts, renderRelayed } from "./relayed-words.ts";
import { removeIfPossible } from "./removed-posts.ts";
import { asRetry } from "./web-client.ts";

export interface MirrorsOptions {
  readonly client: WebClient;
  readonly posts: PostStore;
  readonly poster: Poster;
  readonly files: FileRelay;
  readonly logger: Logger;
}

/** Words on their way to the other side. */
export interface Crossing {
  readonly key: string;
  readonly handoff: Handoff;
  readonly attempt: number;
  readonly message: Extract<OutboxMessage, { kind: "to_advisors" | "to_requester" }>;
  /** Whose words they are, as the other side reads it. */
  readonly from: string;
  readonly texts: RelayTexts;
  readonly place: () => Promise<Place>;
  /** Where whoever wrote them reads about files that could not come along. */
  readonly sender: { readonly place: () => Promise<Place>; readonly left: (names: string) => string };
}

const mirrorKey = ({ channel, ts }: RelaySource) => `relay:${channel}:${ts}`;

/** Shows words on the other side, with their files, and lets their edits and their deletion follow. */
export function createMirrors({ client, posts, poster, files, logger }: MirrorsOptions) {
  const tellLeft = async ({ key, handoff, attempt, message, sender }: Crossing): Promise<void> => {
    const left = (message.files ?? []).filter((file) => !isCarried(file));
    if (left.length === 0) return;
    const text = sender.left(left.map(({ name }) => name).join(", "));
    await poster.once(`${key}:files-left`, handoff.id, await sender.place(), { text }, attempt);
  };

  const post = async (crossing: Crossing): Promise<void> => {
    const { key, handoff, attempt, message, from, texts } = crossing;
    const at = await crossing.place();
    await poster.once(key, handoff.id, at, renderRelayed(from, message, texts), attempt);
    await files.carry(key, handoff.id, at, message.files ?? []).catch((error) => {
      throw asRetry(error);
    });
    await tellLeft(crossing);
  };

  /** An edit changes the words, a deletion takes the copies of files along. */
  const follow = async ({ message, from, texts }: Crossing): Promise<void> => {
    const key = mirrorKey(message.source);
    const mirror = await posts.find(key);
    if (!mirror) return;
    await poster.update(mirror.channel, mirror.ts, renderRelayed(from, message, texts));
    if (message.change !== "deleted") return;
    const owner = await posts.ownerAt(mirror.channel, mirror.ts);
    const copies = owner ? await posts.under(owner, `${key}:file:`) : [];
    for (const copy of copies) await removeIfPossible(client, copy, logger);
  };

  return {
    carry: (crossing: Crossing): Promise<void> =>
      crossing.message.change === "new" ? post(crossing) : follow(crossing),
  };
}
