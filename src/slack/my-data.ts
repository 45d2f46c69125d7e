import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Identity } from "../conversation/identity.ts";
import type { PersonRecords } from "../conversation/person-records.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { HOME_TEXTS } from "../texts/home.ts";
import { HOME_ACTIONS, type Home } from "./home.ts";
import type { People } from "./people.ts";
import { slackErrorOf } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

export interface MyDataOptions {
  readonly client: WebClient;
  readonly people: People;
  readonly records: PersonRecords;
  readonly workspaces: Workspaces;
  readonly home: Home;
  readonly logger: Logger;
}

/** "My data": what is kept, as a file, or gone, the advisors' thread included. */
export function registerMyData(app: App, options: MyDataOptions): void {
  const { client, people, records, workspaces, home, logger } = options;

  const directChannel = async (userId: string): Promise<string> =>
    (await client.conversations.open({ users: userId })).channel?.id ?? "";

  /** Removes our own messages about the person; one that is gone already is as good as removed. */
  const removePosts = async (person: Identity): Promise<void> => {
    for (const { team, channel, ts } of await records.posts(person)) {
      const remove = async () => void (await patiently(() => client.chat.delete({ channel, ts })));
      await workspaces.on(team, remove).catch((error) => {
        logger.warn("a message could not be removed", { reason: slackErrorOf(error) ?? messageOf(error) });
      });
    }
  };

  app.action(HOME_ACTIONS.exportData, async ({ ack, body }) => {
    await ack();
    const { locale } = await people.find(body.user.id);
    const texts = HOME_TEXTS[locale];
    await client.files.uploadV2({
      channel_id: await directChannel(body.user.id),
      content: JSON.stringify(await records.export(workspaces.identity(body.user.id)), null, 2),
      filename: "shirube-my-data.json",
      title: texts.exportTitle,
      initial_comment: texts.exported,
    });
  });

  app.action(HOME_ACTIONS.eraseData, async ({ ack, body }) => {
    await ack();
    const { locale } = await people.find(body.user.id);
    const person = workspaces.identity(body.user.id);
    await removePosts(person);
    const wiped = await records.erase(person);
    logger.info("a person's data was erased", { conversations: wiped });
    const channel = await directChannel(body.user.id);
    await client.chat.postMessage({ channel, text: HOME_TEXTS[locale].erased(wiped) });
    await home.publish(body.user.id);
  });
}

/** Waits as long as Slack asks for between calls, a few times. */
async function patiently<T>(call: () => Promise<T>, tries = 5): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { retryAfter } = error as { retryAfter?: number };
    if (retryAfter === undefined || tries <= 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, retryAfter * 1000));
    return patiently(call, tries - 1);
  }
}
