import { type Core, channelFor, compact, messageAt } from "./core.ts";
import { sendEvent } from "./events.ts";
import { change, post } from "./messages.ts";
import type { Fields, Message } from "./records.ts";

/** What happens around people in a workspace and reaches the app without anybody asking it anything. */
export interface Bystanders {
  /** Another app posts a message; a workflow is one of them. */
  bot(channel: string, text: string, options?: { thread_ts?: string; name?: string }): Message;
  /** Slack adds a link's preview: a hidden change of a message whose words stay. */
  unfurl(at: Pick<Message, "channel" | "ts">, attachments: readonly Fields[]): Message;
  /** Somebody renames a conversation with the agent. */
  rename(user: string, channel: string, thread_ts: string, title: string): void;
  /** Somebody looks at something else while the agent's pane is open. */
  lookAt(user: string, entities: readonly Fields[]): void;
}

/** Bystanders of one workspace. */
export function createBystanders(core: Core): Bystanders {
  return {
    bot: (channel, text, options = {}) =>
      post(core, {
        channel: channelFor(core, channel).id,
        user: "",
        text,
        thread_ts: options.thread_ts,
        subtype: "bot_message",
        bot_id: "B0BYSTANDER",
        username: options.name ?? "Reminder",
      }),
    unfurl: (at, attachments) => change(core, { ...messageAt(core, at.channel, at.ts), attachments }),
    rename(user, channel, thread_ts, title) {
      const id = `${channel}:${thread_ts}`;
      const session = core.store.get("sessions", id) ?? { channel, thread_ts, status: "active" as const };
      core.store.put("sessions", id, { ...session, title });
      sendEvent(core, "agent_session_title_changed", {
        type: "agent_session_title_changed",
        channel,
        user,
        thread_ts,
        title,
      });
    },
    lookAt(user, entities) {
      const member = core.store.get("members", user);
      const event = compact({
        type: "app_context_changed",
        user,
        channel: member?.dm,
        context: { entities },
      });
      sendEvent(core, "app_context_changed", event, user);
    },
  };
}
