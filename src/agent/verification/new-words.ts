import type { NumberedSentence } from "../evidence/ledger.ts";
import { withoutRoleNames } from "../question/roles.ts";
import { contentPieces, contentRuns, coverage, englishStem } from "../question/terms.ts";

/** Katakana and Latin words name things: tools, skills, employers. None may be new. */
export function hasNewName(claim: string, cited: readonly NumberedSentence[]): boolean {
  const source = cited.flatMap(({ text, passage }) => [text, ...passage.chunk.headingPath]).join("\n");
  const known = source.normalize("NFKC").toLowerCase();
  if (!/\p{sc=Hiragana}/u.test(claim)) return hasNewEnglishName(claim, source);
  return contentRuns(withoutRoleNames(claim))
    .filter((run) => /^[\p{sc=Katakana}a-z]/u.test(run) && run.length >= 2)
    .some((run) => !known.includes(run));
}

/** Kanji words a paraphrase may bring along because they add no fact. */
const NEUTRAL =
  /^(?:重要|大切|必要|可能|場合|傾向|要素|理由|特徴|一方|以下|次|主|際|時|点|方|人|者|的|自分|職種|仕事|業務|記事|説明|紹介|具体的|基本的|両方|両者|双方|二|三|思|言|見|行|来|出|入|知|考|持|聞|話|書|読|教|気|分|中|前|後|上|間|何|他|例|例えば|特|特に|主に|実際|今後|働|関|対|合|向|得|受|求|変|異|違)$/u;

/** Every other kanji word must stand in the source, a compound at least in half of its pairs, a verb by its character. */
export function hasNewWord(claim: string, cited: readonly NumberedSentence[]): boolean {
  const source = cited.flatMap(({ text, passage }) => [text, ...passage.chunk.headingPath]).join("\n");
  const pieces = contentPieces(source);
  if (!/\p{sc=Hiragana}/u.test(claim)) return hasNewEnglishWord(claim, pieces);
  return contentRuns(claim)
    .filter((run) => /^\p{sc=Han}/u.test(run) && !NEUTRAL.test(run))
    .some((run) => {
      if (source.includes(run)) return false;
      if (run.length <= 2) return true;
      return coverage(contentPieces(run), pieces) < 0.5;
    });
}

/** In English a capital inside a sentence, an acronym or a digit marks a name. */
function hasNewEnglishName(claim: string, source: string): boolean {
  const names = claim.match(/(?<=[a-z,;:)]\s)[A-Z][\w+#.-]*|\b[A-Z]{2,}\b|\b\w*\d\w*\b/g) ?? [];
  return names.some((name) => !source.includes(name));
}

/** English words a paraphrase may bring along because they add no fact. */
const NEUTRAL_ENGLISH = new Set(
  "article say state explain mention describe accord view engineer work job role people person way kind part point thing matter mean help need use involve include become remain lead come go take look see think consider example instead both each one own their them it other another rather besides while whether because since though however therefore thus such like further addition give giving stay keep affect depend count generally usually often important"
    .split(" ")
    .map(englishStem),
);

/** Every other English word must stand in the source, by its stem. */
function hasNewEnglishWord(claim: string, pieces: ReadonlySet<string>): boolean {
  return [...contentPieces(claim)].some(
    (piece) => piece.length > 1 && !pieces.has(piece) && !NEUTRAL_ENGLISH.has(piece),
  );
}
