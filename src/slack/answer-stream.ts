import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Logger } from "../log.ts";
import { markerOf, type Place } from "./posting.ts";
import { safeMarkdown } from "./safe-text.ts";
import { slackErrorOf } from "./web-client.ts";

export interface AnswerStream {
  /** More text to show; never waits and never throws. */
  push(text: string): void;
  /** Forgets what was pushed: the whole message will be replaced at the end. */
  reset(): void;
  /**
   * Ends the stream with the rest of the markdown and the blocks below it.
   * @returns where the message is and whether it shows everything; undefined when nothing was started
   */
  finish(
    markdown: string,
    end: readonly KnownBlock[],
  ): Promise<{ readonly ts: string; readonly complete: boolean } | undefined>;
}

export interface AnswerStreamOptions {
  readonly client: WebClient;
  readonly place: Required<Place>;
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
 * Shows an answer while it is written, as far as Slack lets us; the caller keeps the full text
 * and makes the message whole when the stream could not.
 */
export function createAnswerStream(options: AnswerStreamOptions): AnswerStream {
  const { client, place, recipient, mayCall, onStarted, paceMs, logger } = options;
  let pending = "";
  let sent = "";
  let ts: string | undefined;
  let broken = false;
  let spoiled = false;
  let pump: Promise<void> | undefined;
  let finishing = false;
  let wakePump: (() => void) | undefined;

  const fail = (step: string, error: unknown): void => {
    broken = true;
    logger.warn("streaming stopped; the answer will be posted whole", {
      step,
      reason: slackErrorOf(error) ?? "no answer",
    });
  };

  const start = async (text: string): Promise<void> => {
    const result = await client.chat.startStream({
      channel: place.channel,
      thread_ts: place.threadTs,
      recipient_team_id: recipient.teamId,
      recipient_user_id: recipient.userId,
      markdown_text: text,
    });
    ts = result.ts as string;
    await onStarted(ts);
  };

  const flush = async (): Promise<void> => {
    const method = ts === undefined ? "start" : "append";
    const text = pending.slice(0, releasable(pending));
    if (text === "" || broken || spoiled || !mayCall(method)) return;
    pending = pending.slice(text.length);
    try {
      if (ts === undefined) await start(safeMarkdown(text));
      else {
        await client.chat.appendStream({ channel: place.channel, ts, markdown_text: safeMarkdown(text) });
      }
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
      if (pending === "" || finishing) return;
      await pause();
    }
  };

  return {
    push(text) {
      pending += text;
      pump ??= run().finally(() => {
        pump = undefined;
      });
    },
    reset() {
      if (sent === "" && ts === undefined) pending = "";
      else spoiled = true;
    },
    async finish(markdown, end) {
      finishing = true;
      wakePump?.();
      await pump;
      if (ts === undefined) return undefined;
      const whole = !broken && !spoiled && markdown.startsWith(sent);
      const rest = whole ? markdown.slice(sent.length) : "";
      try {
        await client.chat.stopStream({
          channel: place.channel,
          ts,
          ...(rest && { markdown_text: safeMarkdown(rest) }),
          ...(whole && { blocks: end as KnownBlock[] }),
          metadata: markerOf(options.key),
        });
      } catch (error) {
        fail("stop", error);
      }
      return { ts, complete: whole && !broken };
    },
  };
}

/** How much of the text can be shown now without cutting a mention or an emphasis in two. */
function releasable(text: string): number {
  const openTag = text.lastIndexOf("<") > text.lastIndexOf(">") ? text.lastIndexOf("<") : text.length;
  const stars = text.split("**").length - 1;
  const openBold = stars % 2 === 1 ? text.lastIndexOf("**") : text.length;
  const tail = /[@＠*]\w*$/.exec(text)?.index ?? text.length;
  return Math.min(openTag, openBold, tail);
}
