import type { WebClient } from "@slack/web-api";
import type { Installations } from "../conversation/installations.ts";
import { ADVISOR_ROOM_TEXTS } from "../texts/install.ts";
import type { People } from "./people.ts";
import { asRetry, slackErrorOf } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

/** Where a command was typed. */
export interface CommandPlace {
  readonly userId: string;
  readonly channel: string;
  /** Slack names every private channel `privategroup` here. */
  readonly channelName: string;
}

/** Lets a workspace that installed the app choose its advisors' channel. */
export interface AdvisorRoom {
  /** @returns what to tell the person */
  choose(at: CommandPlace): Promise<string>;
}

export function createAdvisorRoom(options: {
  readonly client: WebClient;
  readonly people: People;
  readonly workspaces: Workspaces;
  readonly installations: Installations | undefined;
}): AdvisorRoom {
  const { client, people, workspaces, installations } = options;
  return {
    async choose({ userId, channel, channelName }) {
      const workspace = workspaces.current();
      const { locale, admin } = await people.find(userId);
      const texts = ADVISOR_ROOM_TEXTS[locale];
      if (workspace.isHome || !installations) return texts.byOperator;
      if (!admin) return texts.adminOnly;
      if (channelName !== "privategroup") return texts.privateOnly;
      try {
        // Only a member may write: this is also how we learn that the app has been invited.
        await client.chat.postMessage({ channel, text: texts.chosen });
      } catch (error) {
        if (slackErrorOf(error) === undefined) throw asRetry(error);
        return texts.inviteFirst;
      }
      await installations.setAdvisorChannel(workspace.teamId, channel);
      return texts.done;
    },
  };
}
