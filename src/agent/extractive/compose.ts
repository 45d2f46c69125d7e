import { AGENT_TEXTS } from "../../texts/agent.ts";
import type { FoundSection } from "../evidence/ledger.ts";
import type { Question } from "../question/question.ts";
import { answeredAgain } from "./again.ts";
import { composeBothRoles, composeComparison } from "./compare.ts";
import { type Draft, type Line, say } from "./draft.ts";
import { focused } from "./focused.ts";
import { japaneseOnly, type Material } from "./material.ts";
import { composeEach, composeOverview } from "./overview.ts";
import { figureMissing, notCovered } from "./unstated.ts";
import { type Quoted, saysNeither, yesOrNo } from "./yes-no.ts";

const USUAL_LENGTH = 3;
/** What the publisher says of itself is told in fewer sentences. */
const OF_ITSELF = 2;

/** Composes an answer out of the knowledge's own sentences. */
export function compose(material: Material): Draft {
  const { question, judgement } = material;
  if (judgement.kind === "off_topic") return { lines: [say(AGENT_TEXTS[question.locale].offTopic)] };
  if (judgement.kind === "not_covered") return notCovered(material, judgement);
  if (judgement.kind === "figure_not_stated") return figureMissing(material);
  return question.mode === "full" ? answered(material) : answeredAgain(material);
}

function answered(material: Material): Draft {
  const { question, sections } = material;
  const byRole = question.comparison ? undefined : composeBothRoles(question, sections);
  const sided =
    byRole ??
    composeEach(material) ??
    (comparesFreely(question) ? composeComparison(question, sections) : undefined);
  const limit = sections[0]?.section.publisherView ? OF_ITSELF : USUAL_LENGTH;
  const body = sided ?? composeOverview(material) ?? focused(material, limit);
  const lead = [
    ...leadOf(question),
    ...(byRole ? [AGENT_TEXTS[question.locale].byRole] : []),
    ...japaneseOnly(material),
  ];
  const verdict = sided ? [] : verdictOf(question, quotedIn(body, sections));
  return {
    lines: [
      ...lead.map(say),
      ...verdict.map((text) => ({
        text,
        join: lead.length > 0 ? ("paragraph" as const) : ("sentence" as const),
      })),
      ...body.map((line, at) => (at === 0 ? { ...line, join: firstJoin(lead.length > 0, verdict) } : line)),
      ...closingOf(question).map((text) => ({ text, join: "paragraph" as const })),
    ],
  };
}

/** Which of the two is better is answered by what says so, not by their differences. */
function comparesFreely({ comparison, asksWhichIsBetter }: Question): boolean {
  return comparison && !asksWhichIsBetter;
}

function firstJoin(led: boolean, verdict: readonly string[]): Line["join"] {
  if (verdict.length > 0) return "sentence";
  return led ? "paragraph" : "sentence";
}

/** "Yes" or "no" where the source supports it; where it says neither, that. */
function verdictOf(question: Question, quoted: readonly Quoted[]): string[] {
  const texts = AGENT_TEXTS[question.locale];
  const said = yesOrNo(question, quoted);
  if (said) return [texts[said]];
  return saysNeither(question, quoted) ? [texts.neitherYesNorNo] : [];
}

/** A question back when a choice is asked for, a next step when somebody is worried. */
function closingOf(question: Question): string[] {
  const texts = AGENT_TEXTS[question.locale];
  if (question.personal) return [texts.fitQuestion];
  return question.worry ? [texts.nextStep] : [];
}

/** The sentences a draft cites, each under its heading. */
function quotedIn(lines: readonly Line[], sections: readonly FoundSection[]): Quoted[] {
  const cites = new Set(
    lines.flatMap(({ text }) => [...text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]))),
  );
  return sections.flatMap(({ section: { heading }, sentences }) =>
    sentences.filter(({ number }) => cites.has(number)).map(({ text }) => ({ heading, text })),
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
