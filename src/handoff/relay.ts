import {
  type Actor,
  type Handoff,
  type HandoffEvent,
  isInLine,
  isWithPerson,
  type TransitionResult,
  transition,
} from "./handoff.ts";
import type { HandoffStore } from "./handoff-store.ts";
import type { OutboxEntry, RelayedFile, RelaySource, ThreadNote } from "./outbox.ts";

export interface RelayedWords {
  readonly text: string;
  readonly source: RelaySource;
  readonly files?: readonly RelayedFile[];
  /** @default "new" */
  readonly change?: "new" | "edited" | "deleted";
}

export interface AdvisorWords extends RelayedWords {
  /** Written outside the thread: a copy is shown there. */
  readonly copied?: boolean;
}

export interface Reaction {
  /** Unique per press. */
  readonly key: string;
  /** The message that was reacted to. */
  readonly source: RelaySource;
  readonly name: string;
  readonly added: boolean;
}

/** Words and signs that pass between the requester's thread and the advisors'. */
export interface Relay {
  /** Passes the requester's words to the advisors' thread when a handoff is in line or held; a deletion at any time. */
  fromRequester(handoff: Handoff, words: RelayedWords): Promise<void>;
  /** Sends an advisor's words to the requester; refused unless the advisor holds the handoff, or takes words back. */
  fromAdvisor(id: string, advisorId: string, words: AdvisorWords): Promise<TransitionResult>;
  /** Leaves words for colleagues in the advisors' thread; the key makes them one note. */
  note(id: string, advisorId: string, note: ThreadNote, text: string, key: string): Promise<void>;
  /** Shows a reaction of the requester or the owner on the other side; anybody else's stays where it is. */
  react(handoff: Handoff, userId: string, reaction: Reaction): Promise<void>;
}

export interface RelayOptions {
  readonly store: Pick<HandoffStore, "enqueue">;
  readonly now: () => number;
  /** Reads a handoff that must exist. */
  readonly known: (id: string) => Promise<Handoff>;
  /** Applies an event together with what it sends. */
  readonly act: (
    id: string,
    event: HandoffEvent,
    actor: Actor,
    more: (after: Handoff) => readonly OutboxEntry[],
  ) => Promise<TransitionResult>;
}

/** Only new words change whose turn it is to reply; an edit or a deletion follows its message and no more. */
export function createRelay({ store, now, known, act }: RelayOptions): Relay {
  return {
    async fromRequester(handoff, words) {
      const entry = (calls?: string): OutboxEntry => ({
        key: relayKey(words),
        message: {
          kind: "to_advisors",
          handoffId: handoff.id,
          change: "new",
          ...words,
          ...(calls && { calls }),
        },
      });
      if (handoff.state === "waiting" && isNew(words)) {
        const requester: Actor = { role: "requester", id: handoff.requesterId };
        const result = await act(handoff.id, "requester_reply", requester, ({ ownerId }) => [entry(ownerId)]);
        if (result.ok) return;
      }
      if (isInLine(handoff.state) || isWithPerson(handoff.state) || mayFollow(handoff, words))
        await store.enqueue([entry()]);
    },
    async fromAdvisor(id, advisorId, words) {
      const advisor: Actor = { role: "advisor", id: advisorId };
      if (isNew(words)) return act(id, "advisor_reply", advisor, (after) => replyOf(after, advisorId, words));
      const handoff = await known(id);
      const result = transition(handoff, "advisor_reply", advisor, now());
      if (!result.ok && !mayFollow(handoff, words)) return result;
      await store.enqueue(replyOf(handoff, advisorId, words));
      return { ok: true, handoff };
    },
    note: (id, advisorId, note, text, key) =>
      store.enqueue([{ key, message: { kind: "thread_note", handoffId: id, advisorId, note, text } }]),
    async react(handoff, userId, { key, ...reaction }) {
      if (!isWithPerson(handoff.state)) return;
      if (userId !== handoff.requesterId && userId !== handoff.ownerId) return;
      const side = userId === handoff.ownerId ? "requester" : "advisors";
      await store.enqueue([{ key, message: { kind: "reaction", handoffId: handoff.id, side, ...reaction } }]);
    },
  };
}

const isNew = ({ change = "new" }: RelayedWords): boolean => change === "new";

/** What was taken back goes on the other side too, whoever holds the handoff by then. */
const mayFollow = ({ state }: Handoff, { change }: RelayedWords): boolean =>
  change === "deleted" && state !== "erased";

/** The advisor's words to the requester, and their copy in the thread when they were written elsewhere. */
function replyOf(
  { id, epoch }: Handoff,
  advisorId: string,
  { copied, ...words }: AdvisorWords,
): readonly OutboxEntry[] {
  const key = relayKey(words);
  const reply: OutboxEntry = {
    key,
    message: {
      kind: "to_requester",
      handoffId: id,
      advisorId,
      epoch,
      turnId: `${key}:turn`,
      change: "new",
      ...words,
    },
  };
  if (!copied) return [reply];
  const copy = {
    kind: "thread_note" as const,
    handoffId: id,
    advisorId,
    note: "reply" as const,
    text: words.text,
  };
  return [reply, { key: `${key}:copy`, message: copy }];
}

/** One Slack message is mirrored once; each edit of it and its deletion are further, separate mirrors. */
function relayKey({ source, change = "new" }: RelayedWords): string {
  const base = `relay:${source.channel}:${source.ts}`;
  return change === "new" ? base : `${base}:${change}:${source.revision ?? ""}`;
}
