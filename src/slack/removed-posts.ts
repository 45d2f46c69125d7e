import type { WebClient } from "@slack/web-api";
import type { Logger } from "../log.ts";
import { asRetry, slackErrorOf } from "./web-client.ts";

/** Messages are named by a time, copies of files by an id of their own. */
const isFile = (ts: string) => ts.startsWith("F");

/** What Slack answers about something that is there no more. */
const GONE: ReadonlySet<string> = new Set(["message_not_found", "file_not_found", "file_deleted"]);

interface Post {
  readonly channel: string;
  readonly ts: string;
}

/** Slack's own trouble, which passes. */
const TROUBLE: ReadonlySet<string> = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
]);

/** True when what Slack refused to do anything to is there no more. */
export const isGone = (refusal: string): boolean => GONE.has(refusal);

/** @returns why Slack refused for good, if it did */
export async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    const reason = slackErrorOf(error);
    if (reason === undefined || TROUBLE.has(reason)) throw asRetry(error);
    return reason;
  }
}

/** Removes a message or the copy of a file, unless it is there no more. @returns why Slack refused, if it did */
export async function removePost(client: WebClient, { channel, ts }: Post): Promise<string | undefined> {
  const removing = isFile(ts) ? client.files.delete({ file: ts }) : client.chat.delete({ channel, ts });
  const refusal = await refusalOf(removing);
  return refusal !== undefined && isGone(refusal) ? undefined : refusal;
}

/** The same where nobody waits to hear whether it could be done. */
export async function removeIfPossible(client: WebClient, post: Post, logger: Logger): Promise<void> {
  const reason = await removePost(client, post);
  if (reason) logger.warn("a message could not be removed", { reason });
}
