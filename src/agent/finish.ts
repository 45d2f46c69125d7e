import type { Decision, DecisionReason, Grounding, Locale, Turn } from "../conversation/conversation.ts";
import { AGENT_TEXTS, fill } from "../texts/agent.ts";
import type { Answer, AnswerTrace, ComparisonTable } from "./answer.ts";
import type { Attempt } from "./attempt.ts";
import { comparisonTable } from "./extractive/compare.ts";
import { suggestQuestions } from "./extractive/suggest.ts";
import type { Question } from "./question/question.ts";
import { learntNeed } from "./rules/learnt-need.ts";
import { tellsOfABurden } from "./rules/telling.ts";
import { alreadyOffered, timesAsked } from "./rules/triage.ts";

/** From this probability of a need on, an advisor is offered. */
const OFFERS = 0.45;

/** What code adds to a verified text: the decision, the lines that belong to it, table and suggestions. */
export interface Finish {
  /** Paragraphs to append, in order. */
  readonly appended: readonly string[];
  readonly grounding: Grounding;
  readonly decision: Decision;
  readonly reason?: DecisionReason;
  readonly table?: ComparisonTable;
  readonly followUps: readonly string[];
}

export function finish(
  result: Attempt,
  question: Question,
  turns: readonly Turn[],
  askedBefore: readonly string[],
): Finish {
  const texts = AGENT_TEXTS[question.locale];
  const { decision, reason } = decide(result, question, turns, askedBefore);
  const answerable = result.turn.judgement?.kind === "answerable";
  const draftTable = answerable ? comparisonTable(question, result.sections) : undefined;
  const table = draftTable && result.verifier.checkTable(draftTable);
  const disclosure = disclosureOf(result, turns, question.locale);
  const wordless = result.text === "" ? wordsForCall(result, question.locale) : undefined;
  const offerLine = decision === "offer" && reason ? offerText(reason, question.locale) : undefined;
  return {
    appended: [wordless, disclosure, offerLine].filter((line) => line !== undefined),
    grounding: groundingOf(result),
    decision,
    ...(reason && { reason }),
    ...(table && { table }),
    followUps:
      result.turn.judgement?.kind === "off_topic"
        ? texts.starters
        : suggestQuestions(question, result.turn.outline, result.sections, askedBefore, result.text),
  };

  function offerText(why: DecisionReason, locale: Locale): string | undefined {
    const offers: Partial<Record<DecisionReason, string>> = AGENT_TEXTS[locale].offer;
    return offers[why] ?? texts.offer.not_in_knowledge;
  }
}

/** Whether there is something to show: what a model said, or our own words for the person it calls for. */
export function hasWords(result: Attempt, locale: Locale): boolean {
  return result.text !== "" || wordsForCall(result, locale) !== undefined;
}

/** Our own words for calling a person; not every reason a model may give has some. */
function wordsForCall({ turn }: Attempt, locale: Locale): string | undefined {
  const { handoff } = turn.wishes;
  const texts: Partial<Record<DecisionReason, string>> = AGENT_TEXTS[locale].escalate;
  return handoff?.when === "now" ? texts[handoff.reason] : undefined;
}

/** Rules first, the model second; the same reason is not offered twice in a conversation. */
function decide(
  result: Attempt,
  question: Question,
  turns: readonly Turn[],
  askedBefore: readonly string[],
): { decision: Decision; reason?: DecisionReason } {
  const { judgement, wishes } = result.turn;
  const { handoff } = wishes;
  if (handoff?.when === "now") return { decision: "escalate", reason: handoff.reason };
  const reason = offerReason();
  if (!reason || alreadyOffered(turns, reason)) return { decision: "answer" };
  return { decision: "offer", reason };

  function offerReason(): DecisionReason | undefined {
    if (question.mode === "full" && timesAsked(question.standalone, askedBefore) >= 2) return "repeated";
    if (judgement?.kind === "not_covered" || judgement?.kind === "figure_not_stated")
      return "not_in_knowledge";
    if (judgement?.kind === "off_topic" && mayNeedSomebody(question.asked)) return "low_confidence";
    if (handoff) return handoff.reason;
    return result.text === "" ? "low_confidence" : undefined;
  }
}

/** Half a sign is enough to offer an advisor where the knowledge has nothing to say. */
function mayNeedSomebody(asked: string): boolean {
  return tellsOfABurden(asked) || learntNeed(asked).probability >= OFFERS;
}

function groundingOf(result: Attempt): Grounding {
  if (result.citations.length === 0) return "none";
  return result.turn.judgement?.kind === "answerable" ? "grounded" : "partial";
}

/** The publisher's interest is named once, where its own services come up. */
function disclosureOf(result: Attempt, turns: readonly Turn[], locale: Locale): string | undefined {
  const claim = result.sections
    .flatMap(({ sentences }) => sentences)
    .find(
      (sentence) =>
        sentence.publisherClaim &&
        result.citations.some(
          ({ quote, documentId }) =>
            quote === sentence.text && documentId === sentence.passage.chunk.documentId,
        ),
    );
  if (!claim) return undefined;
  const line = fill(AGENT_TEXTS[locale].disclosure, { publisher: claim.passage.document.publisher });
  return turns.some((turn) => turn.role === "agent" && turn.text.includes(line)) ? undefined : line;
}

/** The trace kept beside an answer. */
export function traceOf(result: Attempt, question: Question): AnswerTrace {
  return {
    standaloneQuestion: question.standalone,
    answerability: result.turn.answerability,
    passages: (result.found?.retrieval.passages ?? []).map(({ chunk, score }) => ({
      chunkId: chunk.id,
      headingPath: chunk.headingPath,
      score,
    })),
    sentences: result.sentences,
    ...(result.likeness && { likeness: result.likeness }),
    ...(result.turn.judgement && { rule: `knowledge:${result.turn.judgement.kind}` }),
  };
}

/** An answer that no model had to be asked for. */
export function ruledAnswer(
  base: Pick<Answer, "promptVersion" | "snapshot" | "latencyMs">,
  ruled: {
    readonly text: string;
    readonly locale: Locale;
    readonly decision: Decision;
    readonly reason?: DecisionReason;
    readonly rule: string;
    readonly question: string;
    readonly followUps: readonly string[];
  },
): Answer {
  return {
    ...base,
    locale: ruled.locale,
    text: ruled.text,
    citations: [],
    grounding: "none",
    decision: ruled.decision,
    ...(ruled.reason && { reason: ruled.reason }),
    followUps: ruled.followUps,
    model: "rules",
    fallback: false,
    usage: { inputTokens: 0, outputTokens: 0 },
    trace: {
      standaloneQuestion: ruled.question,
      answerability: 0,
      passages: [],
      sentences: [],
      rule: ruled.rule,
    },
  };
}
