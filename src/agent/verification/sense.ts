import { contentRuns, englishStem } from "../question/terms.ts";

const SUPERLATIVE =
  /最も|もっとも|一番|いちばん|最高|最大|最低|最強|最適|最速|最優先|唯一|必ず|絶対|確実|常に|いつも|いつでも|どこでも|誰でも|誰もが|だれでも|どんな|あらゆる|すべて|全て|全員|完全|完璧|無限|永遠|一切|例外なく|100|保証|間違いなく|圧倒的|飛躍的|劇的|断然|ダントツ|抜群|ずばぬけ|なにより|何より|トップ|ナンバーワン|に決まって|さえ(?:あれ|すれ|でき|知)|だけ(?!で(?:は)?な|では(?:あり|な)|に(?:とどま|限ら|終わ)|が|の業務)|しか(?=[^。]{0,12}(?:ない|ません))|\b(?:most|best|always|never|any(?:one|body|thing)?|every(?:one|body|thing)?|all|only|guarantee\w*|certain(?:ly)?|definitely|absolutely|entirely|completely|perfectly|fully|invariably|highest|lowest|greatest|biggest|worst|must|none|nobody|single|sole|number one|impossible|exception|alone)\b/giu;
/** Negated in form, affirmative in sense. */
const LITOTES =
  /欠かせ(?:ない|ません|ず)|かもしれ(?:ない|ません)|なければ(?:なり|いけ|なら)(?:ない|ません)|なくては(?:なり|いけ|なら)(?:ない|ません)|に(?:違い|ちがい)(?:ない|ありません)|珍しく(?:ない|ありません)|少なく(?:ない|ありません)|過ぎ(?:ない|ません)|(?:だけ|のみ)で(?:は)?なく|のみならず|cannot do without|not uncommon|not (?:only|just|merely)/gi;
export const NEGATION =
  /ません|ない(?!か)|なく(?!な[るりっ])|なかっ|なければ|なしに|ず(?:に|、|$)|にく(?:い|く|さ|けれ)|づら(?:い|く)|不要|不可|無関係|無意味|いらな|\bnot\b|n't\b|\bcannot\b|\bno\b|\bnor\b|\bneither\b|\bnever\b|\bwithout\b|\bunlikely\b|\bhardly\b|\brarely\b|\bseldom\b|\bunable\b|unnecessary|irrelevant/gi;
const COMPARISON = /より(?:も|は|、)?(?!よ|そ|か|安|良|多|高|深|広|大|強|早)|\bthan\b/i;

/** Whether a claim says "most", "always" or "only" where its source does not. */
export function hasNewSuperlative(claim: string, source: string): boolean {
  const known = new Set((source.match(SUPERLATIVE) ?? []).map(stemOf));
  return (claim.match(SUPERLATIVE) ?? []).some((word) => !known.has(stemOf(word)));
}

function stemOf(word: string): string {
  return englishStem(word.toLowerCase());
}

/** A text without what is negated in form only; "neither … nor" denies once. */
export function withoutLitotes(text: string): string {
  return text.replace(LITOTES, " ").replace(/\b(neither\b[^.;]*?)\bnor\b/gi, "$1or");
}

/** Whether a text denies, by the parity of its negations. */
export function isNegated(text: string): boolean {
  const count = withoutLitotes(text).match(NEGATION)?.length ?? 0;
  return count % 2 === 1;
}

/** Whether a claim sets one thing above another that its source does not set so. */
export function hasNewComparison(claim: string, source: string): boolean {
  const said = lesserOf(claim);
  if (said === undefined) return false;
  const stated = lesserOf(source);
  if (stated === undefined) return true;
  const known = new Set(contentRuns(stated).map(englishStem));
  return contentRuns(said).some((run) => !known.has(englishStem(run)) && !stated.includes(run));
}

/** What is set below: the words just before 「より」, or just behind "than". */
function lesserOf(text: string): string | undefined {
  const found = COMPARISON.exec(text);
  if (!found) return undefined;
  if (/than/i.test(found[0])) return text.slice(found.index + 4).split(/[,;.]/)[0];
  const before =
    text
      .slice(0, found.index)
      .split(/[、。]/)
      .at(-1) ?? "";
  return contentRuns(before).at(-1);
}
