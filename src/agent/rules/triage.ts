import type { Decision, DecisionReason, Locale, Turn } from "../../conversation/conversation.ts";
import { AGENT_TEXTS } from "../../texts/agent.ts";
import { humanNeedIn } from "./handoff-rules.ts";
import { triesToRedirect } from "./injection.ts";
import { smallTalkIn } from "./small-talk.ts";

/** A reply settled by rule, before any model is asked. */
export interface Ruling {
  /** Names the rule in the trace. */
  readonly rule: string;
  readonly text: string;
  readonly decision: Decision;
  readonly reason?: DecisionReason;
}

/** Rules decide first: gravest need, then attempts on the rules themselves, then small talk. */
export function ruleOn(text: string, locale: Locale): Ruling | undefined {
  const texts = AGENT_TEXTS[locale];
  const need = humanNeedIn(text);
  if (need === "crisis")
    return { rule: "crisis", text: texts.crisis, decision: "escalate", reason: "crisis" };
  if (triesToRedirect(text)) return { rule: "redirection", text: texts.privateRules, decision: "answer" };
  if (need) return { rule: need, text: texts.escalate[need], decision: "escalate", reason: need };
  const talk = smallTalkIn(text);
  if (talk) {
    const low = talk === "complaint" || talk === "tired";
    return {
      rule: `small_talk:${talk}`,
      text: texts.smallTalk[talk],
      ...(low ? { decision: "offer", reason: "upset" } : { decision: "answer" }),
    };
  }
  return undefined;
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
