import { AGENT_TEXTS } from "../../texts/agent.ts";
import type { Line } from "./draft.ts";
import { cited, standingAlone, withoutRepeatedSubject } from "./phrasing.ts";
import type { Scored } from "./score.ts";

/** Picked sentences as lines of an answer: no orphaned connective, no subject said twice, one bridge at most. */
export function joined(picked: readonly Scored[]): Line[] {
  return picked.map(({ sentence, section, at }, index) => {
    const before = picked[index - 1];
    const follows = before?.section.section.key === section.section.key && before.at === at - 1;
    const alone = follows ? sentence.text : standingAlone(sentence.text);
    const text = withoutRepeatedSubject(alone, before && standingAlone(before.sentence.text));
    const newSection = before && before.section.section.key !== section.section.key;
    const japanese = section.section.language === "ja";
    const firstTurn =
      newSection && index === picked.findIndex((other) => other.section !== picked[0]?.section);
    const bridge = firstTurn && japanese && !sentence.publisherClaim ? AGENT_TEXTS.ja.also : "";
    return { text: `${bridge}${cited(sentence, text)}`, join: newSection ? "paragraph" : "sentence" };
  });
}
