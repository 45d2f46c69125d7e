import type { KnownBlock } from "@slack/types";
import type { Locale } from "../conversation/conversation.ts";
import type { PersonExport } from "../conversation/person-records.ts";
import {
  CHECK_IN_DAYS,
  CHECK_IN_OUTCOMES,
  type CheckInDays,
  type CheckInOutcome,
} from "../handoff/check-in.ts";
import { CHECK_IN_TEXTS } from "../texts/check-in.ts";
import { LIMITS } from "./limits.ts";
import type { Message } from "./posting.ts";
import { plain, section } from "./text-blocks.ts";

/** Action ids of a check-in; the handoff's id travels as their value. */
export const CHECK_IN_ACTIONS = {
  plan: "check_in_plan",
  cancel: "check_in_cancel",
  answer: "check_in_answer",
} as const;

const button = (text: string, action_id: string, value: string) => ({
  type: "button" as const,
  action_id,
  value,
  text: plain(text, LIMITS.buttonText),
});

/** Below a resolution: the choice to be asked later. */
export function checkInOffer(handoffId: string, locale: Locale): KnownBlock[] {
  const texts = CHECK_IN_TEXTS[locale];
  const choices = CHECK_IN_DAYS.map((days) =>
    button(texts.after(days), `${CHECK_IN_ACTIONS.plan}:${days}`, handoffId),
  );
  return [section(texts.offer), { type: "actions", elements: choices }];
}

/** What the requester reads in the thread: the plan, the question, or that there will be none. */
export function renderCheckIn(
  line: "planned" | "question" | "cancelled",
  handoffId: string,
  days: CheckInDays,
  locale: Locale,
): Message {
  const texts = CHECK_IN_TEXTS[locale];
  if (line === "cancelled") return { text: texts.cancelled };
  const text = line === "planned" ? texts.planned(days) : texts.question(days);
  const elements =
    line === "planned"
      ? [button(texts.cancel, CHECK_IN_ACTIONS.cancel, handoffId)]
      : CHECK_IN_OUTCOMES.map((outcome) =>
          button(texts.answers[outcome], `${CHECK_IN_ACTIONS.answer}:${outcome}`, handoffId),
        );
  return { text, blocks: [section(text), { type: "actions", elements }] };
}

/** The question once it has been answered: no buttons left to press. */
export function renderAnswered(outcome: CheckInOutcome, locale: Locale): Message {
  const texts = CHECK_IN_TEXTS[locale];
  const text = `${texts.answers[outcome]}\n${texts.thanks[outcome]}`;
  return { text, blocks: [section(`*${texts.answers[outcome]}*\n${texts.thanks[outcome]}`)] };
}

/** In the Home tab: what is planned, each with the way to cancel it. */
export function checkInsPlanned(mine: PersonExport["checkIns"], locale: Locale): KnownBlock[] {
  const texts = CHECK_IN_TEXTS[locale];
  const waiting = mine.filter(({ state }) => state === "waiting").slice(0, LIMITS.homeCheckIns);
  return waiting.map(
    ({ handoffId, days }): KnownBlock => ({
      type: "section",
      block_id: `check_in:${handoffId}`,
      text: { type: "mrkdwn", text: `*${texts.home}*\n${texts.homeLine(days)}` },
      accessory: button(texts.cancel, CHECK_IN_ACTIONS.cancel, handoffId),
    }),
  );
}

/** The action id of a pressed choice → the days. */
export function parsePlan(actionId: string): CheckInDays | undefined {
  return CHECK_IN_DAYS.find((days) => actionId === `${CHECK_IN_ACTIONS.plan}:${days}`);
}

/** The action id of a pressed answer → the outcome. */
export function parseOutcome(actionId: string): CheckInOutcome | undefined {
  return CHECK_IN_OUTCOMES.find((outcome) => actionId === `${CHECK_IN_ACTIONS.answer}:${outcome}`);
}
