import type { WebClient } from "@slack/web-api";
import type { Locale } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Courier } from "../handoff/delivery.ts";
import type { Handoff } from "../handoff/handoff.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { AdvisorLine, OutboxMessage, RelaySource } from "../handoff/outbox.ts";
import type { Logger } from "../log.ts";
import { ADVISOR_TEXTS } from "../texts/advisor.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { RELAY_TEXTS } from "../texts/relay.ts";
import { cardKey } from "./cards.ts";
import { renderCheckIn } from "./check-in-views.ts";
import { renderCard } from "./handoff-card.ts";
import { renderRequesterLine } from "./handoff-request.ts";
import { createMirrors } from "./mirrors.ts";
import type { People } from "./people.ts";
import type { Place, Poster } from "./posting.ts";
import { counterpart } from "./reactions.ts";
import type { FileRelay } from "./relay-files.ts";
import { renderRelayed } from "./relayed-words.ts";
import { removeIfPossible } from "./removed-posts.ts";
import { withoutMentions } from "./safe-text.ts";
import type { SessionStatus, Sessions } from "./sessions.ts";
import { createSharedTurns, sharedTurnKey } from "./shared-turns.ts";
import { threadOf } from "./thread.ts";
import { staysUnseen } from "./unseen.ts";
import { asRetry, slackErrorOf } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

export interface CourierOptions {
  readonly client: WebClient;
  readonly posts: PostStore;
  readonly poster: Poster;
  readonly people: People;
  readonly conversations: ConversationStore;
  readonly workspaces: Workspaces;
  /** How many wait before this handoff. */
  readonly ahead: (handoff: Handoff) => Promise<number>;
  /** How long this workspace's requesters have waited lately, milliseconds. */
  readonly usualWait: (team: string) => Promise<number | undefined>;
  readonly files: FileRelay;
  readonly sessions: Sessions;
  /** When advisors are next there, in words. */
  readonly nextOpening: (locale: Locale) => Promise<string>;
  /** When a consultation that waits for its requester is closed, in words. */
  readonly closing: (handoff: Handoff, locale: Locale) => Promise<string>;
  readonly logger: Logger;
}

interface Parcel<K extends OutboxMessage["kind"]> {
  readonly key: string;
  readonly handoff: Handoff;
  readonly attempt: number;
  readonly message: Extract<OutboxMessage, { kind: K }>;
}

/** How a handoff shows in the requester's list of conversations. */
const SESSION_AT: { readonly [line: string]: SessionStatus | undefined } = {
  claimed: "suspended",
  transferred: "suspended",
  released: "active",
  released_after_hours: "active",
  returned: "active",
  cancelled: "active",
  undelivered: "active",
  resolved: "closed",
};

/** Lines that are for whoever can help, and not for those who wrote below the card. */
const TO_THE_CHANNEL: ReadonlySet<AdvisorLine> = new Set(["waiting", "escalated", "released", "reopened"]);
/** Lines that are for the owner, whose id is one we know ourselves; whoever is called in a thread hears of what follows. */
const CALLED: ReadonlySet<AdvisorLine> = new Set(["claimed", "transferred", "owner_silent"]);

