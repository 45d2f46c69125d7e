import { AGENT_TEXTS, fill } from "../../texts/agent.ts";
import type { Judgement } from "../evidence/answerable.ts";
import { composePair } from "./compare.ts";
import { below, type Draft, say } from "./draft.ts";
import { focused } from "./focused.ts";
import { japaneseOnly, type Material } from "./material.ts";

/** Says what is not stated, then the nearest true thing there is. */
export function notCovered(
  material: Material,
  { missing, matter, nearest, saying }: Extract<Judgement, { kind: "not_covered" }>,
): Draft {
  const { question } = material;
  const texts = AGENT_TEXTS[question.locale];
  const words = matter ? undefined : worthRepeating(missing[0], question.asked);
  const named = words ? fill(texts.notCoveredWords, { words }) : texts.notCovered;
  const near = nearest
    .flatMap((key) => material.sections.find(({ section }) => section.key === key) ?? [])
    .map((found) => ({
      ...found,
      sentences: found.sentences.filter(({ text }) => saying?.test(text) ?? true),
    }));
  const bothRoles = question.roles.length === 0 ? composePair(near) : undefined;
  const lines =
    bothRoles ?? (near.length > 0 ? focused({ ...material, sections: near, nearby: true }, 2) : []);
  const lead = lines.length > 0 ? texts.nearestLead : texts.noGuess;
  return {
    lines: [
      ...(question.worry ? [say(texts.worryLead[1] as string)] : []),
      say(matter ? fill(texts.notStated, { words: matter }) : named),
      say(lead),
      ...(lines.length > 0 ? japaneseOnly(material).map(say) : []),
      ...below(lines, true),
    ],
    offer: "not_in_knowledge",
  };
}

/** A person's own word is repeated only from a short plain question, never from something that looks composed. */
function worthRepeating(word: string | undefined, asked: string): string | undefined {
  const plain = asked.length <= 60 && !/[「」『』"“”<>{}[\]:：]|https?/.test(asked);
  return plain && word && word.length <= 20 && !/\d/.test(word) ? word : undefined;
}

/** Says that the exact fact is not stated, then what the knowledge says on its subject. */
export function figureMissing(material: Material): Draft {
  const { question } = material;
  const texts = AGENT_TEXTS[question.locale];
  const own = material.sections.filter(({ section }) =>
    question.topics.some((topic) => section.topics.includes(topic)),
  );
  const narrowed = own.length > 0 ? { ...material, sections: own } : material;
  const lines = question.topics.length > 0 ? focused(narrowed, 2) : [];
  return {
    lines: [
      say(texts.figureMissing[question.figure ?? "amount"]),
      ...(lines.length > 0 ? [say(texts.whatItSays), ...japaneseOnly(material).map(say)] : []),
      ...below(lines, true),
    ],
    offer: "not_in_knowledge",
  };
}
