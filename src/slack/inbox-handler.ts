import { maskPersonalData } from "../agent/privacy/mask.ts";
import { type Conversation, ERASED, type Turn } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import { type LaneContext, type LaneHandler, PutOff } from "../conversation/lane-worker.ts";
import { leftToNewer } from "../conversation/newer-work.ts";
import { type Handoff, isInLine, isWithPerson } from "../handoff/handoff.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import { SLACK_TEXTS } from "../texts/slack.ts";
import type { Admission, Excess } from "./admission.ts";
import type { AdvisorThread } from "./advisor-thread.ts";
import type { AnswerMessages } from "./answer-message.ts";
import type { Answering, Question } from "./answering.ts";
import { createChangedWords } from "./changed-words.ts";
import { DELIVERY_KINDS, type Delivery, deliveryKey, spokenKeys } from "./deliveries.ts";
import type { Escalation } from "./escalation.ts";
import type { MissedWords } from "./missed-words.ts";
import type { Outsiders } from "./outsiders.ts";
import { languageOf, type People } from "./people.ts";
import type { Place, Poster } from "./posting.ts";
import type { Status } from "./status.ts";
import { conversationIdOf, threadOf } from "./thread.ts";
import type { Workspaces } from "./workspaces.ts";

type Said = Extract<Delivery, { kind: "said" }>;

export interface InboxHandlerOptions {
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly people: People;
  readonly poster: Poster;
  readonly answering: Answering;
  readonly messages: AnswerMessages;
  readonly escalation: Escalation;
  readonly advisorThread: AdvisorThread;
  readonly running: RunningTurns;
  readonly status: Status;
  readonly admission: Admission;
  readonly outsiders: Outsiders;
  readonly missedWords: MissedWords;
  readonly workspaces: Workspaces;
  readonly now: () => number;
}

/** Lets somebody stop the answer that is being written in a conversation. */
export interface RunningTurns {
  /** @returns a signal that fires with `signal`, and when somebody stops the answer */
  begin(conversationId: string, signal: AbortSignal): AbortSignal;
  end(conversationId: string): void;
  stop(conversationId: string): void;
}

export function createRunningTurns(): RunningTurns {
  const running = new Map<string, AbortController>();
  return {
    begin(id, signal) {
      const controller = new AbortController();
      running.set(id, controller);
      // Not `AbortSignal.any`: Node keeps such a signal for ever when whoever listens to it never stops listening.
      signal.addEventListener("abort", () => controller.abort(signal.reason), { once: true });
      if (signal.aborted) controller.abort(signal.reason);
      return controller.signal;
    },
    end: (id) => void running.delete(id),
    stop: (id) => running.get(id)?.abort(new Error("stopped by the requester")),
  };
}

/** Beside a file, fewer characters than this only point at it ("見てください"). */
const TEXT_OF_ITS_OWN = 20;
/** Turns read before an answer. */
const EARLIER_TURNS = 30;
/** How much later than the words after them a requester's words may come, over another socket or at Slack's first retry. */
const OVERTAKEN_WITHIN_MS = 400;
/** A new direct message continues what was said in another thread this recently, milliseconds. */
const CONTINUES_MS = 30 * 60 * 1000;

