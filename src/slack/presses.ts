import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Thread } from "./thread.ts";
import { slackErrorOf } from "./web-client.ts";

/** Somebody pressed something in a message. */
export interface Press extends Thread {
  readonly userId: string;
  readonly value: string;
  readonly triggerId: string;
  readonly actionTs: string;
  readonly messageTs: string;
  /** Of the block that holds what was pressed. */
  readonly blockId: string;
}

const body = z.object({
  // Null where an organisation's installation is pressed in; then the person's own says where.
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  trigger_id: z.string().default(""),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  container: z.object({ message_ts: z.string(), thread_ts: z.string().optional() }).partial().optional(),
  actions: z
    .array(
      z.object({
        action_ts: z.string(),
        block_id: z.string().default(""),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string().optional() }).nullish(),
      }),
    )
    .min(1),
});

/** Parses a block_actions body; undefined when the press was not in a message. */
export function parsePress(raw: unknown): Press | undefined {
  const parsed = body.safeParse(raw);
  if (!parsed.success) return undefined;
  const { team, user, trigger_id, channel, message, container, actions } = parsed.data;
  const [action] = actions;
  const messageTs = message?.ts ?? container?.message_ts;
  const teamId = team?.id ?? user.team_id;
  if (!action || !messageTs || !teamId) return undefined;
  return {
    team: teamId,
    channel: channel.id,
    threadTs: message?.thread_ts ?? container?.thread_ts ?? messageTs,
    userId: user.id,
    value: action.value ?? action.selected_option?.value ?? "",
    triggerId: trigger_id,
    actionTs: action.action_ts,
    messageTs,
    blockId: action.block_id,
  };
}

/** Tells the person who pressed, and nobody else; losing it harms nothing. */
export async function whisper(client: WebClient, press: Press, text: string): Promise<void> {
  const { channel, userId: user, threadTs: thread_ts } = press;
  try {
    await client.chat.postEphemeral({ channel, user, text, thread_ts });
  } catch (error) {
    if (slackErrorOf(error) === undefined) throw error;
  }
}
