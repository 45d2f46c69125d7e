import { LIMITS, type Question } from "../question/question.ts";
import type { Line } from "./draft.ts";
import { joined } from "./join.ts";
import type { Material } from "./material.ts";
import { endsInWhatItIsNot } from "./phrasing.ts";
import { pickSentences, wayForward } from "./pick.ts";
import { type Scored, scoreSentences } from "./score.ts";
import { type Quoted, yesOrNo } from "./yes-no.ts";

/** The few sentences that answer best; for a worry what explains it, then what opens a way. */
export function focused(material: Material, limit: number): Line[] {
  const { wasShown } = material;
  const question = material.nearby ? aboutNearby(material) : material.question;
  const scored = scoreSentences(question, material.sections, wasShown);
  if (!question.worry || question.mode !== "full") {
    const picked = pickSentences(scored, limit, { topFirst: wantsTopFirst(question) });
    return joined(decisiveFirst(question, withoutIdleEnd(question, picked)));
  }
  const oneRole = question.roles.length === 0;
  const picked = pickSentences(scored, 2, { oneRole });
  const way = wayForward(scored, picked);
  return joined(way ? [...picked, way] : pickSentences(scored, limit, { oneRole }));
}

/** A definition, a way to get somewhere and a verdict come before what leads up to them. */
function wantsTopFirst({ definition, seeksWay, topics, asksWhichIsBetter }: Question): boolean {
  return definition || seeksWay || topics.includes("programmes") || asksWhichIsBetter;
}

/** What only opens a subject and holds less of what was asked is no last word; whoever asks "is it only …?" is answered by it. */
function withoutIdleEnd(question: Question, picked: readonly Scored[]): readonly Scored[] {
  const last = picked.at(-1);
  const best = picked[0]?.held ?? 0;
  const idle = last && picked.length > 1 && last.held < best && endsInWhatItIsNot(last.sentence.text);
  return idle && !LIMITS.test(question.standalone) ? picked.slice(0, -1) : picked;
}

function aboutNearby({ question, sections }: Material): Question {
  const publisher = sections[0]?.section.publisherView;
  return publisher ? { ...question, topics: ["programmes"] } : question;
}

/** What a "yes" or "no" rests on comes right behind it. */
function decisiveFirst(question: Question, picked: readonly Scored[]): readonly Scored[] {
  const said = yesOrNo(question, picked.map(quoted));
  const [decisive] = picked
    .filter((one) => said && yesOrNo(question, [quoted(one)]) === said)
    .toSorted((a, b) => b.held - a.held);
  if (!decisive) return picked;
  const own = picked.filter((one) => one !== decisive && one.section === decisive.section);
  const others = picked.filter((one) => one.section !== decisive.section);
  return [decisive, ...own, ...others];
}

function quoted({ sentence: { text }, section }: Scored): Quoted {
  return { heading: section.section.heading, text };
}
