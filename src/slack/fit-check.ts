import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Locale } from "../conversation/conversation.ts";
import { type FitAnswer, type FitPoint, type FitQuestion, fitSpread } from "../guidance/fit-check.ts";
import { ROLES } from "../guidance/guidance.ts";
import type { Guide } from "../guidance/guide.ts";
import type { Logger } from "../log.ts";
import { GUIDANCE_TEXTS } from "../texts/guidance.ts";
import { LIMITS } from "./limits.ts";
import { openModal } from "./modals.ts";
import type { People } from "./people.ts";
import type { Requests } from "./requests.ts";
import { escapeMrkdwn } from "./safe-text.ts";
import { header, note, plain, quoted, section } from "./text-blocks.ts";
import type { Workspaces } from "./workspaces.ts";

export const FIT = { open: "fit_open", modal: "fit_modal", talk: "fit_talk" } as const;

/** The questions, all of them free to skip. */
export function renderFitModal(questions: readonly FitQuestion[], locale: Locale): ModalView {
  const { fit } = GUIDANCE_TEXTS[locale];
  const option = (text: string, value: FitAnswer) => ({ text: plain(text), value });
  return {
    type: "modal",
    callback_id: FIT.modal,
    title: plain(fit.title, LIMITS.modalTitle),
    submit: plain(fit.submit, LIMITS.modalTitle),
    close: plain(fit.close, LIMITS.modalTitle),
    blocks: [
      note(fit.intro),
      ...questions.map(({ id, ask, choices }) => ({
        type: "input" as const,
        block_id: id,
        optional: true,
        label: plain(ask),
        element: {
          type: "radio_buttons" as const,
          action_id: id,
          options: [...ROLES.map((side) => option(choices[side].say, side)), option(fit.both, "both")],
        },
      })),
    ],
  };
}

type Answers = Readonly<Record<string, FitAnswer>>;

/** What leans where, each answer beside its sentence, and never a verdict. */
export function renderFitResult(
  questions: readonly FitQuestion[],
  answers: Answers,
  locale: Locale,
  canEscalate: boolean,
): ModalView {
  const { fit } = GUIDANCE_TEXTS[locale];
  const { leaning, both } = fitSpread(questions, answers);
  const pointBlocks = ({ say, source }: FitPoint) => [
    section(`• ${escapeMrkdwn(say)}`),
    note(quoted(source, locale)),
  ];
  const from = new Set(ROLES.flatMap((side) => leaning[side].map(({ source }) => source.from)));
  return {
    type: "modal",
    callback_id: `${FIT.modal}_result`,
    private_metadata: new URLSearchParams(answers).toString(),
    title: plain(fit.title, LIMITS.modalTitle),
    close: plain(fit.close, LIMITS.modalTitle),
    blocks: [
      section(fit.result),
      ...ROLES.flatMap((side) => [
        header(fit.leaning[side]),
        ...(leaning[side].length > 0 ? leaning[side].flatMap(pointBlocks) : [note(fit.none)]),
      ]),
      ...(both.length > 0
        ? [header(fit.neither), section(both.map((ask) => `• ${escapeMrkdwn(ask)}`).join("\n"))]
        : []),
      ...(from.size > 0 ? [note(fit.resultNote(escapeMrkdwn([...from].join(" / "))))] : []),
      ...(canEscalate
        ? [
            {
              type: "actions" as const,
              elements: [{ type: "button" as const, action_id: FIT.talk, text: plain(fit.talk) }],
            },
          ]
        : []),
    ],
  };
}

/** The result in words, for the request that the person may send. */
function summarise(questions: readonly FitQuestion[], answers: Answers, locale: Locale): string {
  const { fit } = GUIDANCE_TEXTS[locale];
  const lines = questions.flatMap(({ id, ask, choices }) => {
    const answer = answers[id];
    if (!answer) return [];
    return [`・${ask}: ${answer === "both" ? fit.both : choices[answer].say}`];
  });
  return [fit.summary, ...lines].join("\n");
}

export interface FitCheckOptions {
  readonly client: WebClient;
  readonly people: People;
  readonly guide: () => Guide | undefined;
  readonly requests: Requests;
  readonly workspaces: Workspaces;
  readonly canEscalate: () => boolean;
  readonly logger: Logger;
}

export interface FitCheck {
  /** @returns false when there is nothing to ask */
  open(userId: string, triggerId: string): Promise<boolean>;
}

/** The fit check: nothing of it is stored, and only the person who answers sees it. */
export function registerFitCheck(app: App, options: FitCheckOptions): FitCheck {
  const { people, guide, requests, canEscalate, workspaces } = options;
  const questionsIn = (locale: Locale) => guide()?.fit(locale) ?? [];

  const open: FitCheck["open"] = async (userId, triggerId) => {
    const { locale } = await people.find(userId);
    const questions = questionsIn(locale);
    if (questions.length === 0) return false;
    await openModal(options, { triggerId, view: renderFitModal(questions, locale) });
    return true;
  };

  app.action({ action_id: FIT.open, type: "block_actions" }, async ({ ack, body }) => {
    await ack();
    await open(body.user.id, body.trigger_id);
  });

  app.view(FIT.modal, async ({ ack, body, view }) => {
    const { locale } = await people.find(body.user.id);
    const questions = questionsIn(locale);
    const answers: Record<string, FitAnswer> = {};
    for (const { id } of questions) {
      const value = view.state.values[id]?.[id]?.selected_option?.value;
      if (value) answers[id] = value as FitAnswer;
    }
    const [first] = questions;
    if (first && Object.keys(answers).length === 0) {
      return ack({ response_action: "errors", errors: { [first.id]: GUIDANCE_TEXTS[locale].fit.empty } });
    }
    return ack({
      response_action: "update",
      view: renderFitResult(questions, answers, locale, canEscalate()),
    });
  });

  app.action({ action_id: FIT.talk, type: "block_actions" }, async ({ ack, body }) => {
    await ack();
    const { locale } = await people.find(body.user.id);
    const answers = Object.fromEntries(new URLSearchParams(body.view?.private_metadata)) as Answers;
    await requests.start({
      team: workspaces.current().teamId,
      userId: body.user.id,
      triggerId: body.trigger_id,
      situation: summarise(questionsIn(locale), answers, locale),
      overModal: true,
    });
  });

  return { open };
}
