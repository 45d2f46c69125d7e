import { AGENT_TEXTS } from "../../texts/agent.ts";
import type { ComparisonTable } from "../answer.ts";
import type { FoundSection, NumberedSentence } from "../evidence/ledger.ts";
import { isOfNoRole } from "../question/of-no-role.ts";
import type { Question } from "../question/question.ts";
import { type Role, roleName } from "../question/roles.ts";
import type { TopicId } from "../question/topic-list.ts";
import type { Line } from "./draft.ts";
import { asCell, asItem, cited, saysWhatItIsNot } from "./phrasing.ts";

const ROLES: readonly Role[] = ["infrastructure", "backend"];

interface Pair {
  readonly label: string;
  readonly cells: Readonly<Record<Role, NumberedSentence>>;
  readonly topics: readonly TopicId[];
}

/** Two roles side by side: an opening that names both, one sentence for each, and a table when there is more. */
export function composeComparison(
  question: Question,
  sections: readonly FoundSection[],
): readonly Line[] | undefined {
  const { pairs, asked } = pairsFor(question, sections);
  const [main] = pairs;
  if (!main) return undefined;
  const opening = openingOf(sections, main, asked.length > 0);
  const closing = asked.length > 0 ? closingOf(sections, main, opening) : undefined;
  const japanese = /\p{sc=Hiragana}/u.test(main.cells.backend.text);
  return [
    ...(opening ? [{ text: cited(opening), join: "sentence" as const }] : []),
    { text: cited(main.cells.infrastructure), join: opening ? "paragraph" : "sentence" },
    {
      text: `${japanese ? AGENT_TEXTS.ja.onTheOtherHand : ""}${cited(main.cells.backend)}`,
      join: "sentence",
    },
    ...(closing ? [{ text: cited(closing), join: "paragraph" as const }] : []),
  ];
}

/** The first pair of sentences on one subject, a role each, where a section holds one. */
export function composePair(sections: readonly FoundSection[]): readonly Line[] | undefined {
  const [pair] = pairsWithin(sections);
  if (!pair) return undefined;
  const { infrastructure, backend } = pair.cells;
  const japanese = /\p{sc=Hiragana}/u.test(backend.text);
  return [
    { text: cited(infrastructure), join: "sentence" },
    { text: `${japanese ? AGENT_TEXTS.ja.onTheOtherHand : ""}${cited(backend)}`, join: "sentence" },
  ];
}

/** A subject asked about without a role: one item for each role, so that neither is pushed. */
export function composeBothRoles(
  question: Question,
  sections: readonly FoundSection[],
): readonly Line[] | undefined {
  const [topic, ...others] = question.topics;
  const plain = question.roles.length === 0 && !question.worry && !question.personal;
  if (!topic || others.length > 0 || !plain || !isOfNoRole(question)) return undefined;
  const [pair] = pairsAcross(sections, [topic]);
  if (!pair) return undefined;
  return ROLES.map((role, at) => {
    const sentence = pair.cells[role];
    const language = /\p{sc=Hiragana}/u.test(sentence.text) ? "ja" : "en";
    const name = roleName(role, language);
    const label = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return {
      text: `- **${label}**${language === "ja" ? "：" : ": "}${cited(sentence, asItem(sentence.text, name))}`,
      join: at === 0 ? ("sentence" as const) : ("line" as const),
    };
  });
}

/** The aspects that the sentences leave out, side by side, when the whole difference is asked for. */
export function comparisonTable(
  question: Question,
  sections: readonly FoundSection[],
): ComparisonTable | undefined {
  if (!question.comparison) return undefined;
  const { pairs, asked } = pairsFor(question, sections);
  const [main] = pairs;
  if (!main || asked.length > 0 || pairs.length < 3) return undefined;
  const locale = /\p{sc=Hiragana}/u.test(main.cells.backend.text) ? "ja" : "en";
  return tableOf(pairs.slice(1), AGENT_TEXTS[question.locale].comparisonCaption, locale);
}

