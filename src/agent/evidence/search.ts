import type { Retrieval, Retriever } from "../../retrieval/retriever.ts";
import { isOfNoRole } from "../question/of-no-role.ts";
import { LIMITS, type Question } from "../question/question.ts";
import { type Role, roleName } from "../question/roles.ts";
import { isNarrow, searchWords } from "../question/topics.ts";
import { directAnswersTo } from "./direct.ts";
import type { FoundSection, Ledger } from "./ledger.ts";
import { type Outline, type OutlineSection, sectionKey } from "./outline.ts";

/** What one search laid before the model. */
export interface Found {
  /** Best first. */
  readonly sections: readonly FoundSection[];
  readonly answerability: number;
  readonly retrieval: Retrieval;
}

const SECTIONS_READ = 4;
const CANDIDATES = 12;

/**
 * Retrieves for a question and reads the best sections whole, so that a citation never loses its context.
 * Headings count: a section announced as another role's, or as another topic's, falls behind.
 */
export async function searchKnowledge(
  retriever: Retriever,
  outline: Outline,
  ledger: Ledger,
  question: Question,
  query = question.standalone,
): Promise<Found> {
  const language = languageToRead(outline, question);
  const words = language === question.locale ? inFormalWords(query, language) : subjectWords(question);
  const retrieval = await retrieveWell(retriever, question, words, language);
  const ranked = withEachSubject(outline, rankSections(outline, retrieval, question), question);
  const sections = withChildren(outline, ranked, question).map(({ section, score }) =>
    ledger.add(section, score),
  );
  return { sections, answerability: retrieval.answerability, retrieval };
}

/** The asker's language when the knowledge is written in it, else Japanese. */
function languageToRead(outline: Outline, question: { readonly locale: "ja" | "en" }): "ja" | "en" {
  return outline.sections.some((section) => section.language === question.locale) ? question.locale : "ja";
}

/** Below this a question's own words find too little, and the formal words of its subject are tried too. */
const UNSURE = 0.6;

async function retrieveWell(
  retriever: Retriever,
  question: Question,
  words: string,
  language: "ja" | "en",
): Promise<Retrieval> {
  const options = { k: CANDIDATES, language };
  const first = await retriever.retrieve(words, options);
  if (first.answerability >= UNSURE || (!question.namesTopic && question.roles.length === 0)) return first;
  const formal = language === "ja" ? `${words} ${subjectWords(question)}` : words;
  if (formal === words) return first;
  const second = await retriever.retrieve(formal, options);
  return second.answerability > first.answerability ? second : first;
}

/** Roles under the names the knowledge uses. */
function inFormalWords(query: string, language: "ja" | "en"): string {
  if (language === "en") return query.replace(/server[\s-]?side/gi, "backend");
  return query.replace(/サーバー?サイド(?:エンジニア)?/g, roleName("backend", "ja"));
}

/** A question reduced to its roles and subjects, in the words Japanese knowledge uses. */
function subjectWords(question: Question): string {
  const roles = question.roles.map((role) => roleName(role, "ja"));
  const topics = question.topics.map(searchWords);
  return [...roles, ...topics].join(" ") || question.standalone;
}

/** What the retriever's order weighs against the headings; more than this drowns what headings tell. */
const RETRIEVED = 1.5;

/** What is written for just this question comes before what its subject announces. */
const WRITTEN_FOR_IT = 1.5;

interface Ranked {
  readonly section: OutlineSection;
  readonly score: number;
}

function rankSections(outline: Outline, retrieval: Retrieval, question: Question): Ranked[] {
  const best = Math.max(...retrieval.passages.map((passage) => passage.score), Number.EPSILON);
  const scores = new Map<string, number>();
  for (const passage of retrieval.passages) {
    const key = sectionKey(passage.chunk.documentId, passage.chunk.headingPath);
    scores.set(key, Math.max(scores.get(key) ?? 0, Math.max(0, passage.score) / best));
  }
  const direct = directAnswersTo(question);
  for (const section of announced(outline, question, retrieval, direct.holds)) {
    if (!scores.has(section.key)) scores.set(section.key, ANNOUNCED);
  }
  return [...scores]
    .flatMap(([key, score]) => {
      const section = outline.section(key);
      if (!section) return [];
      const fit = headingFit(section, question) + (direct.holds(section) ? WRITTEN_FOR_IT : 0);
      return [{ section, score: RETRIEVED * score + fit }];
    })
    .sort((a, b) => b.score - a.score);
}

/** How well a section's headings announce what is asked, about -1 to 1. */
function headingFit(section: OutlineSection, question: Question): number {
  // "Is it only …?" is answered where a subject is introduced as a whole.
  const overview = LIMITS.test(question.standalone) && section.headingPath.length === 1 ? 0.25 : 0;
  return (
    exactFit(section, question) +
    roleFit(section.role, question) +
    payFit(section, question) +
    topicFit(section, question) +
    publisherFit(section, question) +
    overview
  );
}

