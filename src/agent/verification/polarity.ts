import { withoutRoleNames } from "../question/roles.ts";
import { contentPieces, contentRuns, coverage, englishStem } from "../question/terms.ts";
import { isNegated, NEGATION, withoutLitotes } from "./sense.ts";

/** Something denied: the words that may be what is denied, the likeliest first, and whether only its being alone is denied. */
interface Denial {
  readonly heads: readonly string[];
  readonly ofBeingAlone: boolean;
}

/** How many words around a negation may be what a source denies. */
const REACH = { ja: 3, en: 5, enBefore: 3 } as const;
const ALONE = /だけ|のみ|ばかり|一本|\b(?:alone|only|just|single|merely)\b/i;
/** Nouns that carry a denial without being what is denied: "…終わりの仕事ではありません". */
const LIGHT = /^(?:仕事|職種|業務|点|者|方|訳|所|人|場合|以上|以外)$/;
/** Says that something may be so, not that it is. */
const HEDGE =
  /かもしれ|とは限|可能性|おそれ|恐れ|こと(?:も|が)あ|場合(?:も|が)あ|傾向|\b(?:may|might|tends? to|often|sometimes|likely)\b/gi;

/** Whether a claim denies what its sources do not, or says what they deny, or of which they only deny that it stands alone. */
export function hasOtherPolarity(claim: string, sources: readonly string[]): boolean {
  const parts = sources.map((source) => partOn(claim, source));
  if (isNegated(claim) !== parts.some(isNegated)) return true;
  const said = denialsIn(claim);
  const stated = parts.flatMap(denialsIn);
  return (
    said.some((denial) => !isStated(denial, stated)) ||
    stated.some((denial) => isAsserted(denial, claim, said))
  );
}

/** Whether a claim says for certain what its source says with a "may". */
export function lacksHedge(claim: string, sources: readonly string[]): boolean {
  if (claim.search(HEDGE) >= 0) return false;
  const words = new Set(runsOf(claim));
  return sources.some((source) =>
    [...source.matchAll(HEDGE)].some((match) => {
      const [head] = headsAt(source, match.index, match[0].length);
      return head !== undefined && words.has(head);
    }),
  );
}

/** Of a source in two parts, the one the claim is about. */
function partOn(claim: string, source: string): string {
  const pieces = contentPieces(claim);
  const shared = (part: string) => coverage(pieces, contentPieces(part));
  return source.split(/[;；]/).reduce((best, part) => (shared(part) > shared(best) ? part : best));
}

function denialsIn(text: string): Denial[] {
  const plain = withoutLitotes(text);
  return [...plain.matchAll(NEGATION)].map((match) => ({
    heads: /neither/i.test(match[0])
      ? runsOf(plain.slice(match.index))
      : headsAt(plain, match.index, match[0].length),
    ofBeingAlone: ALONE.test(clauseAround(plain, match.index)),
  }));
}

/** What a word such as "not" is said of: in Japanese what stands before it, in English what follows. */
function headsAt(text: string, at: number, length: number): string[] {
  if (/\p{sc=Hiragana}/u.test(text)) {
    return runsOf(text.slice(0, at))
      .filter((run) => !LIGHT.test(run))
      .slice(-REACH.ja)
      .reverse();
  }
  // A negation that ends its text denies nothing that can be named: "demand is unlikely".
  const [first = "", ...after] = runsOf(text.slice(at + length)).slice(0, REACH.en);
  return [first, ...after, ...runsOf(text.slice(0, at)).slice(-REACH.enBefore)];
}

function runsOf(text: string): string[] {
  return contentRuns(withoutRoleNames(text)).map(englishStem);
}

function clauseAround(text: string, at: number): string {
  const before =
    text
      .slice(0, at)
      .split(/[、,。.]/)
      .at(-1) ?? "";
  return before + (text.slice(at).split(/[、,。.]/)[0] ?? "");
}

function isStated({ heads, ofBeingAlone }: Denial, stated: readonly Denial[]): boolean {
  const [head] = heads;
  if (head === undefined) return true;
  return stated.some(
    (other) => other.heads.some((known) => sameWord(known, head)) && (ofBeingAlone || !other.ofBeingAlone),
  );
}

/** Whether a claim says, without denying it, the very thing a source denies. */
function isAsserted({ heads }: Denial, claim: string, said: readonly Denial[]): boolean {
  const [head] = heads;
  if (head === undefined || said.some((denial) => sameWord(denial.heads[0] ?? "", head))) return false;
  return runsOf(claim).some((run) => sameWord(run, head));
}

function sameWord(a: string, b: string): boolean {
  return a === b || (/\p{sc=Han}/u.test(a) && (a.includes(b) || b.includes(a)));
}
