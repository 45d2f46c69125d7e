import type { AnyChunk, KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Citation, Locale } from "../conversation/conversation.ts";
import type { Logger } from "../log.ts";
import type { Abilities } from "./abilities.ts";
import { createAnswerSteps, type Step } from "./answer-steps.ts";
import { markerOf, type Place } from "./posting.ts";
import { safeMarkdown } from "./safe-text.ts";
import { isRateLimit, slackErrorOf } from "./web-client.ts";

export interface AnswerStream {
  /** The agent has come this far; never waits and never throws. */
  step(step: Step, sections?: readonly string[]): void;
  /** More text to show; never waits and never throws. */
  push(text: string): void;
  /** Forgets what was pushed: the whole message will be replaced at the end. */
  reset(): void;
  /** True when Slack gave no answer to the start: the message may be there all the same. */
  mayBeThere(): boolean;
  /**
   * Ends the stream with the rest of the markdown, its sources and the blocks below it.
   * @returns where the message is and whether it shows everything; undefined when nothing was started
   */
  finish(
    markdown: string,
    citations: readonly Citation[],
    end: readonly KnownBlock[],
  ): Promise<{ readonly ts: string; readonly complete: boolean } | undefined>;
}

export interface AnswerStreamOptions {
  readonly client: WebClient;
  readonly abilities: Abilities;
  readonly place: Required<Place>;
  readonly locale: Locale;
  readonly recipient: { readonly userId: string; readonly teamId: string };
  /** Spends one start or append of the workspace's shared rate; false means not now. */
  readonly mayCall: (method: "start" | "append") => boolean;
  /** Told as soon as the message exists, so that a later attempt can find it. */
  readonly onStarted: (ts: string) => Promise<void>;
  readonly paceMs: number;
  /** Names the message in its metadata. */
  readonly key: string;
  readonly logger: Logger;
}

/**
 * Shows an answer while it is worked on and written, as far as Slack lets us; the caller keeps the full
 * text and makes the message whole when the stream could not.
 */
export function createAnswerStream(options: AnswerStreamOptions): AnswerStream {
  const { client, abilities, place, recipient, mayCall, onStarted, paceMs, logger } = options;
  const steps = createAnswerSteps(options.locale);
  let stepsChanged = false;
  let pending = "";
  let sent = "";
  let ts: string | undefined;
  let broken = false;
  let unanswered = false;
  let spoiled = false;
  let pump: Promise<void> | undefined;
  let finishing = false;
  let wakePump: (() => void) | undefined;

  const fail = (step: string, error: unknown): void => {
    broken = true;
    if (step === "start") {
      const isRefusal = abilities.lack("streaming", error) || slackErrorOf(error) !== undefined;
      unanswered = !isRefusal && !isRateLimit(error);
    }
    logger.warn("streaming stopped; the answer will be posted whole", {
      step,
      reason: slackErrorOf(error) ?? "no answer",
    });
  };

  /** Calls with the steps and the text; where steps are not known, with the text alone. */
  const withSteps = async (text: string, call: (content: Content) => Promise<void>): Promise<void> => {
    const chunks = abilities.has("steps") ? steps.take() : [];
    stepsChanged = false;
    if (chunks.length === 0) return call(wordsOf(text));
    try {
      await call({ chunks: text ? [...chunks, { type: "markdown_text", text }] : [...chunks] });
    } catch (error) {
      if (!CHUNK_ERRORS.has(slackErrorOf(error) ?? "") || !abilities.lack("steps", error)) throw error;
      logger.info("steps are not shown here", { reason: slackErrorOf(error) });
      await call(wordsOf(text));
    }
  };

  const start = async (content: Content): Promise<void> => {
    const result = await client.chat.startStream({
      channel: place.channel,
      thread_ts: place.threadTs,
      recipient_team_id: recipient.teamId,
      recipient_user_id: recipient.userId,
      ...content,
    });
    ts = result.ts as string;
    await onStarted(ts);
  };

  const append = async (content: Content): Promise<void> => {
    if (Object.keys(content).length === 0) return;
    await client.chat.appendStream({ channel: place.channel, ts: ts ?? "", ...content });
  };

  const flush = async (): Promise<void> => {
    const method = ts === undefined ? "start" : "append";
    const text = pending.slice(0, releasable(pending));
    if (!abilities.has("steps")) stepsChanged = false;
    const nothing = text === "" && !stepsChanged;
    if (nothing || broken || spoiled || !abilities.has("streaming") || !mayCall(method)) return;
    pending = pending.slice(text.length);
    try {
      await withSteps(safeMarkdown(text), ts === undefined ? start : append);
      sent += text;
    } catch (error) {
      fail(method, error);
    }
  };

  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, paceMs);
      wakePump = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (!finishing && !broken && !spoiled) {
      await flush();
      if ((pending === "" && !stepsChanged) || finishing) return;
      await pause();
    }
  };
  const startPump = () => {
    pump ??= run().finally(() => {
      pump = undefined;
    });
  };

  return {
    step(step, sections) {
      steps.reach(step, sections);
      stepsChanged = true;
      startPump();
    },
    push(text) {
      pending += text;
      startPump();
    },
    reset() {
      if (sent === "") pending = "";
      else spoiled = true;
    },
    mayBeThere: () => unanswered,
    async finish(markdown, citations, end) {
      finishing = true;
      wakePump?.();
      await pump;
      if (ts === undefined) return undefined;
      const at = { channel: place.channel, ts };
      const whole = !broken && !spoiled && markdown.startsWith(sent);
      const rest = whole ? markdown.slice(sent.length) : "";
      steps.finish(citations);
      try {
        await withSteps(safeMarkdown(rest), async (content) => {
          await client.chat.stopStream({
            ...at,
            ...content,
            ...(whole && { blocks: end as KnownBlock[] }),
            metadata: markerOf(options.key),
          });
        });
      } catch (error) {
        fail("stop", error);
      }
      return { ts, complete: whole && !broken };
    },
  };
}

/** What one call adds to the message: chunks, or text alone, or nothing. */
type Content = { readonly chunks?: AnyChunk[]; readonly markdown_text?: string };

const wordsOf = (text: string): Content => (text ? { markdown_text: text } : {});

/** What blames the chunks, so that the text alone is worth another try. */
const CHUNK_ERRORS = new Set(["invalid_chunks", "invalid_arguments", "no_text"]);

/** How much of the text can be shown now without cutting a mention or an emphasis in two. */
function releasable(text: string): number {
  const openTag = text.lastIndexOf("<") > text.lastIndexOf(">") ? text.lastIndexOf("<") : text.length;
  const stars = text.split("**").length - 1;
  const openBold = stars % 2 === 1 ? text.lastIndexOf("**") : text.length;
  const tail = /[@＠*]\w*$/.exec(text)?.index ?? text.length;
  return Math.min(openTag, openBold, tail);
}