/** A document on just this subject of just this role. */
function exactFit(section: OutlineSection, { roles, topics, namesTopic }: Question): number {
  const exact =
    namesTopic &&
    roles.length === 1 &&
    section.role === roles[0] &&
    section.headingPath.length === 1 &&
    topics.some((topic) => section.topics.includes(topic));
  return exact ? 0.5 : 0;
}

/** "What decides my salary?" names no work that decides something. */
const WHAT_DECIDES =
  /何(?:で|が|によって)[^。?？]{0,6}決ま|どう(?:やって|いうふうに)?決ま|決まり方|\b(?:decides?|decided|determines?|determined)\b/i;

/** Who wants to earn more, or to know what decides it, is told what pay depends on before what else touches a rate. */
function payFit(section: OutlineSection, { topics, seeksWay, standalone }: Question): number {
  const asked = topics.includes("pay") && (seeksWay || WHAT_DECIDES.test(standalone));
  return asked && section.topics.includes("pay") ? 0.8 : 0;
}

function roleFit(role: Role | undefined, question: Question): number {
  const [only] = question.roles;
  if (question.comparison || question.roles.length === 2) return role === undefined ? 0.15 : 0;
  if (!only) return 0;
  if (role === only) return 0.25;
  return role === undefined ? 0.15 : -0.6;
}

function topicFit(section: OutlineSection, question: Question): number {
  const weight = (own: number, inherited: number) => (topic: (typeof question.topics)[number]) => {
    if (section.topics.includes(topic)) return isNarrow(topic) ? own * 1.2 : own;
    return section.inherited.includes(topic) ? inherited : 0;
  };
  const fits = question.topics.map(weight(0.6, 0.13));
  return Math.min(
    1,
    fits.reduce((sum, fit) => sum + fit, 0),
  );
}

/** The publisher's own programmes come forward only when they are asked for. */
function publisherFit(section: OutlineSection, question: Question): number {
  if (!section.publisherView) return 0;
  if (question.topics.includes("programmes")) return 0.25;
  return -0.5;
}

/** What a section is worth that no search found but that is written for the question, or headed by its narrow subject. */
const ANNOUNCED = 0.25;

function announced(
  outline: Outline,
  question: Question,
  retrieval: Retrieval,
  isWrittenForIt: (section: OutlineSection) => boolean,
): readonly OutlineSection[] {
  const language = retrieval.passages[0]?.document.language;
  const [only] = question.roles.length === 1 ? question.roles : [];
  return outline.sections.filter(
    (section) =>
      section.language === language &&
      !section.publisherView &&
      (isWrittenForIt(section) ||
        question.topics.some(
          (topic) =>
            section.topics.includes(topic) &&
            (isNarrow(topic) || (question.namesTopic && (section.role === only || !section.role))),
        )),
  );
}

/**
 * The best sections, and for every narrow subject of a question that names several, its own; for a subject that
 * each role has, asked about without a role, what either role's document says, so that neither is pushed.
 */
function withEachSubject(outline: Outline, ranked: readonly Ranked[], question: Question): Ranked[] {
  const best = ranked.slice(0, SECTIONS_READ);
  const subjects = question.topics.filter(isNarrow);
  const evenly = isOfNoRole(question);
  if (subjects.length < 2 && !question.comparison && !evenly) return best;
  const wanted = subjects.length >= 2 ? subjects : question.topics.filter((topic) => topic !== "difference");
  const language = best[0]?.section.language;
  const own = wanted.flatMap((topic) =>
    outline.sections
      .filter(
        (section) =>
          section.language === language &&
          section.topics.includes(topic) &&
          !section.publisherView &&
          (!evenly || section.headingPath.length === 1),
      )
      .map((section) => ranked.find((known) => known.section === section) ?? { section, score: 0.3 }),
  );
  return [
    ...best,
    ...own.filter(({ section }) => !best.some((known) => known.section === section)).slice(0, 4),
  ];
}

/** A section that introduces others is read together with them. */
function withChildren(outline: Outline, ranked: readonly Ranked[], question: Question): readonly Ranked[] {
  const [top] = ranked;
  if (!top || top.section.children.length === 0) return ranked;
  const wanted = top.section.children
    .flatMap((key) => outline.section(key) ?? [])
    .filter((section) => !section.publisherView || publisherFit(section, question) > 0)
    .filter((section) => !ranked.some((known) => known.section.key === section.key));
  return [...ranked, ...wanted.map((section) => ({ section, score: 0 }))];
}