/** Reacts to one stored delivery: the relay comes first, the agent second. */
export function createInboxHandler(options: InboxHandlerOptions): LaneHandler {
  const { conversations, handoffs, people, poster, advisorThread, admission, now } = options;

  const openConversation = async (said: Said, id: Conversation["id"]): Promise<Conversation> => {
    const person = await people.find(said.userId);
    const locale = languageOf(said.text, person.locale);
    return conversations.open({ id, requesterId: said.userId, locale, startedAt: now() });
  };

  const onSaid = async (said: Said, attempt: number, context: LaneContext): Promise<void> => {
    const id = conversationIdOf(said);
    const stored = await conversations.get(id);
    // Words after an erasure begin a conversation that is its writer's again.
    const known = stored?.requesterId === ERASED ? undefined : stored;
    const held = known && (await handoffs.open(id));
    if (!isForUs(said, known) && !isForAdvisors(said, held)) return;
    const place = { channel: said.channel, threadTs: said.threadTs };
    const isAnswered = !held || !isWithPerson(held.state);
    const work = () => take(said, known, place, attempt, context);
    // The sign comes before all the reading: people look for it within the first moments.
    if (isAnswered) await options.status.during(place, languageOf(said.text, known?.locale ?? "ja"), work);
    else await work();
  };

  const take = async (
    said: Said,
    known: Conversation | undefined,
    place: Required<Place>,
    attempt: number,
    context: LaneContext,
  ): Promise<void> => {
    const id = conversationIdOf(said);
    if (await turnedAway(said, place, attempt)) return;
    const conversation = known ?? (await openConversation(said, id));
    const turn: Turn = {
      id: deliveryKey(said),
      conversationId: id,
      role: "requester",
      authorId: said.userId,
      // Personal data is neither stored nor shown to a model; the relay passes people's words to people as they are.
      text: maskPersonalData(said.text).text,
      at: now(),
    };
    await conversations.append(turn);
    if (said.pressed) await echo(said, conversation, place, attempt);
    const handoff = await handoffs.open(id);
    if (await relayed(handoff, said, attempt)) return;
    if (!isForUs(said, known)) return;
    if (said.files.length > 0 && said.text.length < TEXT_OF_ITS_OWN) {
      // The advisors have the file; that the machine cannot read it is no news then.
      if (isForAdvisors(said, handoff)) return;
      return sayTextOnly(conversation, place, said, attempt);
    }
    const excess = await admission.excess(said);
    if (excess) return sayTooMany(excess, conversation, place, attempt);
    await answer(turn, conversation, place, said, attempt, context);
  };

  const sayTooMany = async (
    excess: Excess,
    conversation: Conversation,
    place: Place,
    attempt: number,
  ): Promise<void> => {
    const key = `busy:${excess}:${conversation.id}:${admission.period(excess)}`;
    const text = SLACK_TEXTS[conversation.locale].tooMany[excess];
    await poster.once(key, conversation.id, place, { text }, attempt);
  };

  /** @returns true when a person holds the conversation and the agent has nothing to say */
  const relayed = async (handoff: Handoff | undefined, said: Said, attempt: number): Promise<boolean> => {
    if (!handoff || said.userId !== handoff.requesterId)
      return handoff !== undefined && isWithPerson(handoff.state);
    // People talking to people must not be out of order, and do not notice the wait.
    if (isWithPerson(handoff.state) && attempt === 1)
      throw new PutOff(OVERTAKEN_WITHIN_MS, "words before these may be on their way");
    if (!isInLine(handoff.state) && !isWithPerson(handoff.state)) return false;
    const source = { channel: said.channel, ts: said.ts };
    await handoffs.fromRequester(handoff, { text: said.raw, source, files: said.files });
    return isWithPerson(handoff.state);
  };

  const answer = async (
    turn: Turn,
    conversation: Conversation,
    place: Required<Place>,
    said: Pick<Said, "userId" | "team" | "channel" | "userTeam" | "direct" | "ts">,
    attempt: number,
    context: LaneContext,
  ): Promise<void> => {
    const signal = options.running.begin(conversation.id, context.signal);
    try {
      const before = await turnsBefore(conversation, turn, said);
      const result = await options.answering(
        {
          turn,
          conversation,
          place,
          askedTs: said.ts,
          recipient: { userId: said.userId, teamId: said.userTeam ?? said.team },
          attempt,
          ...before,
        },
        { ...context, signal },
      );
      if (result && result.decision !== "answer") {
        const tell = async (key: string, text: string) => {
          await poster.once(`${key}:${turn.id}`, conversation.id, place, { text }, attempt);
        };
        await options.escalation.fromAnswer(result, turn, conversation, tell, attempt);
      }
    } catch (error) {
      if (!signal.aborted || context.signal.aborted) throw error;
      const text = SLACK_TEXTS[conversation.locale].stopped;
      await poster.once(`stopped:${turn.id}`, conversation.id, place, { text }, attempt);
    } finally {
      options.running.end(conversation.id);
    }
  };

  const turnsBefore = async (
    conversation: Conversation,
    turn: Turn,
    said: Pick<Said, "team" | "channel" | "direct" | "ts">,
  ): Promise<Pick<Question, "earlier" | "isFirst">> => {
    const all = await conversations.turns(conversation.id, EARLIER_TURNS);
    const until = (isIt: (turn: Turn) => boolean) => all.slice(0, all.findIndex(isIt));
    const wordings = spokenKeys(said);
    const beforeAnyWording = until(({ id }) => wordings.some((key) => id.startsWith(key)));
    const isFirst = beforeAnyWording.every(({ role, text }) => role !== "agent" || text === "");
    const earlier = until(({ id }) => id === turn.id);
    if (earlier.length > 0 || !said.direct) return { earlier, isFirst };
    const asker = { team: threadOf(conversation.id).team, userId: turn.authorId };
    const before = await conversations.latest(asker, now() - CONTINUES_MS, conversation.id);
    return { earlier: before ? await conversations.turns(before.id, EARLIER_TURNS) : [], isFirst };
  };

  const echo = (said: Said, conversation: Conversation, place: Place, attempt: number) =>
    poster.once(`echo:${deliveryKey(said)}`, conversation.id, place, { text: `> ${said.text}` }, attempt);

  const sayTextOnly = async (conversation: Conversation, place: Place, said: Said, attempt: number) => {
    const text = SLACK_TEXTS[conversation.locale].textOnly;
    await poster.once(`text-only:${deliveryKey(said)}`, conversation.id, place, { text }, attempt);
  };

  /** @returns true when the person or the channel is not served, and was told so */
  const turnedAway = async (said: Said, place: Place, attempt: number): Promise<boolean> => {
    const { outsiders, closedChannel } = SLACK_TEXTS[languageOf(said.text, "ja")];
    const say = async (key: string, text: string): Promise<true> => {
      await poster.once(`${key}:${deliveryKey(said)}`, conversationIdOf(said), place, { text }, attempt);
      return true;
    };
    if (await options.outsiders.isRefused(said.userId, said.userTeam, said.organisation))
      return say("outsider", outsiders);
    return !said.direct && !admission.isOpen(said.channel) && say("closed", closedChannel);
  };

  const onChanged = createChangedWords(options, (turn, conversation, edited, attempt, context) => {
    const place = { channel: edited.channel, threadTs: edited.threadTs };
    return options.status.during(place, conversation.locale, () =>
      answer(turn, conversation, place, edited, attempt, context),
    );
  });

  return async (item, context) => {
    const delivery = JSON.parse(item.payload) as Delivery;
    if (!DELIVERY_KINDS.includes(delivery.kind)) throw leftToNewer(item);
    await options.workspaces.on(delivery.team, async () => {
      if (await advisorThread.take(delivery)) return;
      await options.missedWords.before(delivery);
      if (delivery.kind === "said") await onSaid(delivery, item.attempts, context);
      else await onChanged(delivery, item.attempts, context);
    });
  };
}

/** What the requester says in the thread of their request is for the advisors too, whomever it names. */
const isForAdvisors = ({ userId }: Said, handoff: Handoff | undefined): boolean =>
  handoff?.requesterId === userId && (isInLine(handoff.state) || isWithPerson(handoff.state));

/** Direct messages, mentions, and the requester's own words in a thread we answer in; people talking to people is not for us. */
function isForUs(said: Said, conversation: Conversation | undefined): boolean {
  if (said.direct || said.mentioned || said.pressed) return true;
  if (!conversation || conversation.requesterId !== said.userId) return false;
  return !/<@[UW][A-Z0-9]+/.test(said.raw);
}
