import type { WebClient } from "@slack/web-api";
import type { Conversation } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Lanes } from "../conversation/lanes.ts";
import { type Delivery, inboxItem } from "./deliveries.ts";
import { cut, LIMITS } from "./limits.ts";
import { languageOf, type People } from "./people.ts";
import { withoutMentions } from "./safe-text.ts";
import { conversationIdOf } from "./thread.ts";

export interface DirectThreadsOptions {
  readonly client: WebClient;
  readonly conversations: ConversationStore;
  readonly people: People;
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
}

export function createDirectThreads(options: DirectThreadsOptions): DirectThreads {
  const { client, conversations, people, inbox, wake, now } = options;

  const startThread = async (team: string, userId: string, text: string) => {
    const { channel } = await client.conversations.open({ users: userId });
    const place = { team, channel: channel?.id ?? "" };
    const { ts = "" } = await client.chat.postMessage({
      channel: place.channel,
      text: cut(text, LIMITS.text),
    });
    return { ...place, threadTs: ts };
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
      const id = conversationIdOf(await startThread(team, userId, line));
      return conversations.open({
        id,
        requesterId: userId,
        locale: languageOf(line, locale),
        startedAt: now(),
      });
    },
  };
}
