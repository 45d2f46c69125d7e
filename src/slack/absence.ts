import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Locale } from "../conversation/conversation.ts";
import type { Absences } from "../handoff/absences.ts";
import type { Logger } from "../log.ts";
import { ABSENCE_TEXTS } from "../texts/absence.ts";
import { ABSENCE_ACTIONS, type Home } from "./home.ts";
import { openModal } from "./modals.ts";
import type { People } from "./people.ts";
import type { Workspaces } from "./workspaces.ts";

export interface AbsenceOptions {
  readonly client: WebClient;
  readonly people: People;
  readonly absences: Absences;
  readonly workspaces: Workspaces;
  readonly home: Home;
  readonly now: () => number;
  readonly logger: Logger;
}

const FIELD = "until";
const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

function renderAbsenceModal(locale: Locale, now: number): ModalView {
  const texts = ABSENCE_TEXTS[locale];
  const plain = (text: string) => ({ type: "plain_text" as const, text });
  const tomorrow = Math.ceil((now + DAY_MS) / HOUR_MS) * (HOUR_MS / 1000);
  return {
    type: "modal",
    callback_id: ABSENCE_ACTIONS.modal,
    title: plain(texts.title),
    submit: plain(texts.submit),
    close: plain(texts.close),
    blocks: [
      {
        type: "input",
        block_id: FIELD,
        label: plain(texts.label),
        hint: plain(texts.hint),
        element: { type: "datetimepicker", action_id: FIELD, initial_date_time: tomorrow },
      },
    ],
  };
}

/** Advisors say in their Home tab that they are away, and until when. */
export function registerAbsence(app: App, options: AbsenceOptions): void {
  const { people, absences, workspaces, home, now } = options;

  app.action({ action_id: ABSENCE_ACTIONS.begin, type: "block_actions" }, async ({ ack, body }) => {
    await ack();
    const { locale } = await people.find(body.user.id);
    await openModal(options, { triggerId: body.trigger_id, view: renderAbsenceModal(locale, now()) });
  });

  app.view(ABSENCE_ACTIONS.modal, async ({ ack, body, view }) => {
    const until = (view.state.values[FIELD]?.[FIELD]?.selected_date_time ?? 0) * 1000;
    if (until <= now()) {
      const { locale } = await people.find(body.user.id);
      return ack({ response_action: "errors", errors: { [FIELD]: ABSENCE_TEXTS[locale].past } });
    }
    await absences.begin(workspaces.identity(body.user.id), until);
    await ack();
    await home.publish(body.user.id);
  });

  app.action(ABSENCE_ACTIONS.end, async ({ ack, body }) => {
    await absences.end(workspaces.identity(body.user.id));
    await ack();
    await home.publish(body.user.id);
  });
}
