import { detectCreditCard, detectEmail, detectIP, type PIIMatch } from "langchain";
import { SURNAMES } from "./surnames.ts";

/** Kinds of personal data that are masked. */
export type PersonalData =
  | "email"
  | "card"
  | "ip"
  | "phone"
  | "my_number"
  | "postal_code"
  | "address"
  | "name"
  | "birth_date";

export interface Masked {
  readonly text: string;
  /** Kinds found, each once. */
  readonly found: readonly PersonalData[];
}

interface Hit {
  readonly kind: PersonalData;
  readonly start: number;
  readonly end: number;
}

const LABELS: Readonly<Record<PersonalData, string>> = {
  email: "［メール］",
  card: "［カード番号］",
  ip: "［IPアドレス］",
  phone: "［電話番号］",
  my_number: "［マイナンバー］",
  postal_code: "［郵便番号］",
  address: "［住所］",
  name: "［名前］",
  birth_date: "［生年月日］",
};

const HONORIFIC = "さん|様|さま|くん|君|ちゃん|氏|先生|部長|課長|係長|主任|社長|リーダー|マネージャー";
/** Nouns before さん or a title that are nobody's name. */
const NOT_NAMES =
  /(?:[員者係士民友達族屋店]|皆|みな|お客|客|お医者|医者|上司|先輩|後輩|同僚|担当|営業|人事|エンジニア|アドバイザー|インフラ|バックエンド|学生|お疲れ|おつかれ|大家|社員|新人|ご|お|相談者|開発|運用|取引先|派遣|弊社|御社|会社|総務|経理|前の|今の|元|うちの|チーム|プロジェクト|各|副|現場|サブ|テック|技術|製造|生産|品質|企画|広報|法務|財務|購買|情報|システム|研究|事業|管理|制作|設計|業務|監査|販売|物流|工事|本部|支店|営業所|次期|歴代|女性|若手)$/u;
/** Alone they rather say where somebody lives. */
const PLACES = /^(?:千葉|福島|宮崎|石川|山口|福井|川崎|川口|熊谷|上野|中野|成田|大塚|市川|松本|松原)$/u;
/** "部長になるには" asks for a post. */
const IS_A_GOAL = "に(?:なり|なる|なれ|なっ|昇)";
/** Behind a surname that is a place's name too, these say where somebody is from. */
const OF_A_PLACE = "出身|生まれ|育ち|在住|勤務|県|市|区|町|駅|支社|支店|本社";

