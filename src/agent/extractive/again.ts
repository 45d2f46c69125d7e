import { AGENT_TEXTS } from "../../texts/agent.ts";
import type { FoundSection } from "../evidence/ledger.ts";
import type { Question } from "../question/question.ts";
import { isNarrow, topicsOfHeading } from "../question/topics.ts";
import { below, type Draft, say } from "./draft.ts";
import { focused } from "./focused.ts";
import { japaneseOnly, type Material } from "./material.ts";

const GIVES_REASON =
  /ため|ので|によって|により|あいだ|かぎり|限り|代わりが|because|since|as long as|so that/i;

/** "Tell me more", "why?", "in short?": the same question in another measure. */
export function answeredAgain(material: Material): Draft {
  const { question } = material;
  const texts = AGENT_TEXTS[question.locale];
  const note = japaneseOnly(material).map(say);
  if (question.mode === "brief") {
    return { lines: [say(texts.briefLead), ...note, ...focused(material, 1)] };
  }
  const fresh: Material = {
    ...material,
    sections: material.sections.map((found) => ({
      ...found,
      sentences: found.sentences.filter(
        (sentence) => !material.wasShown(sentence.text) && staysOnSubject(found, sentence, question),
      ),
    })),
  };
  const lines = focused(fresh, question.mode === "why" ? 2 : 4);
  if (lines.length === 0) return { lines: [say(texts.nothingMore)], offer: "not_in_knowledge" };
  const reasoned = lines.some(({ text }) => GIVES_REASON.test(text));
  const leads = {
    why: reasoned ? [] : [texts.whyMissing],
    other: [texts.otherLead],
    more: [texts.moreLead],
    example: [texts.moreLead],
    full: [],
  };
  const lead = leads[question.mode];
  return { lines: [...lead.map(say), ...note, ...below(lines, lead.length > 0)] };
}

/** More about a subject comes from its own sections, or from sentences that name it elsewhere; a narrow subject outweighs a broad one. */
function staysOnSubject(
  found: FoundSection,
  sentence: { readonly text: string },
  question: Question,
): boolean {
  const narrow = question.topics.filter(isNarrow);
  const subjects = narrow.length > 0 ? narrow : question.topics;
  const { topics, inherited } = found.section;
  if (subjects.length === 0) return true;
  if (subjects.some((topic) => topics.includes(topic) || inherited.includes(topic))) return true;
  return topicsOfHeading(sentence.text).some((topic) => subjects.includes(topic));
}
