import { AGENT_TEXTS, fill } from "../../texts/agent.ts";
import type { Judgement } from "../evidence/answerable.ts";
import type { FoundSection } from "../evidence/ledger.ts";
import type { Question } from "../question/question.ts";
import { isNarrow, topicsAsked } from "../question/topics.ts";
import { composeComparison } from "./compare.ts";
import type { Draft, Line } from "./draft.ts";
import { asItem, cited, restatesHeading, standingAlone, withoutRepeatedSubject } from "./phrasing.ts";
import { pickSentences, type Scored, scoreSentences, wayForward } from "./pick.ts";
import { yesOrNo } from "./yes-no.ts";

/** Everything a draft is composed from. */
export interface Material {
  readonly question: Question;
  readonly sections: readonly FoundSection[];
  readonly judgement: Judgement;
  /** Sentences the person has already been shown. */
  readonly wasShown: (sentence: string) => boolean;
}

const USUAL_LENGTH = 3;

/** Composes an answer out of the knowledge's own sentences. */
export function compose(material: Material): Draft {
  const { question, judgement } = material;
  const texts = AGENT_TEXTS[question.locale];
  if (judgement.kind === "off_topic") return { lines: [say(texts.offTopic)] };
  if (judgement.kind === "not_covered") {
    const words = worthRepeating(judgement.missing[0], question.asked);
    const line = words ? fill(texts.notCoveredWords, { words }) : texts.notCovered;
    return { lines: [say(line)], offer: "not_in_knowledge" };
  }
  if (judgement.kind === "figure_not_stated") return figureMissing(material);
  return answered(material);
}

/** A person's own word is repeated only from a short plain question, never from something that looks composed. */
function worthRepeating(word: string | undefined, asked: string): string | undefined {
  const plain = asked.length <= 60 && !/[「」『』"“”<>{}[\]:：]|https?/.test(asked);
  return plain && word && word.length <= 20 && !/\d/.test(word) ? word : undefined;
}

function answered(material: Material): Draft {
  const { question } = material;
  const texts = AGENT_TEXTS[question.locale];
  if (question.mode !== "full") return answeredAgain(material);
  const comparison =
    eachSubject(material) ??
    (question.comparison ? composeComparison(question, material.sections) : undefined);
  const body = comparison ?? overview(material) ?? focused(material, USUAL_LENGTH);
  const lead = leadOf(question);
  const note = japaneseOnly(material);
  const answer = comparison ? undefined : yesOrNo(question, quotedIn(body, material.sections));
  const lines = [
    ...lead.map(say),
    ...note.map(say),
    ...(answer ? [say(texts[answer])] : []),
    ...body.map((line, at) =>
      at === 0
        ? { ...line, join: lead.length + note.length > 0 ? ("paragraph" as const) : ("sentence" as const) }
        : line,
    ),
    ...(question.personal ? [{ text: texts.fitQuestion, join: "paragraph" as const }] : []),
  ];
  return { lines };
}

/** The sentences a draft cites, each under its heading. */
function quotedIn(lines: readonly Line[], sections: readonly FoundSection[]): string[] {
  const cites = new Set(
    lines.flatMap(({ text }) => [...text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]))),
  );
  return sections.flatMap(({ section, sentences }) =>
    sentences.filter(({ number }) => cites.has(number)).map(({ text }) => `${section.heading} ${text}`),
  );
}

/** A human line first, when the person speaks of a worry or asks us to choose for them. */
function leadOf(question: Question): string[] {
  const texts = AGENT_TEXTS[question.locale];
  if (question.worry) {
    const spread = [...question.asked].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0);
    const future = /将来|この先|今後|このまま|future/i.test(question.asked);
    return [texts.worryLead[future ? 0 : 1 + (spread % (texts.worryLead.length - 1))] as string];
  }
  return question.personal ? [texts.fitLead] : [];
}

function japaneseOnly({ question, sections }: Material): string[] {
  const foreign = sections[0] && sections[0].section.language !== question.locale;
  const note = AGENT_TEXTS[question.locale].inJapaneseOnly;
  return foreign && note ? [note] : [];
}

/** "Tell me more", "why?", "in short?": the same question in another measure. */
function answeredAgain(material: Material): Draft {
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
  const gaveReason = lines.some(({ text }) => /ため|ので|によって|により|because|since/i.test(text));
  const lead =
    question.mode === "why"
      ? gaveReason
        ? []
        : [texts.whyMissing]
      : [question.mode === "other" ? texts.otherLead : texts.moreLead];
  return { lines: [...lead.map(say), ...note, ...opened(lines, lead.length > 0)] };
}

/** More about a subject comes from its own sections, or from sentences that name it elsewhere. */
function staysOnSubject(
  found: FoundSection,
  sentence: { readonly text: string },
  question: Question,
): boolean {
  const { topics, inherited } = found.section;
  if (question.topics.length === 0) return true;
  if (question.topics.some((topic) => topics.includes(topic) || inherited.includes(topic))) return true;
  return topicsAsked(sentence.text).some((topic) => question.topics.includes(topic));
}

function opened(lines: readonly Line[], below: boolean): Line[] {
  return lines.map((line, at) => (at === 0 && below ? { ...line, join: "line" } : line));
}

/** Two or three subjects named in one breath: one item for each, from its own section. */
function eachSubject({ question, sections }: Material): readonly Line[] | undefined {
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

/** A subject that divides into parts: what it is, then one line for each part. */
function overview(material: Material): readonly Line[] | undefined {
  const { question, sections } = material;
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
  const intro = pickSentences(scoreSentences(question, [top]), 2);
  return [
    ...joined(intro),
    ...parts.map(({ heading, first }, at) => ({
      text: `- **${heading}**${top.section.language === "ja" ? "：" : ": "}${cited(first, asItem(first.text, heading))}`,
      join: at === 0 ? ("paragraph" as const) : ("line" as const),
    })),
  ];
}

function focused(material: Material, limit: number): Line[] {
  const { question } = material;
  const scored = scoreSentences(question, material.sections);
  if (!question.worry || question.mode !== "full") {
    return joined(decisiveFirst(question, pickSentences(scored, limit)));
  }
  const oneRole = question.roles.length === 0;
  const picked = pickSentences(scored, 2, oneRole);
  const way = wayForward(scored, picked);
  return joined(way ? [...picked, way] : pickSentences(scored, limit, oneRole));
}

/** What a "yes" or "no" rests on comes right behind it. */
function decisiveFirst(question: Question, picked: readonly Scored[]): readonly Scored[] {
  const said = yesOrNo(question, picked.map(quoted));
  const decisive = said && picked.find((one) => yesOrNo(question, [quoted(one)]) === said);
  if (!decisive) return picked;
  const own = picked.filter((one) => one !== decisive && one.section === decisive.section);
  const others = picked.filter((one) => one.section !== decisive.section);
  return [decisive, ...own, ...others];
}

function quoted({ sentence, section }: Scored): string {
  return `${section.section.heading} ${sentence.text}`;
}

function joined(picked: readonly Scored[]): Line[] {
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

function figureMissing(material: Material): Draft {
  const { question } = material;
  const texts = AGENT_TEXTS[question.locale];
  const lines = material.question.topics.length > 0 ? focused(material, 2) : [];
  return {
    lines: [
      say(texts.figureMissing[question.figure ?? "amount"]),
      ...(lines.length > 0 ? [say(texts.whatItSays), ...japaneseOnly(material).map(say)] : []),
      ...opened(lines, true),
    ],
    offer: "not_in_knowledge",
  };
}

function say(text: string): Line {
  return { text, join: "sentence" };
}
