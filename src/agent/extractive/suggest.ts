import type { Locale } from "../../conversation/conversation.ts";
import { fill } from "../../texts/agent.ts";
import { SUGGESTION_TEXTS } from "../../texts/suggestions.ts";
import type { FoundSection } from "../evidence/ledger.ts";
import type { Outline, OutlineSection } from "../evidence/outline.ts";
import type { Question } from "../question/question.ts";
import { otherRole, type Role, roleName, rolesIn } from "../question/roles.ts";
import { topicsAsked } from "../question/topics.ts";

/** Subjects every role is asked about, in the order people tend to ask. */
const BROAD = ["work", "skills", "pay", "fit", "future", "path"] as const;
type Broad = (typeof BROAD)[number];
const MOST = 3;

/**
 * Up to three questions the knowledge answers and the person has not asked:
 * a part of what was just read, the other role, the next subject.
 * `said` is the answer's text; what it already states is not suggested.
 */
export function suggestQuestions(
  question: Question,
  outline: Outline,
  read: readonly FoundSection[],
  asked: readonly string[],
  said = "",
): string[] {
  const texts = SUGGESTION_TEXTS[question.locale];
  const top = read[0]?.section;
  const role = question.roles.length === 1 ? question.roles[0] : top?.role;
  const topic = BROAD.find((id) =>
    [...question.topics, ...(top?.topics ?? []), ...(top?.inherited ?? [])].includes(id),
  );
  const own = top ? ownSubject(top, question.locale, outline, said) : [];
  const about = (r: Role, t: Broad) =>
    covers(outline, r, t) ? [fill(texts[t], { role: named(r, question.locale) })] : [];
  const part = partHeading(outline, read, question);
  const candidates = [
    ...own,
    ...(question.worry && role ? [...about(role, "path"), ...about(role, "skills")] : []),
    ...(part ? [fill(texts.heading, { heading: part })] : []),
    ...(role && topic ? about(otherRole(role), topic) : []),
    ...(role ? following(topic).flatMap((next) => about(role, next)) : []),
    ...(role ? [] : [texts.payDifference, texts.fitDifference]),
    texts.difference,
    ...about("infrastructure", "path"),
    ...about("backend", "path"),
  ];
  return notAsked(candidates, [question.standalone, ...asked]).slice(0, MOST);
}

/** The consultation and the publisher's programmes have questions of their own, as long as a section answers them. */
function ownSubject(top: OutlineSection, locale: Locale, outline: Outline, said: string): readonly string[] {
  const { consultation, programmes } = SUGGESTION_TEXTS[locale];
  const texts = outline.sections.flatMap((section) => section.sentences.map(({ text }) => text));
  const answered = ({ states }: { readonly states: string }) =>
    !said.includes(states) && texts.some((text) => text.includes(states));
  const about = top.topics.includes("consultation") || top.inherited.includes("consultation");
  const set = about ? consultation : top.publisherView ? programmes : [];
  return set.filter(answered).map(({ question }) => question);
}

/** The subjects after the one just talked about. */
function following(topic: Broad | undefined): Broad[] {
  const at = BROAD.indexOf(topic ?? "pay");
  return [BROAD[(at + 1) % BROAD.length] as Broad, BROAD[(at + 2) % BROAD.length] as Broad];
}

function named(role: Role, locale: "ja" | "en"): string {
  const name = roleName(role, locale);
  if (locale === "ja") return name;
  return /^[aeiou]/i.test(name) ? `an ${name}` : `a ${name}`;
}

function covers(outline: Outline, role: Role, topic: Broad): boolean {
  return outline.sections.some(
    (section) =>
      section.topics.includes(topic) &&
      (section.role === role || section.sentences.some((sentence) => sentence.roles.includes(role))),
  );
}

/** A part of the subject just read, or the part next to it, that has not come up. */
function partHeading(
  outline: Outline,
  read: readonly FoundSection[],
  question: Question,
): string | undefined {
  const top = read[0]?.section;
  if (!top || top.language !== question.locale || question.comparison || question.topics.length === 0)
    return undefined;
  const parent = outline.sections.find((section) => section.children.includes(top.key));
  const siblings = (top.children.length > 0 ? top.children : (parent?.children ?? []))
    .flatMap((key) => outline.section(key) ?? [])
    .filter((section) => section.role !== undefined && !section.publisherView && section.key !== top.key);
  return siblings.find((section) => !question.standalone.includes(section.heading))?.heading;
}

/** Questions on one detail, which roles and topics do not tell apart. */
const SPECIFIC: ReadonlySet<string> = new Set(
  Object.values(SUGGESTION_TEXTS).flatMap(({ consultation, programmes }) =>
    [...consultation, ...programmes].map(({ question }) => question),
  ),
);

/** Questions with the same roles and topics ask the same, so only the first of them stays. */
function notAsked(candidates: readonly string[], asked: readonly string[]): string[] {
  const seen = new Set(asked.map(sense));
  return candidates.filter((candidate) => {
    const key = sense(candidate);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function sense(question: string): string {
  if (SPECIFIC.has(question)) return question;
  const roles = rolesIn(question);
  const topics = topicsAsked(question);
  const own = topics.filter((topic) => topic !== "difference");
  const compared = roles.length === 2 || (topics.includes("difference") && roles.length === 0);
  return `${compared ? "both" : roles.join()}|${own.sort().join()}`;
}
