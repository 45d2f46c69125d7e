import { normalise } from "./normalise.ts";

/** What sort of thing a question wants, where a passage on the right topic may still not state it. */
export type AskedKind = "figure" | "particular" | "procedure";

interface KindPattern {
  readonly kind: AskedKind;
  /** Words that ask for it. */
  readonly asked: RegExp;
  /** What a passage that states it contains. */
  readonly stated: RegExp;
}

const DIGIT = /\d/;

const PATTERNS: readonly KindPattern[] = [
  {
    kind: "figure",
    asked:
      /何(万|円|時間|日|人|年|回|か月|ヶ月|カ月|ケ月|件|点|歳|割|%|パーセント|週|度)|いくら|平均|割合|率は|相場|\bhow (many|much|long|often)\b|\baverage\b|\bpercent/,
    stated: DIGIT,
  },
  {
    kind: "particular",
    asked: /誰|だれ|名前|社名|\bwho is\b|\bname of\b/,
    stated: /氏|代表|さん|という名|\bmr\b|\bms\b/,
  },
  {
    kind: "particular",
    asked: /どこ(に|で|です|の|$|\?)|住所|場所は|所在地|\bwhere (is|are)\b/,
    stated: /[都道府県市区町村]に|駅|住所|ビル|\blocated\b|\baddress\b/,
  },
  {
    kind: "particular",
    asked: /いつ(から|まで|です|\?|$)|何時|何月|\bwhen (is|are|does|do)\b/,
    stated: DIGIT,
  },
  { kind: "particular", asked: /電話|メールアドレス|\bphone\b|\be-?mail\b/, stated: /\d{2,4}-\d{2,4}|@/ },
  {
    kind: "procedure",
    asked:
      /使い方|書き方|作り方|設定|手順|コマンド|計算方法|例文|テンプレ|とは(何|\?|$)|\bhow (do|can) i (write|deploy|use|configure|set up|install)\b/,
    stated: /手順|まず|次に、|コマンド|とは|方法|\bstep\b|\bfirst,/,
  },
];

/** The kinds of thing a question asks for that the passage does not state. */
export function unstatedKinds(question: string, passage: string): ReadonlySet<AskedKind> {
  const asked = normalise(question).trim();
  const stated = normalise(passage);
  const missing = PATTERNS.filter((pattern) => pattern.asked.test(asked) && !pattern.stated.test(stated));
  return new Set(missing.map(({ kind }) => kind));
}

const ROLES =
  /[\p{Script=Han}\p{Script=Katakana}a-zー]*?(?:エンジニア|デザイナー|マネージャー|コンサルタント|サイエンティスト|プログラマー|アナリスト|営業職|(?<=\p{Script=Han})se(?![a-z]))/gu;
const BARE_ROLE = /^(エンジニア|デザイナー|マネージャー|コンサルタント|プログラマー|アナリスト)$/;

/** Japanese job titles named in a text, such as フロントエンドエンジニア; a bare エンジニア names none. */
export function namedRoles(text: string): string[] {
  return [...normalise(text).matchAll(ROLES)].map(([role]) => role).filter((role) => !BARE_ROLE.test(role));
}
