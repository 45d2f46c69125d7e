import { AGENT_TEXTS, fill } from "../../texts/agent.ts";
import type { Judgement } from "../evidence/answerable.ts";
import type { FoundSection } from "../evidence/ledger.ts";
import type { Question } from "../question/question.ts";
import { topicsAsked } from "../question/topics.ts";
import { composeComparison } from "./compare.ts";
import type { Draft, Line } from "./draft.ts";
import { joined } from "./join.ts";
import { composeEach, composeOverview } from "./overview.ts";
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
  if (judgement.kind === "not_covered") return notCovered(material, judgement);
  if (judgement.kind === "figure_not_stated") return figureMissing(material);
  return answered(material);
}

/** Says what is not stated, then the nearest true thing there is. */
function notCovered(
  material: Material,
  { missing, matter, nearest }: Extract<Judgement, { kind: "not_covered" }>,
): Draft {
  const { question } = material;
  const texts = AGENT_TEXTS[question.locale];
  const words = matter ? undefined : worthRepeating(missing[0], question.asked);
  const line = matter
    ? fill(texts.notStated, { words: matter })
    : words
      ? fill(texts.notCoveredWords, { words })
      : texts.notCovered;
  const near = material.sections.filter(({ section }) => nearest.includes(section.key));
  const lines = near.length > 0 ? focused({ ...material, sections: near }, 2) : [];
  return {
    lines: [
      say(line),
      ...(lines.length > 0
        ? [say(texts.nearestLead), ...japaneseOnly(material).map(say)]
        : [say(texts.noGuess)]),
      ...opened(lines, true),
    ],
    offer: "not_in_knowledge",
  };
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
    composeEach(material) ??
    (question.comparison ? composeComparison(question, material.sections) : undefined);
  const body = comparison ?? composeOverview(material) ?? focused(material, USUAL_LENGTH);
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
  if (question.personal) return [texts.fitLead];
  if (question.worry) {
    const spread = [...question.asked].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0);
    const future = /将来|この先|今後|このまま|future/i.test(question.asked);
    return [texts.worryLead[future ? 0 : 1 + (spread % (texts.worryLead.length - 1))] as string];
  }
  return [];
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

function figureMissing(material: Material): Draft {
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
      ...opened(lines, true),
    ],
    offer: "not_in_knowledge",
  };
}

function say(text: string): Line {
  return { text, join: "sentence" };
}
