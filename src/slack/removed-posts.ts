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

/** Does something to a post; one that is there no more needs it no more. @returns why Slack refused, if it did */
export async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    const reason = slackErrorOf(error);
    if (reason === undefined) throw asRetry(error);
    return GONE.has(reason) ? undefined : reason;
  }
}

/** Removes a message or the copy of a file. @returns why Slack refused, if it did */
export function removePost(client: WebClient, { channel, ts }: Post): Promise<string | undefined> {
  return refusalOf(isFile(ts) ? client.files.delete({ file: ts }) : client.chat.delete({ channel, ts }));
}

/** The same where nobody waits to hear whether it could be done. */
export async function removeIfPossible(client: WebClient, post: Post, logger: Logger): Promise<void> {
  const reason = await removePost(client, post);
  if (reason) logger.warn("a message could not be removed", { reason });
}
