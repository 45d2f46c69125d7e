import type { App } from "@slack/bolt";
import { SLACK_TEXTS } from "../texts/slack.ts";
import type { People } from "./people.ts";

/** Who may use the app. */
export interface Outsiders {
  /**
   * @param userTeam the person's own workspace, when the event names another than ours
   * @param organisation the organisation our workspace belongs to
   */
  isRefused(userId: string, userTeam?: string, organisation?: string): Promise<boolean>;
  /** Turns outsiders' commands and shortcuts away, politely and before anything is stored. */
  register(app: App): void;
}

/** Guests and people of other companies (Slack Connect) are refused unless the operator allows them. */
export function createOutsiders(people: People, allowed: boolean): Outsiders {
  const isRefused: Outsiders["isRefused"] = async (userId, userTeam, organisation) => {
    if (allowed) return false;
    const person = await people.find(userId);
    const isColleague = organisation !== undefined && person.organisation === organisation;
    return person.outsider || (userTeam !== undefined && !isColleague);
  };
  return {
    isRefused,
    register(app) {
      app.use(async ({ body, context, ack, next }) => {
        const asks = "command" in body || body.type === "shortcut" || body.type === "message_action";
        const userId = context.userId;
        if (!asks || !userId || !(await isRefused(userId))) return next();
        const { locale } = await people.find(userId);
        const acknowledge = ack as unknown as (text?: string) => Promise<void>;
        await acknowledge("command" in body ? SLACK_TEXTS[locale].outsiders : undefined);
      });
    },
  };
}
