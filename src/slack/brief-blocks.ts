import type { Locale } from "../conversation/conversation.ts";
import type { Brief, BriefLine } from "../handoff/brief.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { escapeMrkdwn, withoutMentions } from "./safe-text.ts";

/** Where a line's turn can be read; undefined where it cannot. */
export type LinkOf = (turnId: string) => string | undefined;
const NO_LINKS: LinkOf = () => undefined;

/** The brief as mrkdwn, a paragraph a topic: the same words for the requester's preview and the advisors' card. */
export function briefParagraphs(brief: Brief, locale: Locale, linkOf = NO_LINKS): readonly string[] {
  const { brief: texts, modal } = HANDOFF_TEXTS[locale];
  const linked = linker(locale, linkOf);
  return [
    line(texts.goal, linked(brief.goal) || texts.nothingYet),
    ...(brief.situation ? [line(texts.situation, linked(brief.situation))] : []),
    ...(brief.urgency === "soon" ? [line(texts.urgency, modal.urgencies.soon)] : []),
    ...(brief.preferredTime ? [line(texts.time, safe(brief.preferredTime))] : []),
    ...historyLines(brief, locale, linkOf),
  ];
}

/** What was said before the request, as far as it is shared. */
export function historyLines(brief: Brief, locale: Locale, linkOf = NO_LINKS): readonly string[] {
  const { brief: texts } = HANDOFF_TEXTS[locale];
  const linked = linker(locale, linkOf);
  const answered = brief.answered.map(({ sources, ...said }) =>
    linked(said, sources.length > 0 ? ` (${safe(sources.join(locale === "ja" ? "、" : ", "))})` : ""),
  );
  const unanswered = brief.unanswered.map((said) => linked(said));
  return [
    ...(answered.length > 0 ? [line(texts.answered, list(answered))] : []),
    ...(unanswered.length > 0 ? [line(texts.unanswered, list(unanswered))] : []),
    ...(brief.mood ? [line(texts.mood, texts.moods[brief.mood])] : []),
  ];
}

/** A line's words, and a link to where they were said. */
const linker =
  (locale: Locale, linkOf: LinkOf) =>
  ({ text, turnId }: BriefLine, more = ""): string => {
    const url = turnId && linkOf(turnId);
    return `${safe(text)}${more}${url ? ` <${url}|${HANDOFF_TEXTS[locale].brief.source}>` : ""}`;
  };

const safe = (text: string) => escapeMrkdwn(withoutMentions(text));
const line = (label: string, text: string) => `*${label}*\n${text}`;
const list = (items: readonly string[]) => items.map((item) => `• ${item}`).join("\n");
