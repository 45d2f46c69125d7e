import { directAnswersTo } from "../evidence/direct.ts";
import type { FoundSection, NumberedSentence } from "../evidence/ledger.ts";
import { LIMITS, type Question } from "../question/question.ts";
import { withoutRoleNames } from "../question/roles.ts";
import { contentPieces } from "../question/terms.ts";
import type { TopicId } from "../question/topic-list.ts";
import { isNarrow, systemsNamed, withoutSubjectNames } from "../question/topics.ts";
import { aimScore, explainsWorry, mannerScore } from "./manner.ts";
import { isAsideOnPublisher } from "./phrasing.ts";

/** A sentence with how well it answers; higher is better, comparable within one question. */
export interface Scored {
  readonly sentence: NumberedSentence;
  readonly section: FoundSection;
  readonly at: number;
  readonly score: number;
  /** Share of what is asked that the sentence itself holds; 0 for every sentence when the question is broad. */
  readonly direct: number;
  /** The same share, also when the question is broad. */
  readonly held: number;
  /** Stands under another subject than the one asked for, which has a section of its own here, and explains no worry. */
  readonly aside: boolean;
}

/** What repeating a sentence of this conversation costs; one that answers outright is still worth it. */
const SHOWN = 0.3;
/** Sections from this share of the best one's score on may answer by the manner of a sentence alone. */
const LEADS = 0.75;
/** What it costs to stand where another subject is announced, when the subject asked for has a section of its own. */
const ELSEWHERE = 0.45;
/** What it is worth to be written for just this question. */
const WRITTEN_FOR_IT = 0.8;
/** Words that any sentence about work may hold; English ones as stems. */
const EVERYDAY =
  /^(?:仕事|人|自分|会社|職種|必要|大事|大切|重要|今後|将来|場合|方法|本当|一番|何|今|増|上|下|出|入|見|work|job|engineer|becom|tak|taken|car|go|com|put|get|better)$/;

/** "教えて" is how one asks; who teaches whom is another matter. */
const PLEASE_TELL = /教えて(?:ください|下さい|ほしい(?:です)?|もらえますか)?[。!?]?$/;

/** Asks whether something is valued; noticing is another matter. */
const GETS_NOTICED = /\bget(?:s|ting)?(?: \w+)? noticed\b/i;

/** Every usable sentence of the sections, scored for the question, best first. */
export function scoreSentences(
  question: Question,
  sections: readonly FoundSection[],
  wasShown: (sentence: string) => boolean = () => false,
): Scored[] {
  const candidates = sections.flatMap((section) =>
    section.sentences
      .map((sentence, at) => ({ sentence, section, at }))
      .filter(
        ({ sentence }) => !isAsideOnPublisher(sentence, question) && !isAboutOtherRole(sentence, question),
      ),
  );
  const subjects = subjectsAnnounced(question, sections);
  const weigh = weigherFor(
    subjects.length > 0 ? besideNames(question) : { text: question.standalone },
    candidates,
  );
  const implied = question.roles.length === 0 && !question.comparison ? sections[0]?.section.role : undefined;
  const best = Math.max(sections[0]?.score ?? 0, 0.01);
  const direct = directAnswersTo(question);
  const specific = !question.definition && piecesOf(question.standalone).size >= 2;
  return candidates
    .map((candidate) => {
      const { sentence, section, at } = candidate;
      const held = weigh(sentence.text);
      const outright = specific ? held : 0;
      const written = direct.gives(section.section, sentence.text);
      const heading = sentence.passage.chunk.headingPath.at(-1) ?? "";
      const overlap = 0.5 * weigh(`${heading} ${sentence.text}`) + 0.6 * held;
      const foreign = implied && !sentence.roles.includes(implied) ? -0.35 : 0;
      const rank = 0.8 * Math.min(1, section.score / best);
      const eases = question.worry && explainsWorry(sentence.text);
      const aside = speaksElsewhere(section, subjects) && !eases && !written;
      return {
        ...candidate,
        direct: outright,
        held,
        aside,
        score:
          overlap +
          mannerScore(question, sentence, at, section.section.topics) +
          (section.score / best >= LEADS ? aimScore(question, sentence.text) : 0) +
          foreign +
          rank +
          (written ? WRITTEN_FOR_IT : 0) -
          (aside ? ELSEWHERE : 0) -
          (wasShown(sentence.text) ? SHOWN : 0),
      };
    })
    .sort((a, b) => b.score - a.score);
}

/** Subjects asked for that one of the two best sections announces, the narrow ones before the broad; pay and prospects are never a side matter. */
function subjectsAnnounced(
  { namesTopic, comparison, topics, standalone }: Question,
  sections: readonly FoundSection[],
): readonly TopicId[] {
  if (!namesTopic || comparison || LIMITS.test(standalone)) return [];
  const narrow = topics.filter((topic) => isNarrow(topic) || topic === "pay" || topic === "future");
  const wanted = narrow.some(isNarrow) ? narrow : topics;
  return wanted.filter((topic) => sections.slice(0, 2).some(({ section }) => section.topics.includes(topic)));
}

function speaksElsewhere({ section }: FoundSection, subjects: readonly TopicId[]): boolean {
  return (
    subjects.length > 0 &&
    !subjects.some((topic) => section.topics.includes(topic) || section.inherited.includes(topic))
  );
}

interface Asked {
  readonly text: string;
  /** Names that count as a whole. */
  readonly names?: readonly string[];
}

/** What is asked beside the subject's own name. */
function besideNames({ standalone, topics }: Question): Asked {
  return {
    text: withoutSubjectNames(standalone, topics),
    names: systemsNamed(standalone),
  };
}

/**
 * How much of what is asked a text holds, 0 to 1.
 * Words that every candidate shares say nothing; words that none has cannot be held against any.
 */
function weigherFor(
  { text: asked, names = [] }: Asked,
  candidates: readonly { readonly sentence: NumberedSentence }[],
): (text: string) => number {
  const held = (text: string) => [...piecesOf(text), ...names.filter((name) => text.includes(name))];
  const texts = candidates.map(({ sentence }) => new Set(held(sentence.text)));
  const weights = new Map<string, number>();
  for (const piece of [...piecesOf(asked.replace(PLEASE_TELL, "").replace(GETS_NOTICED, "")), ...names]) {
    if (EVERYDAY.test(piece)) continue;
    const count = texts.filter((pieces) => pieces.has(piece)).length;
    if (count > 0) weights.set(piece, Math.log(1 + texts.length / count));
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return (text) => {
    if (total === 0) return 0;
    return held(text).reduce((sum, piece) => sum + (weights.get(piece) ?? 0), 0) / total;
  };
}

function piecesOf(text: string): Set<string> {
  return contentPieces(withoutRoleNames(text));
}

/** Asked about one role, a sentence about the other alone is no answer. */
function isAboutOtherRole(sentence: NumberedSentence, question: Question): boolean {
  const [only] = question.roles;
  if (!only || question.roles.length > 1) return false;
  return sentence.roles.length === 1 && !sentence.roles.includes(only);
}
