import type { Locale } from "../conversation/conversation.ts";
import type { Brief } from "../handoff/brief.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { escapeMrkdwn, withoutMentions } from "./safe-text.ts";

/** The brief as mrkdwn: the same words for the requester's preview and for the advisors' card. */
export function briefLines(brief: Brief, locale: Locale): string {
  const { brief: texts, modal } = HANDOFF_TEXTS[locale];
  return [
    line(texts.goal, safe(brief.goal.text) || texts.nothingYet),
    ...(brief.situation ? [line(texts.situation, safe(brief.situation.text))] : []),
    ...(brief.urgency === "soon" ? [line(texts.urgency, modal.urgencies.soon)] : []),
    ...(brief.preferredTime ? [line(texts.time, safe(brief.preferredTime))] : []),
    ...historyLines(brief, locale),
  ].join("\n\n");
}

/** What was said before the request, as far as it is shared. */
export function historyLines(brief: Brief, locale: Locale): readonly string[] {
  const { brief: texts } = HANDOFF_TEXTS[locale];
  const answered = brief.answered.map(
    ({ text, sources }) => `${safe(text)}${sources.length > 0 ? ` (${safe(sources.join("、"))})` : ""}`,
  );
  const unanswered = brief.unanswered.map(({ text }) => safe(text));
  return [
    ...(answered.length > 0 ? [line(texts.answered, list(answered))] : []),
    ...(unanswered.length > 0 ? [line(texts.unanswered, list(unanswered))] : []),
    ...(brief.mood ? [line(texts.mood, texts.moods[brief.mood])] : []),
  ];
}

const safe = (text: string) => escapeMrkdwn(withoutMentions(text));
const line = (label: string, text: string) => `*${label}*\n${text}`;
const list = (items: readonly string[]) => items.map((item) => `• ${item}`).join("\n");
