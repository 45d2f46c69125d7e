import type { Decision, DecisionReason, Locale, Turn } from "../../conversation/conversation.ts";
import { AGENT_TEXTS } from "../../texts/agent.ts";
import { onlyAsksAboutTalking } from "./asks-for-person.ts";
import { type HumanNeed, humanNeedIn } from "./handoff-rules.ts";
import { redirectionIn } from "./injection.ts";
import { learntNeed } from "./learnt-need.ts";
import { type SmallTalk, smallTalkIn } from "./small-talk.ts";

/** A reply settled by rule, before any model is asked. */
export interface Ruling {
  /** Names the rule in the trace. */
  readonly rule: string;
  readonly text: string;
  readonly decision: Decision;
  readonly reason?: DecisionReason;
}

/**
 * From these probabilities on, the examples call for a person where no rule did.
 * Anger is told from a blunt question least well, and missing it costs least.
 */
export const CALLS: Readonly<Record<HumanNeed, number>> = {
  crisis: 0.45,
  explicit_request: 0.45,
  sensitive: 0.5,
  upset: 0.6,
};
/** Below this probability, the examples take back what a rule heard; never a crisis. */
const TAKES_BACK = 0.15;

/**
 * Rules decide first: a crisis, then attempts on the rules themselves, then the other needs, then small talk;
 * examples decide the rest. Whoever tells of coercion sounds like an attempt, so a likely one waits for the needs.
 */
export function ruleOn(text: string, locale: Locale): Ruling | undefined {
  const need = humanNeedIn(text);
  if (need === "crisis") return calledFor(need, "crisis", locale);
  const attempt = redirectionIn(text);
  if (attempt === "certain") return refused(locale);
  const learnt = learntNeed(text);
  const learntCalls =
    learnt.probability >= CALLS[learnt.need] &&
    !(learnt.need === "explicit_request" && onlyAsksAboutTalking(text));
  const suffers = need === "sensitive" || (learntCalls && learnt.need === "sensitive");
  // Anger is no excuse for an attempt; whoever suffers or asks for somebody is heard.
  if (attempt && !suffers && need !== "explicit_request") return refused(locale);
  const byExamples = () =>
    calledFor(learnt.need, `examples:${learnt.need} ${learnt.probability.toFixed(2)}`, locale);
  // Harsh words are often told of somebody else; whoever suffers them needs no apology from us.
  if (need === "upset" && learnt.need === "sensitive" && learntCalls) return byExamples();
  if (need && learnt.probability >= TAKES_BACK) return calledFor(need, need, locale);
  const talk = smallTalkIn(text);
  if (talk) return talked(talk, locale);
  return learntCalls ? byExamples() : undefined;
}

function refused(locale: Locale): Ruling {
  return { rule: "redirection", text: AGENT_TEXTS[locale].privateRules, decision: "answer" };
}

function calledFor(need: HumanNeed, rule: string, locale: Locale): Ruling {
  const texts = AGENT_TEXTS[locale];
  const text = need === "crisis" ? texts.crisis : texts.escalate[need];
  return { rule, text, decision: "escalate", reason: need };
}

function talked(talk: SmallTalk, locale: Locale): Ruling {
  const low = talk === "complaint" || talk === "tired";
  return {
    rule: `small_talk:${talk}`,
    text: AGENT_TEXTS[locale].smallTalk[talk],
    ...(low ? { decision: "offer", reason: "upset" } : { decision: "answer" }),
  };
}

/** Asks back what 「もっと詳しく」 is about when nothing was said before. */
export function nothingBefore(locale: Locale): Ruling {
  return { rule: "nothing_before", text: AGENT_TEXTS[locale].nothingBefore, decision: "answer" };
}

/** How often the requester has asked this before, in words that mean the same. */
export function timesAsked(standalone: string, earlier: readonly string[]): number {
  const key = bare(standalone);
  return earlier.filter((question) => bare(question) === key).length;
}

/** An advisor is offered once for a reason; the same reason does not offer again. */
export function alreadyOffered(turns: readonly Turn[], reason: DecisionReason): boolean {
  return turns.some((turn) => turn.role === "agent" && turn.decision === "offer" && turn.reason === reason);
}

function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s、。,.!?！？…〜~ー]|です|ます|か$|教えて(?:ください)?|って|とは|は|の|を|が|に/g, "");
}