function pairsFor(
  question: Question,
  sections: readonly FoundSection[],
): { readonly pairs: readonly Pair[]; readonly asked: readonly TopicId[] } {
  const asked: readonly TopicId[] = question.topics.filter((topic) => topic !== "difference");
  const all = [...pairsWithin(inReadingOrder(sections)), ...pairsAcross(sections, asked)];
  const pairs = asked.length > 0 ? all.filter(({ topics }) => topics.some((t) => asked.includes(t))) : all;
  return { pairs, asked };
}

/** Document by document as they ranked, each document in its own order. */
function inReadingOrder(sections: readonly FoundSection[]): readonly FoundSection[] {
  const documents = [...new Set(sections.map(({ section }) => section.documentId))];
  const place = ({ section, sentences }: FoundSection) => [
    documents.indexOf(section.documentId),
    sentences[0]?.start ?? 0,
  ];
  return sections.toSorted((a, b) => {
    const [documentA = 0, startA = 0] = place(a);
    const [documentB = 0, startB = 0] = place(b);
    return documentA - documentB || startA - startB;
  });
}

/** Sections that speak of both roles in turn. */
function pairsWithin(sections: readonly FoundSection[]): Pair[] {
  return sections
    .filter(({ section }) => section.role === undefined && !section.publisherView)
    .flatMap(({ section, sentences }) => {
      const of = (role: Role) =>
        sentences.find((sentence) => sentence.roles.length === 1 && sentence.roles[0] === role);
      const [infrastructure, backend] = ROLES.map(of);
      if (!infrastructure || !backend || section.headingPath.length < 2) return [];
      return [
        {
          label: section.heading.replace(/の違い$|^Differences? in (?:the )?/i, ""),
          cells: { infrastructure, backend },
          topics: section.topics,
        },
      ];
    });
}

/** One section for each role under the same topic, where no section compares them. */
function pairsAcross(sections: readonly FoundSection[], topics: readonly TopicId[]): Pair[] {
  return topics.flatMap((topic) => {
    const of = (role: Role) => {
      const own = sections.filter(
        ({ section }) => section.role === role && !section.publisherView && section.topics.includes(topic),
      );
      const whole = own.find(({ section }) => section.headingPath.length === 1) ?? own[0];
      return tellingMost(whole?.sentences ?? []);
    };
    const [infrastructure, backend] = ROLES.map(of);
    return infrastructure && backend
      ? [{ label: topic, cells: { infrastructure, backend }, topics: [topic] }]
      : [];
  });
}

/** The opening of a section, unless it only says what the subject is not. */
function tellingMost(sentences: readonly NumberedSentence[]): NumberedSentence | undefined {
  return sentences.find(({ text }) => !saysWhatItIsNot(text)) ?? sentences[0];
}

function namesBoth(sentence: NumberedSentence): boolean {
  return sentence.roles.length === 2;
}

function openingOf(
  sections: readonly FoundSection[],
  main: Pair,
  narrow: boolean,
): NumberedSentence | undefined {
  const home = sections.find(({ sentences }) => sentences.includes(main.cells.backend));
  const wide = sections.find(({ section }) => section.role === undefined && section.headingPath.length === 1);
  const source = narrow ? home : (wide ?? home);
  return source?.sentences.find(namesBoth);
}

function closingOf(
  sections: readonly FoundSection[],
  main: Pair,
  opening: NumberedSentence | undefined,
): NumberedSentence | undefined {
  const home = sections.find(({ sentences }) => sentences.includes(main.cells.backend));
  return home?.sentences.find(
    (sentence) => sentence !== opening && namesBoth(sentence) && sentence.number > main.cells.backend.number,
  );
}

function tableOf(pairs: readonly Pair[], caption: string, locale: "ja" | "en"): ComparisonTable {
  const cell = (sentence: NumberedSentence, role: Role) =>
    cited(sentence, locale === "ja" ? asCell(sentence.text, role) : sentence.text);
  return {
    caption,
    header: ["", ...ROLES.map((role) => roleName(role, locale))],
    rows: pairs
      .slice(0, 4)
      .map(({ label, cells }) => [label, ...ROLES.map((role) => cell(cells[role], role))]),
  };
}
