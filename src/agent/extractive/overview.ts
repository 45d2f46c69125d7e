import type { FoundSection } from "../evidence/ledger.ts";
import type { Question } from "../question/question.ts";
import { isNarrow } from "../question/topics.ts";
import type { Line } from "./draft.ts";
import { joined } from "./join.ts";
import { asItem, cited, isSelfReview, restatesHeading } from "./phrasing.ts";
import { pickSentences } from "./pick.ts";
import { type Scored, scoreSentences } from "./score.ts";

interface Subjects {
  readonly question: Question;
  readonly sections: readonly FoundSection[];
}

/** A subject that divides into parts: what it is, then one line for each part. */
export function composeOverview({ question, sections }: Subjects): readonly Line[] | undefined {
  const [top] = sections;
  if (!top || top.section.children.length < 2 || question.yesNo || question.worry || question.personal)
    return undefined;
  if (question.topics.some(isNarrow) || question.topics.length === 0) return undefined;
  if (!question.topics.some((topic) => top.section.topics.includes(topic))) return undefined;
  const parts = top.section.children.flatMap((key) => {
    const part = sections.find(({ section }) => section.key === key && !section.publisherView);
    const first =
      part?.sentences.find(({ text }) => !restatesHeading(text, part.section.heading)) ?? part?.sentences[0];
    return part && first ? [{ heading: part.section.heading, first }] : [];
  });
  if (parts.length < 2) return undefined;
  const intro = introOf(question, top);
  return [
    ...joined(intro),
    ...parts.map(({ heading, first }, at) => ({
      text: `- **${heading}**${top.section.language === "ja" ? "：" : ": "}${cited(first, asItem(first.text, heading))}`,
      join: at === 0 ? ("paragraph" as const) : ("line" as const),
    })),
  ];
}

/** How a subject opens, and the sentence near it that tells most. */
function introOf(question: Question, top: FoundSection): readonly Scored[] {
  const near = scoreSentences(question, [top]).filter(
    ({ at, sentence }) => at <= 2 && !isSelfReview(sentence.text),
  );
  const first = near.find(({ at }) => at === 0);
  const rest = near.filter((one) => one !== first);
  return [...(first ? [first] : []), ...rest.slice(0, 1)];
}

/** Two or three subjects named in one breath: one item for each, from its own section. */
export function composeEach({ question, sections }: Subjects): readonly Line[] | undefined {
  const subjects = question.topics.filter(isNarrow);
  if (subjects.length < 2 || subjects.length > 3 || question.worry) return undefined;
  const parts = subjects.flatMap((subject) => {
    const own = sections.filter(({ section }) => section.topics.includes(subject) && !section.publisherView);
    const [best] = pickSentences(scoreSentences({ ...question, topics: [subject] }, own), 1);
    return best ? [{ heading: best.section.section.heading, best }] : [];
  });
  const headings = new Set(parts.map(({ heading }) => heading));
  if (parts.length < subjects.length || headings.size < parts.length) return undefined;
  return parts.map(({ heading, best }, at) => ({
    text: `- **${heading}**${best.section.section.language === "ja" ? "：" : ": "}${cited(best.sentence, asItem(best.sentence.text, heading))}`,
    join: at === 0 ? ("sentence" as const) : ("line" as const),
  }));
}