const RULES: readonly (readonly [PersonalData, RegExp, (match: RegExpExecArray) => boolean])[] = [
  ["my_number", /(?<!\d)\d{4}[\s-]?\d{4}[\s-]?\d{4}(?![\s-]?\d)/g, (match) => isMyNumber(match[0])],
  [
    "phone",
    /(?<![\d.])(?:\+81[\s-]?\d{1,4}[\s-]?\d{1,4}[\s-]?\d{3,4}|\(?0\d{1,4}\)?[\s-]\d{1,4}[\s-]\d{3,4}|\(0\d{1,4}\)\d{1,4}-?\d{3,4}|0\d{1,4}\(\d{1,4}\)\d{3,4}|0[5789]0\d{8}|0120\d{6}|0[1-9]\d{8})(?!\d)/g,
    () => true,
  ],
  ["postal_code", /〒\s?\d{3}-?\d{4}|(?<!\d)\d{3}-\d{4}(?![\d-])/g, () => true],
  [
    "address",
    /(?:東京都|北海道|(?:大阪|京都)府|\p{sc=Han}{2,3}県)?\s?\p{sc=Han}{1,6}(?:市|区|郡)[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]{0,14}?\s?\d{1,4}(?:丁目|番地?|号|-|の|−|–|\s)*(?:\d{1,4}(?:丁目|番地?|号|-|の|−)*){0,3}(?:\s?[\p{sc=Katakana}\p{sc=Han}ー]{2,16}\s?\d{2,4}号?室?)?/gu,
    () => true,
  ],
  [
    "birth_date",
    /(?:生年月日|誕生日|生まれ)[はがも:：\s]{0,3}(?:(?:19|20)\d{2}|昭和\d{1,2}|平成\d{1,2}|令和\d{1,2})\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}日?|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?=生まれ)/g,
    () => true,
  ],
  [
    "name",
    new RegExp(
      `(?<![\\p{sc=Han}\\p{sc=Katakana}])[\\p{sc=Han}々]{1,4}(?=(?:${HONORIFIC})(?![\\p{sc=Han}])(?!${IS_A_GOAL}))`,
      "gu",
    ),
    (match) => !NOT_NAMES.test(match[0]),
  ],
  [
    "name",
    /(?<=(?:氏名|お?名前)(?:は|:|：|が|\s){1,2})[\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}々ー]{2,5}(?:[\s　][\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}々ー]{1,5})?(?=です|と(?:申|言|い)|。|、|$|\s)/gu,
    () => true,
  ],
  [
    "name",
    /[\p{sc=Han}々]{1,3}[\s　]?[\p{sc=Han}々\p{sc=Katakana}]{1,4}(?=と(?:申し|いい|言い)ます)/gu,
    () => true,
  ],
  [
    "name",
    new RegExp(
      `(?<=(?:^|[。、,.!?！？\\n])\\s*(?:(?:私|わたし|僕|ぼく|俺)は、?)?)(?:${SURNAMES.join("|")})(?!${OF_A_PLACE})(?:\\s?(?:[\\p{sc=Han}々]{1,3}|[\\p{sc=Katakana}ー]{2,5}|(?![のはがをにとも])[\\p{sc=Hiragana}]{2,4}))?(?=(?:です(?!か)|でございます))`,
      "gu",
    ),
    (match) => !PLACES.test(match[0]),
  ],
  [
    "name",
    /(?<=\b(?:[Mm]y name is|I am called|I'm called|[Tt]his is)\s)[A-Z][a-z]+(?:\s[A-Z][a-z]+)?/g,
    () => true,
  ],
];

/** Replaces personal data by what kind it was; the rest of the text stays as it is. */
export function maskPersonalData(text: string): Masked {
  const plain = inHalfWidth(text);
  const hits = withoutOverlaps([
    ...libraryHits("email", detectEmail(plain)),
    ...libraryHits("card", detectCreditCard(plain)),
    ...libraryHits("ip", detectIP(plain)),
    ...RULES.flatMap(([kind, pattern, accepts]) =>
      [...plain.matchAll(pattern)]
        .filter((match) => accepts(match as RegExpExecArray))
        .map((match) => ({ kind, start: match.index, end: match.index + match[0].length })),
    ),
  ]);
  let masked = "";
  let at = 0;
  for (const { kind, start, end } of hits) {
    masked += text.slice(at, start) + LABELS[kind];
    at = end;
  }
  return { text: masked + text.slice(at), found: [...new Set(hits.map(({ kind }) => kind))] };
}

/** Full-width letters, digits and the dashes between digits as ASCII writes them; every offset stays what it was. */
function inHalfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .replace(/(?<=\d)[\u2010-\u2015\u2212\u30fc\uff70](?=\d)/g, "-");
}

function libraryHits(kind: PersonalData, matches: readonly PIIMatch[]): Hit[] {
  return matches.map(({ start, end }) => ({ kind, start, end }));
}

/** Earlier rules win; hits come back in text order. */
function withoutOverlaps(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = [];
  for (const hit of hits) {
    if (!kept.some((other) => hit.start < other.end && other.start < hit.end)) kept.push(hit);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Twelve digits whose last is the check digit of Japan's individual number (ordinance no. 85 of 2014, article 5). */
function isMyNumber(text: string): boolean {
  const digits = [...text.replace(/\D/g, "")].map(Number);
  const body = digits.slice(0, 11).reverse();
  const sum = body.reduce((total, digit, at) => total + digit * (at < 6 ? at + 2 : at - 4), 0);
  const rest = sum % 11;
  return digits.length === 12 && digits[11] === (rest <= 1 ? 0 : 11 - rest);
}
