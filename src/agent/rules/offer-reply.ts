import type { Locale, Turn } from "../../conversation/conversation.ts";
import { AGENT_TEXTS } from "../../texts/agent.ts";
import type { Ruling } from "./triage.ts";

const YES =
  /^(?:はい|うん|ええ|是非|ぜひ|お願い(?:し(?:ます|たい(?:です)?)|いたします|できますか)?|おねがい(?:します)?|頼みます|聞きたい(?:です)?|聞いてみたい(?:です)?|相談したい(?:です)?|そうします|それで|いいですよ|オッケー|おけ|yes|yeah|yep|sure|please|ok(?:ay)?|i(?:'d| would) (?:like|love) (?:that|to)|let's do (?:that|it))(?:[、,。.!！\s]|お願いします|おねがいします|please|ぜひ|是非|します|です|ね)*$/i;
const NO =
  /^(?:いいえ|いや|いえ|ううん|結構(?:です)?|大丈夫(?:です)?|いいです|不要(?:です)?|要らない(?:です)?|いらない(?:です)?|やめておきます|また今度|今は(?:いい|大丈夫|結構)(?:です)?|no|nope|not now|no thanks?|no thank you|maybe later)(?:[、,。.!！\s]|です|thanks?|ありがとう(?:ございます)?|大丈夫です|結構です)*$/i;

/** Whether the agent's last words offered an advisor. */
function wasOffered(turns: readonly Turn[]): boolean {
  const last = turns.findLast((turn) => turn.role !== "marker");
  if (last?.role !== "agent") return false;
  const offers = [AGENT_TEXTS.ja, AGENT_TEXTS.en].flatMap((texts) => Object.values(texts.offer));
  return last.decision === "offer" || offers.some((line) => last.text.trimEnd().endsWith(line));
}

/** "はい、お願いします" behind an offer accepts it, "大丈夫です" declines it; anywhere else both mean something else. */
export function ruleOnOffer(text: string, turns: readonly Turn[], locale: Locale): Ruling | undefined {
  if (!wasOffered(turns)) return undefined;
  const texts = AGENT_TEXTS[locale];
  if (YES.test(text)) {
    const reason = "explicit_request";
    return { rule: "offer_accepted", text: texts.escalate[reason], decision: "escalate", reason };
  }
  if (NO.test(text)) return { rule: "offer_declined", text: texts.offerDeclined, decision: "answer" };
  return undefined;
}
