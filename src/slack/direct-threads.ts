import type { WebClient } from "@slack/web-api";
import type { Conversation, Locale } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Lanes } from "../conversation/lanes.ts";
import { HOME_TEXTS } from "../texts/home.ts";
import { type Delivery, inboxItem } from "./deliveries.ts";
import { languageOf, type People } from "./people.ts";
import type { Poster } from "./posting.ts";
import { withoutMentions } from "./safe-text.ts";
import { conversationIdOf, type Thread, threadOf } from "./thread.ts";
import { asRetry } from "./web-client.ts";

export interface DirectThreadsOptions {
  readonly client: WebClient;
  readonly conversations: ConversationStore;
  readonly people: People;
  readonly poster: Poster;
  readonly newId: () => string;
  readonly inbox: Lanes;
  readonly wake: () => void;
  readonly now: () => number;
}

/** Conversations that begin elsewhere (a command, a shortcut, the Home tab) and go on in the person's direct messages. */
export interface DirectThreads {
  /** Starts a thread with the question and has it answered there. */
  ask(team: string, userId: string, question: string, title?: string): Promise<void>;
  /** Starts a thread with a line of ours. */
  begin(team: string, userId: string, line: string): Promise<Conversation>;
  /** The one thread in which what this person began in a channel goes on where nobody else reads it. */
  continuing(conversation: Conversation, userId: string, attempt: number): Promise<Conversation>;
}

export function createDirectThreads(options: DirectThreadsOptions): DirectThreads {
  const { client, conversations, people, poster, newId, inbox, wake, now } = options;
  const starting = new Map<string, Promise<unknown>>();

  /** Its first message belongs to the conversation, since it may quote the person. */
  const startThread = async (
    team: string,
    userId: string,
    text: string,
    { key, attempt } = { key: newId(), attempt: 1 },
  ) => {
    const opened = await client.conversations.open({ users: userId }).catch((error) => {
      throw asRetry(error);
    });
    const place = { team, channel: opened.channel?.id ?? "" };
    const owner = (threadTs: string) => conversationIdOf({ ...place, threadTs });
    const threadTs = await poster.once(`thread:${key}`, owner, place, { text }, attempt);
    return { ...place, threadTs };
  };

  const openIn = (thread: Thread, requesterId: string, locale: Locale) =>
    conversations.open({ id: conversationIdOf(thread), requesterId, locale, startedAt: now() });

  /** Presses are heard side by side: the second waits for what the first has posted. */
  const inTurn = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = starting.get(key) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(work);
    starting.set(key, mine);
    try {
      return await mine;
    } finally {
      if (starting.get(key) === mine) starting.delete(key);
    }
  };

  return {
    async ask(team, userId, question, title) {
      const quoted = question
        .split("\n")
        .map((line) => `> ${withoutMentions(line)}`)
        .join("\n");
      const thread = await startThread(team, userId, title ? `${title}\n${quoted}` : quoted);
      const delivery: Delivery = {
        kind: "said",
        ...thread,
        ts: thread.threadTs,
        userId,
        direct: true,
        text: question,
        raw: question,
        mentioned: true,
        files: [],
      };
      await inbox.enqueue(inboxItem(delivery));
      wake();
    },
    async begin(team, userId, line) {
      const { locale } = await people.find(userId);
      return openIn(await startThread(team, userId, line), userId, languageOf(line, locale));
    },
    async continuing({ id, locale }, userId, attempt) {
      const once = { key: `${id}:${userId}`, attempt };
      const thread = await inTurn(once.key, () =>
        startThread(threadOf(id).team, userId, HOME_TEXTS[locale].beginHere, once),
      );
      return openIn(thread, userId, locale);
    },
  };
}
