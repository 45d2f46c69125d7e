import { figureAsked, statesFigure } from "../question/figure.ts";
import type { Question } from "../question/question.ts";
import { contentPieces, contentRuns, coverage, englishStem } from "../question/terms.ts";
import { TOPICS } from "../question/topics.ts";
import type { Outline } from "./outline.ts";
import type { Found } from "./search.ts";

/** Whether what was found can answer what was asked, and if not, why not. */
export type Judgement =
  | { readonly kind: "answerable" }
  /** The subject is covered, the exact fact asked for is not stated. */
  | { readonly kind: "figure_not_stated" }
  /** The question turns on something the knowledge never mentions. */
  | { readonly kind: "not_covered"; readonly missing: readonly string[] }
  /** Nothing to do with the knowledge at all. */
  | { readonly kind: "off_topic" };

/** Above this the retriever vouches for a paraphrase in unknown words; never for a name in Latin letters. */
const VOUCHED = 0.9;
/** A doing ("転職したい") or a small English word is more easily a paraphrase than a thing ("夜勤") or a name is. */
const VOUCHED_LOOSE = { ja: 0.85, en: 0.6 } as const;

/** Talk about working life that the knowledge may not cover, but an advisor can. */
const CAREER =
  /仕事|働|残業|夜勤|休み|休日|有給|休暇|転職|就職|就活|面接|志望|会社|勤務|給|年収|ボーナス|賞与|福利|リモート|在宅|資格|研修|学歴|大学|専門学校|スクール|英語|年齢|エンジニア|\bit\b|プログラ|採用|求人|内定|履歴|職|キャリア|上司|副業|独立|フリーランス|案件|単価|出世|退職|engineer|job|career|work|salary|interview|degree|certif|remote|overtime|hire|employ/i;
/** Who one is decides nothing in the knowledge; asked whether it matters, the honest answer is that it does not say. */
const BACKGROUND_MATTERS =
  /(未経験|文系|理系|高卒|中卒|大卒|女性|男性|主婦|\d+代|\d+歳|年齢|学歴)[^。]{0,24}?(?:なれ|就け|転職|採用|でき(?:ます|る)|難し|厳し|可能|無理|大丈夫|通用|遅い|不利|有利)/;

/** How-to help that an article of facts does not give. */
const PROCEDURE =
  /(?:書き方|書いて|作り方|例文|テンプレ|添削|手続き|申請|求人|応募(?:方法|先)|インストール|コマンド|ソースコード|コードを?(?:書いて|直して|見て)|翻訳して|要約して)|\b(?:write|draft|fix|debug|translate) (?:me |my |this |a |an |the )/i;

/**
 * Words that say how a question is asked or who asks it, not what it is about.
 * Who asks (age, sex, background) must not change the advice.
 */
const ORDINARY =
  /^(?:エンジニア|エンジニアリング|技術者|職種|職業|業界|自分|自身|自体|私|僕|俺|人|方|皆|今|今後|今回|今更|最近|現在|将来|実際|本当|正直|具体|具体的|一般|一般的|普通|基本|基本的|全部|全体|全般|特徴|概要|内容|詳細|説明|解説|質問|回答|教示|参考|意味|意見|理由|原因|方法|手段|場合|状況|状態|必要|必須|不要|重要|大切|大事|可能|簡単|困難|大変|得意|苦手|有利|不利|興味|関心|両方|双方|両者|一番|一言|二人|二つ|三つ|最初|最後|結局|結論|要点|要約|人間|人材|先輩|現場|仕事|立場|視点|観点|部分|種類|感じ|存在|ポイント|メリット|イメージ|パターン|タイプ|ケース|レベル|アドバイス|コツ|ヒント|キャリア|スキル|ジョブ|ワーク|女性|男性|女|男|主婦|若手|新人|新卒|中堅|年生|年目|代|歳|文系|理系|未経験|経験者|経験|不安|心配|悩|迷|相談|候補|比較|対象|評価|価値|市場|市場価値|世間|昔|毎日|明確|大丈夫|無理|本音|結果|程度|以外|以上|自信|希望|期待|理想|現実|問題|課題|注意|注意点|日本|日本語|記事|資料|文章|俯瞰|転向|転身|補助|支援|応援|参加|経由|十分|重宝|活躍|活用|成功|失敗|満足|充実|優秀|優先|優先順位|最低限|最優先|変化|発展|向上|増加|減少|発揮|実現|両立|意識|工夫|努力|判断|理解|把握|整理|確認|検討|選択|決断|後悔|安心|安泰|退屈|面倒|地味|華|派手|裏方|魅力|強み|弱み|長所|短所|欠点|利点|条件|基準|目安|ポジション|ポスト|スタート|プラス|マイナス|チャンス|ハードル|ゴール|ルート|バランス|メイン|ベース|トップ|プロ|アピール|アップ|ダウン|デメリット|メンバー|チーム|シーン|プラン|ステップ|ダメ|ヤバ|マジ|ガチ|キツ|ラク|コスパ|モチベーション|モチベ|センス|全員|仲間|周囲|周り|社会|世の中|時代|当面|当分|一生|一生涯|生涯|一般論|率直|素直|改めて|案|役|物|者|側|面|点|気|話|例|差)$/u;
