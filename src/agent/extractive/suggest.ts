import { AGENT_TEXTS, fill } from "../../texts/agent.ts";
import type { FoundSection } from "../evidence/ledger.ts";
import type { Outline } from "../evidence/outline.ts";
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
 */
export function suggestQuestions(
  question: Question,
  outline: Outline,
  read: readonly FoundSection[],
  asked: readonly string[],
): string[] {
  const texts = AGENT_TEXTS[question.locale].suggest;
  const role = question.roles.length === 1 ? question.roles[0] : read[0]?.section.role;
  const topic = BROAD.find((id) => question.topics.includes(id));
  const about = (r: Role, t: Broad) =>
    covers(outline, r, t) ? [fill(texts[t], { role: named(r, question.locale) })] : [];
  const part = partHeading(outline, read, question);
  const candidates = [
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
  const roles = rolesIn(question);
  const topics = topicsAsked(question);
  const own = topics.filter((topic) => topic !== "difference");
  const compared = roles.length === 2 || (topics.includes("difference") && roles.length === 0);
  return `${compared ? "both" : roles.join()}|${own.sort().join()}`;
}
