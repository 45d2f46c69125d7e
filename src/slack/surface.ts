import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Logger } from "../log.ts";
import { SLACK_TEXTS } from "../texts/slack.ts";
import type { RunningTurns } from "./inbox-handler.ts";
import { LIMITS } from "./limits.ts";
import type { People } from "./people.ts";
import { conversationIdOf } from "./thread.ts";
import { slackErrorOf } from "./web-client.ts";

export interface SurfaceOptions {
  readonly client: WebClient;
  readonly people: People;
  readonly running: RunningTurns;
  readonly logger: Logger;
}

const opened = z.object({ tab: z.string().optional(), channel: z.string().optional(), user: z.string() });
const stopped = z.object({
  team_id: z.string(),
  event: z.object({ type: z.literal("agent_session_stopped"), channel: z.string(), thread_ts: z.string() }),
});

/** Slack's agent surface: suggested questions when the Messages tab opens, and the Stop button. */
export function registerSurface(app: App, { client, people, running, logger }: SurfaceOptions): void {
  app.event("app_home_opened", async ({ event }) => {
    const parsed = opened.safeParse(event);
    if (!parsed.success || parsed.data.tab !== "messages" || !parsed.data.channel) return;
    const texts = SLACK_TEXTS[(await people.find(parsed.data.user)).locale];
    try {
      await client.assistant.threads.setSuggestedPrompts({
        channel_id: parsed.data.channel,
        title: texts.greetingTitle,
        prompts: texts.prompts.slice(0, LIMITS.promptCount) as [{ title: string; message: string }],
      });
    } catch (error) {
      logger.debug("suggested prompts could not be set", { reason: slackErrorOf(error) ?? "no answer" });
    }
  });

  app.event("agent_session_stopped" as "message", async ({ body }) => {
    const parsed = stopped.safeParse(body);
    if (!parsed.success) return;
    const { channel, thread_ts: threadTs } = parsed.data.event;
    running.stop(conversationIdOf({ team: parsed.data.team_id, channel, threadTs }));
  });
}
