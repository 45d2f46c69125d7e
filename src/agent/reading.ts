import { type Locale, recentTurns, type Turn } from "../conversation/conversation.ts";
import type { AnswerRequest } from "./answer.ts";
import { maskPersonalData } from "./privacy/mask.ts";
import { type CleanText, cleanText } from "./question/clean-text.ts";
import { focusOf, pointsAtNothing, resolveFollowUp } from "./question/follow-up.ts";
import { type AskerLanguage, askerLanguage } from "./question/language.ts";
import { type Question, readQuestion } from "./question/question.ts";
import { questionWithin } from "./question/question-within.ts";
import { remembered } from "./question/remembered.ts";
import { isCrisisElsewhere } from "./rules/crisis.ts";
import { ruleOnOffer } from "./rules/offer-reply.ts";
import { nothingBefore, type Ruling, ruleOn } from "./rules/triage.ts";

/** What a turn amounts to: a fault, something settled by rule, or a question for a model. */
export type Reading =
  | { readonly kind: "fault"; readonly fault: NonNullable<CleanText["fault"]>; readonly locale: Locale }
  | { readonly kind: "foreign"; readonly locale: Locale }
  | { readonly kind: "ruled"; readonly ruling: Ruling; readonly locale: Locale }
  | {
      readonly kind: "question";
      readonly question: Question;
      readonly locale: Locale;
      /** Earlier questions, standing on their own. */
      readonly askedBefore: readonly string[];
      readonly turns: readonly Turn[];
    };

/** Turns that still shape how a follow-up is read. */
const REMEMBERED = 40;

/** Reads one request together with the conversation so far; personal data is masked before anything else sees it. */
export function readRequest(request: AnswerRequest): Reading {
  const clean = cleanText(request.question);
  const before = localeOf(request.turns);
  if (clean.fault) {
    const called = clean.fault === "too_long" ? calledForWithin(request.question, before) : undefined;
    return called ?? { kind: "fault", fault: clean.fault, locale: before };
  }
  const asked = maskPersonalData(clean.text).text;
  const language = languageOf(asked);
  const locale = localeIn(asked, before);
  const ruling = ruleOnOffer(asked, request.turns, locale) ?? ruleOn(asked, locale);
  if (ruling) return { kind: "ruled", ruling, locale };
  if (language === "other") return { kind: "foreign", locale: "en" };
  const turns = recentTurns(request.turns, REMEMBERED).map(masked);
  const { focus, questions } = focusOf(turns, isQuestion);
  if (pointsAtNothing(asked, focus)) return { kind: "ruled", ruling: nothingBefore(locale), locale };
  const { standalone, mode } = resolveFollowUp(questionWithin(asked), focus, locale);
  return {
    kind: "question",
    question: readQuestion(asked, standalone, locale, mode),
    locale,
    askedBefore: questions,
    turns,
  };
}

/** Han alone reads as Japanese, and short words of many a language as English; a crisis is told apart by its words. */
function languageOf(text: string): AskerLanguage {
  return isCrisisElsewhere(text) ? "other" : askerLanguage(text);
}

function localeIn(text: string, before: Locale): Locale {
  const language = languageOf(text);
  if (language === "other") return "en";
  return /\p{L}/u.test(text) ? language : before;
}

/** What is too long to be answered is still read, a piece at a time. */
const PIECE = 1000;
/** Pieces overlap, so that no phrase is cut in two. */
const OVERLAP = 100;
/** Slack cuts a message here. */
const LONGEST_READ = 40_000;
const GRAVEST_FIRST: readonly (string | undefined)[] = ["crisis", "explicit_request", "sensitive", "upset"];

/** What anywhere in a message that is too long calls for a person, the gravest of it. */
function calledForWithin(question: string, before: Locale): Extract<Reading, { kind: "ruled" }> | undefined {
  const length = Math.min(question.length, LONGEST_READ);
  const starts = Array.from(
    { length: Math.ceil(length / (PIECE - OVERLAP)) },
    (_, at) => at * (PIECE - OVERLAP),
  );
  const called = starts.flatMap((start) => {
    const piece = maskPersonalData(cleanText(question.slice(start, start + PIECE)).text).text;
    const locale = localeIn(piece, before);
    const ruling = ruleOn(piece, locale);
    return ruling?.decision === "escalate" ? [{ kind: "ruled" as const, ruling, locale }] : [];
  });
  const rank = ({ ruling }: (typeof called)[number]) => GRAVEST_FIRST.indexOf(ruling.reason);
  return called.sort((a, b) => rank(a) - rank(b))[0];
}

const maskedWords = remembered((text) => cleanText(maskPersonalData(text).text).text);

function masked(turn: Turn): Turn {
  return turn.role === "requester" ? { ...turn, text: maskedWords(turn.text) } : turn;
}

/** Whether earlier words asked the knowledge something, rather than greeting, thanking or calling for a person. */
const isQuestion = remembered(
  (text) => text !== "" && ruleOn(text, "ja") === undefined && askerLanguage(text) !== "other",
);

function localeOf(turns: readonly Turn[]): Locale {
  const last = turns.findLast((turn) => turn.role === "requester" && /\p{L}/u.test(turn.text));
  return last && askerLanguage(last.text) === "en" ? "en" : "ja";
}
