import { roleName, rolesIn } from "./roles.ts";
import { isNarrow, topicName, topicsAsked } from "./topics.ts";

const LIST_ITEM = /^\s*(?:[-*・•]|\d+[.)、．]|[①-⑨])\s*(?:\*\*)?([^\n*:：。]{2,40})/gm;
const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [
    /(?:最初|はじめ|初め|前者|(?:1|一|１|①)(?:つ目|番目|個目|つめ|番(?=の|は|を|が|に|について|$|[?？]))|ひとつ目)(?:の(?:方|ほう|やつ|もの))?|\b(?:the )?(?:former|first)(?: one)?\b/i,
    0,
  ],
  [
    /(?:後者|(?:2|二|２|②)(?:つ目|番目|個目|つめ|番(?=の|は|を|が|に|について|$|[?？]))|ふたつ目)(?:の(?:方|ほう|やつ|もの))?|\b(?:the )?(?:latter|second)(?: one)?\b/i,
    1,
  ],
  [
    /(?:(?:3|三|３|③)(?:つ目|番目|個目|つめ|番(?=の|は|を|が|に|について|$|[?？]))|みっつ目)(?:の(?:方|ほう|やつ|もの))?|\b(?:the )?third(?: one)?\b/i,
    2,
  ],
  [
    /(?:(?:4|四|４|④)(?:つ目|番目|個目|つめ|番(?=の|は|を|が|に|について|$|[?？])))(?:の(?:方|ほう|やつ|もの))?|\b(?:the )?fourth(?: one)?\b/i,
    3,
  ],
  [/最後の(?:やつ|もの|方|ほう)?|\b(?:the )?last one\b/i, -1],
];

/** What an answer listed, in order; nothing when it listed nothing, so that an earlier list still stands. */
export function optionsOffered(answer: string): string[] | undefined {
  const items = [...answer.matchAll(LIST_ITEM)].map((match) =>
    (match[1] as string).replace(/\[\d+\]/g, "").trim(),
  );
  if (items.length >= 2) return items;
  return undefined;
}

/** Where an ordinal can point. */
interface Listed {
  readonly question?: string;
  readonly options: readonly string[];
  readonly pair: readonly string[];
}

/** The option that "the latter", "2つ目" and the like point at, and what is asked about it. */
export function named(
  text: string,
  focus: Listed,
): { readonly name: string; readonly rest: string } | undefined {
  const hit = ORDINALS.find(([pattern]) => pattern.test(text));
  if (!hit) return undefined;
  const [pattern, place] = hit;
  const pair = /前者|後者|former|latter/i.test(text);
  const fromQuestion = optionsInQuestion(focus.question ?? "");
  const sources = pair
    ? [fromQuestion, focus.pair, focus.options]
    : [focus.options, fromQuestion, focus.pair];
  const options = sources.find((source) => source.length >= 2);
  const name = options?.at(place);
  if (!name) return undefined;
  const rest = text.replace(pattern, "").replace(/^(?:について|のこと|は|を|の|が|って|、|,|\s)+/, "");
  return { name, rest };
}

/** What a question sets side by side, in its order. */
export function optionsInQuestion(question: string): string[] {
  const locale = /\p{sc=Hiragana}/u.test(question) ? "ja" : "en";
  const narrow = topicsAsked(question).filter(isNarrow);
  if (narrow.length >= 2) return narrow.map((topic) => topicName(topic, locale));
  return rolesIn(question).map((role) => roleName(role, locale));
}
