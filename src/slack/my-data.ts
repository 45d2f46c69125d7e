import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Lanes } from "../conversation/lanes.ts";
import type { PersonRecords } from "../conversation/person-records.ts";
import type { Logger } from "../log.ts";
import { HOME_TEXTS } from "../texts/home.ts";
import { HOME_ACTIONS, type Home } from "./home.ts";
import type { People } from "./people.ts";
import type { ErasureTold } from "./removal.ts";
import type { Workspaces } from "./workspaces.ts";

export interface MyDataOptions {
  readonly client: WebClient;
  readonly people: People;
  readonly records: PersonRecords;
  readonly workspaces: Workspaces;
  readonly outbox: Lanes;
  readonly wake: () => void;
  readonly newId: () => string;
  readonly home: Home;
  readonly logger: Logger;
}

/** "My data": what is kept, as a file, or gone, the advisors' thread included wherever Slack lets us. */
export function registerMyData(app: App, options: MyDataOptions): void {
  const { client, people, records, workspaces, outbox, wake, newId, home, logger } = options;

  const directChannel = async (userId: string): Promise<string> =>
    (await client.conversations.open({ users: userId })).channel?.id ?? "";

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
    const lane = `erasure:${newId()}`;
    const conversations = await records.erase(person, lane);
    logger.info("a person's data was erased", { conversations });
    const channel = await directChannel(body.user.id);
    // Behind the removals, so that what is said of them is so.
    const told: ErasureTold = { kind: "erasure_told", team: person.team, channel, locale, conversations };
    await outbox.enqueue({ lane, key: `${lane}:told`, payload: JSON.stringify(told) });
    wake();
    await home.publish(body.user.id);
  });
}