const ENGLISH_ORDINARY =
  /^(?:engineers?|person|people|someone|kind|type|types|main|really|job|jobs|work|thing|things|need|needs|good|better|best|important|difference|differences|different|between|explain|difficult|hard|easy|long|many|much|like|still|actually|mean|means|possible|matter|matters|worth|help|helpful|useful|day|time|own|used|use|using|become|becoming|being|doing|think|say|says|look|looking|typical|typically|usually|common|each|both|two|other|another|same|simple|simply|brief|briefly|overview|question|answer|article|according|considered|expected|required|necessary|feel|worried|advice|beginner|woman|man|years?|old|male|female|new|every|ever|early|late|offer|offers|offered|involve|involves|involved|include|includes|handle|handles|responsible|responsibilities|take|takes|care|way|ways|without|instead|bad|worse|deal|happen|happens|only|even|come|comes|go|going|start|end|part|parts|side|sides|area|areas|field|industry|tech|technology|technical|exactly|precisely|actually|basically|generally|currently|anymore|nowadays|future|stuck|feel|feeling|anxious|worry|scared|afraid|nervous|unsure|confused|lost|tired|replace|matter|separate|separates|tell|people|folks|guys|stuff|lot|lots|bit|kinda|gonna|wanna|please|hi|hello|hey|okay|well|right|sure|maybe|probably|perhaps|quite|pretty|rather|whole|entire|general|specific|certain|common|main|mostly|often|sometimes|usually|always|never|today|tomorrow|now|later|next|first|last|second|third|former|latter|best|worst|better|less|least|enough|too|very)$/;

/** Judges by rule: the fact asked for, the words nobody wrote about, then the retriever's own doubt. */
export function judge(question: Question, found: Found, outline: Outline): Judgement {
  const onSubject = question.topics.length > 0 || question.roles.length > 0;
  const outside = (missing: readonly string[]): Judgement =>
    onSubject || CAREER.test(question.standalone) ? { kind: "not_covered", missing } : { kind: "off_topic" };
  const figure = figureAsked(question.standalone);
  if (figure && !isStated(figure, question, found)) {
    return onSubject ? { kind: "figure_not_stated" } : outside([]);
  }
  if (found.sections.length === 0) return outside([]);
  const missing = missingWords(question, outline);
  const named = [
    ...otherProfessions(question.standalone, outline),
    ...missing.filter((word) => /^[a-z]/i.test(word) && question.locale === "ja"),
  ];
  if (named.length > 0) return outside(named);
  const decisive = missing.filter(
    (word) =>
      found.answerability < (isLoose(word, question.standalone) ? VOUCHED_LOOSE[question.locale] : VOUCHED),
  );
  if (decisive.length > 0) return outside(decisive);
  const background = BACKGROUND_MATTERS.exec(question.standalone)?.[1];
  if (background && question.topics.every((topic) => topic === "work" || topic === "environment"))
    return outside([background]);
  if (PROCEDURE.test(question.standalone)) return outside([]);
  if (!onSubject && found.answerability < 0.5) return outside([]);
  return { kind: "answerable" };
}