/** Carries handoff messages into Slack: cards and lines to the advisors, lines and replies to the requester. */
export function createCourier(options: CourierOptions): Courier {
  const { client, posts, poster, people, conversations, workspaces } = options;

  const mirrors = createMirrors(options);
  const sharedTurns = createSharedTurns({ client, posts, conversations });

  const requesterName = async (handoff: Handoff): Promise<string> =>
    (handoff.named && (await people.find(handoff.requesterId)).name) ||
    ADVISOR_TEXTS.requester(handoff.alias);
  const colleague = async (userId: string): Promise<string> =>
    withoutMentions((await people.find(userId)).name ?? ADVISOR_TEXTS.someone);
  /** For the requester; undefined where Slack tells no name. */
  const advisorName = async (userId: string | undefined): Promise<string | undefined> => {
    const name = userId && (await people.find(userId)).name;
    return name ? withoutMentions(name) : undefined;
  };
  const localeOf = async ({ conversationId }: Handoff) =>
    (await conversations.get(conversationId))?.locale ?? "ja";
  const requesterPlace = ({ conversationId }: Handoff): Place => {
    const { channel, threadTs } = threadOf(conversationId);
    return { channel, threadTs };
  };
  const cardPlace = async ({ id }: Handoff): Promise<Place> => {
    const card = await posts.find(cardKey(id));
    if (!card) throw new Error("the card is not posted yet");
    return { channel: card.channel, threadTs: card.ts };
  };

  const usualMinutes = async ({ conversationId }: Handoff): Promise<number | undefined> => {
    const wait = await options.usualWait(threadOf(conversationId).team);
    return wait === undefined ? undefined : Math.max(1, Math.round(wait / 60_000));
  };

  const card = async ({ handoff, attempt }: Parcel<"card">): Promise<void> => {
    const owner = handoff.ownerId && (await colleague(handoff.ownerId));
    const message = renderCard(handoff, {
      requester: await requesterName(handoff),
      owner: owner || undefined,
      teaches: workspaces.current().isHome,
      linkOf: await sharedTurns.linksOf(handoff),
    });
    const known = await posts.find(cardKey(handoff.id));
    if (known) await poster.update(known.channel, known.ts, message);
    else {
      const channel = workspaces.current().advisorChannel;
      if (!channel) throw new Error("no advisors' channel to post the card to");
      await poster.once(cardKey(handoff.id), handoff.id, { channel }, message, attempt);
    }
  };

  /** A colleague's name, or a call: Slack tells nobody of a reply in a thread they have not written in. */
  const nameIn = async ({ line, actorId = "" }: Parcel<"advisor_line">["message"]): Promise<string> => {
    if (actorId === "") return ADVISOR_TEXTS.someone;
    return CALLED.has(line) ? `<@${actorId}>` : colleague(actorId);
  };

  const advisorLine = async ({ key, handoff, attempt, message }: Parcel<"advisor_line">): Promise<void> => {
    const text = ADVISOR_TEXTS.lines[message.line];
    const line = typeof text === "string" ? text : text(await nameIn(message));
    const broadcast = TO_THE_CHANNEL.has(message.line);
    await poster.once(key, handoff.id, await cardPlace(handoff), { text: line, broadcast }, attempt);
  };

  const requesterLine = async ({
    key,
    handoff,
    attempt,
    message,
  }: Parcel<"requester_line">): Promise<void> => {
    const locale = await localeOf(handoff);
    const texts = HANDOFF_TEXTS[locale];
    const advisor = await advisorName(message.advisorId);
    const lines: Record<typeof message.line, () => string | Promise<string>> = {
      queued: async () => texts.queued(await options.ahead(handoff), await usualMinutes(handoff)),
      after_hours: async () => texts.afterHours(await options.nextOpening(locale)),
      open_again: () => texts.openAgain,
      escalated: () => texts.escalated,
      still_unclaimed: () => texts.stillUnclaimed,
      idle_warning: async () => texts.idleWarning(await options.closing(handoff, locale)),
      claimed: () => texts.claimed(advisor),
      transferred: () => texts.transferred(advisor),
      released: () => texts.released,
      released_after_hours: async () => texts.releasedAfterHours(await options.nextOpening(locale)),
      resolved: () => texts.resolved,
      returned: () => texts.returned,
      cancelled: () => texts.cancelled,
      undelivered: () => texts.undelivered,
      relay_failed: () => texts.relayFailed,
    };
    const rendered = renderRequesterLine(await lines[message.line](), handoff, locale);
    await poster.once(key, handoff.id, requesterPlace(handoff), rendered, attempt);
    const status = SESSION_AT[message.line];
    if (status) await options.sessions.show(requesterPlace(handoff), status);
  };

  const checkIn = async ({ key, handoff, attempt, message }: Parcel<"check_in">): Promise<void> => {
    const rendered = renderCheckIn(message.line, handoff.id, message.days, await localeOf(handoff));
    await poster.once(key, handoff.id, requesterPlace(handoff), rendered, attempt);
  };

  const toAdvisors = async (parcel: Parcel<"to_advisors">): Promise<void> => {
    const { handoff } = parcel;
    const { filesLeft: left } = RELAY_TEXTS[await localeOf(handoff)];
    await mirrors.carry({
      ...parcel,
      from: ADVISOR_TEXTS.fromRequester(withoutMentions(await requesterName(handoff))),
      texts: ADVISOR_TEXTS.relayed,
      place: () => cardPlace(handoff),
      sender: { place: async () => requesterPlace(handoff), left },
    });
  };

  const toRequester = async (parcel: Parcel<"to_requester">): Promise<void> => {
    const { handoff, message } = parcel;
    const texts = RELAY_TEXTS[await localeOf(handoff)];
    await mirrors.carry({
      ...parcel,
      from: texts.advisorSays(await advisorName(message.advisorId)),
      texts,
      place: async () => requesterPlace(handoff),
      sender: { place: () => cardPlace(handoff), left: ADVISOR_TEXTS.filesLeft },
    });
    if (message.change === "new") await tickSource(message.source);
  };

  const sharedTurn = async ({ key, handoff, attempt, message }: Parcel<"shared_turn">): Promise<void> => {
    if (message.text === "") {
      const shown = await posts.find(sharedTurnKey(handoff.id, message.turnId));
      if (shown) await removeIfPossible(client, shown, options.logger);
      return;
    }
    const from = ADVISOR_TEXTS.before(withoutMentions(await requesterName(handoff)));
    const rendered = renderRelayed(from, { text: await sharedTurns.words(message) }, ADVISOR_TEXTS.relayed);
    await poster.once(key, handoff.id, await cardPlace(handoff), rendered, attempt);
  };

  const threadNote = async ({ key, handoff, attempt, message }: Parcel<"thread_note">): Promise<void> => {
    const name = await colleague(message.advisorId);
    const from = ADVISOR_TEXTS.threadNotes[message.note](name);
    const rendered = renderRelayed(from, { text: message.text }, ADVISOR_TEXTS.relayed);
    await poster.once(key, handoff.id, await cardPlace(handoff), rendered, attempt);
  };

  /** A check mark on words written in the thread shows that they went out; modal replies have no message to mark. */
  const tickSource = async ({ channel, ts }: RelaySource): Promise<void> => {
    await client.reactions.add({ channel, timestamp: ts, name: "white_check_mark" }).catch(() => undefined);
  };

  const reaction = async ({ message }: Parcel<"reaction">): Promise<void> => {
    const other = await counterpart(posts, message.source);
    if (!other) return;
    const call = { channel: other.channel, timestamp: other.ts, name: message.name };
    try {
      if (message.added) await client.reactions.add(call);
      else await client.reactions.remove(call);
    } catch (error) {
      // Already so, or no such emoji for the bot: nothing is lost by leaving it.
      if (slackErrorOf(error) === undefined) throw asRetry(error);
    }
  };

  return {
    send: ({ message, ...rest }) =>
      workspaces.on(threadOf(rest.handoff.conversationId).team, async () => {
        if (await staysUnseen(options, { ...rest, message })) return;
        switch (message.kind) {
          case "card":
            return card({ ...rest, message });
          case "advisor_line":
            return advisorLine({ ...rest, message });
          case "requester_line":
            return requesterLine({ ...rest, message });
          case "check_in":
            return checkIn({ ...rest, message });
          case "to_advisors":
            return toAdvisors({ ...rest, message });
          case "reaction":
            return reaction({ ...rest, message });
          case "shared_turn":
            return sharedTurn({ ...rest, message });
          case "thread_note":
            return threadNote({ ...rest, message });
          case "to_requester":
            return toRequester({ ...rest, message });
        }
      }),
  };
}