const PROFESSION =
  /(組み?込み?|[\p{sc=Han}\p{sc=Katakana}ーA-Za-z]{2,16})(エンジニア|デザイナー|マネージャー|サイエンティスト|コンサルタント|プログラマー?|アナリスト|SE(?![a-z]))/gu;
/** Words before "engineer" that say what kind of person, not which profession. */
const ANY_ENGINEER =
  /^(?:サーバー?サイド|バックエンド|インフラ|ネットワーク|クラウド|サーバー?|ベテラン|IT|システム|優秀|一流|若手|新人|中堅|女性|男性|未経験|経験者?|現役|正社員|フリーランス)$/i;

/** Professions that the question names and the knowledge never does. */
function otherProfessions(question: string, outline: Outline): string[] {
  const { text } = vocabularyOf(outline);
  return [...question.matchAll(PROFESSION)]
    .filter(
      ([title, kind]) =>
        !ANY_ENGINEER.test(kind as string) && !text.includes((title as string).toLowerCase()),
    )
    .map(([title]) => title as string);
}

function isStated(kind: NonNullable<Question["figure"]>, question: Question, found: Found): boolean {
  const asked = contentPieces(question.standalone);
  return found.sections.some(({ sentences }) =>
    sentences.some(
      (sentence) =>
        statesFigure(sentence.text, kind) &&
        (coverage(asked, contentPieces(sentence.text)) >= 0.3 ||
          question.topics.some((topic) => TOPICS.find(({ id }) => id === topic)?.asked.test(sentence.text))),
    ),
  );
}

const vocabularies = new WeakMap<Outline, { pieces: Set<string>; text: string }>();

/** Words of the question that neither the knowledge nor the way of asking accounts for. */
export function missingWords(question: Question, outline: Outline): string[] {
  const vocabulary = vocabularyOf(outline);
  const written = question.standalone.normalize("NFKC");
  const rest = TOPICS.reduce(
    (text, topic) => text.replace(new RegExp(topic.asked.source, "giu"), " "),
    strip(question.standalone),
  );
  return contentRuns(rest)
    .filter((run) => {
      if (run.length < 2 || /^\d/.test(run)) return false;
      if (ORDINARY.test(run) || ENGLISH_ORDINARY.test(run)) return false;
      if (vocabulary.text.includes(run)) return false;
      if (/^[a-z]/.test(run))
        return !run.split("-").some((part) => vocabulary.text.includes(englishStem(part)));
      return coverage(contentPieces(run), vocabulary.pieces) < 0.6;
    })
    .map((run) => asWritten(written, run));
}

/** Whether the question uses a word as something one does (転向したい), or writes it like any English word. */
function isLoose(word: string, question: string): boolean {
  if (/^[a-z]/.test(word)) return !/[a-z].*[A-Z]|\d/.test(word);
  return /^\p{sc=Han}+$/u.test(word) && new RegExp(`${word}(?:さ|し|す|せ|でき)`, "u").test(question);
}

function asWritten(text: string, run: string): string {
  const at = text.toLowerCase().indexOf(run);
  return at < 0 ? run : text.slice(at, at + run.length);
}

function strip(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(
      /インフラ|バックエンド|サーバー?サイド|infra(?:structure)?|back[\s-]?end|server[\s-]?side/gi,
      " ",
    )
    .replace(/(?:エンジニア|技術者)/g, " ");
}

function vocabularyOf(outline: Outline): { pieces: Set<string>; text: string } {
  const known = vocabularies.get(outline);
  if (known) return known;
  const text = outline.sections
    .flatMap((section) => [...section.headingPath, ...section.sentences.map((sentence) => sentence.text)])
    .join("\n")
    .normalize("NFKC")
    .toLowerCase();
  const vocabulary = { text, pieces: contentPieces(text) };
  vocabularies.set(outline, vocabulary);
  return vocabulary;
}
