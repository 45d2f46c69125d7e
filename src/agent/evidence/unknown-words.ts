import type { Locale } from "../../conversation/conversation.ts";
import type { Question } from "../question/question.ts";
import { rolesIn } from "../question/roles.ts";
import { contentPieces, contentRuns, coverage, englishStem } from "../question/terms.ts";
import { TOPICS } from "../question/topic-list.ts";
import type { Outline } from "./outline.ts";

/**
 * Words that say how a question is asked or who asks it, not what it is about.
 * Who asks (age, sex, background) must not change the advice.
 */
const ORDINARY =
  /^(?:\p{sc=Han}々|エンジニア|エンジニアリング|技術者|職種|職業|業界|自分|自身|自体|私|僕|俺|人|方|皆|今|今後|今回|今更|最近|現在|将来|実際|本当|正直|具体|具体的|一般|一般的|普通|基本|基本的|全部|全体|全般|特徴|概要|内容|詳細|説明|解説|質問|回答|教示|参考|意味|意見|理由|原因|方法|手段|場合|状況|状態|必要|必須|不要|重要|大切|大事|可能|簡単|困難|大変|得意|苦手|有利|不利|興味|関心|両方|双方|両者|一番|一言|二人|二つ|三つ|最初|最後|結局|結論|要点|要約|人間|人材|先輩|現場|仕事|立場|視点|観点|部分|種類|感じ|存在|ポイント|メリット|イメージ|パターン|タイプ|ケース|レベル|アドバイス|コツ|ヒント|キャリア|スキル|ジョブ|ワーク|女性|男性|女|男|主婦|若手|新人|新卒|中堅|年生|年目|代|歳|文系|理系|未経験|経験者|経験|不安|心配|悩|迷|相談|候補|比較|対象|評価|価値|市場|市場価値|世間|昔|毎日|明確|大丈夫|無理|本音|結果|程度|以外|以上|自信|希望|期待|理想|現実|問題|課題|注意|注意点|日本|日本語|記事|資料|文章|俯瞰|転向|転身|補助|支援|応援|参加|経由|物事|速度|スピード|手伝|助言|他人|自己|ok|ng|十分|重宝|活躍|活用|成功|失敗|満足|充実|優秀|優先|優先順位|最低限|最優先|変化|発展|向上|増加|減少|発揮|実現|両立|意識|工夫|努力|判断|理解|把握|整理|確認|検討|選択|決断|後悔|安心|安泰|退屈|面倒|地味|華|派手|裏方|魅力|強み|弱み|長所|短所|欠点|利点|条件|基準|目安|ポジション|ポスト|スタート|プラス|マイナス|チャンス|ハードル|ゴール|ルート|バランス|メイン|ベース|トップ|プロ|アピール|アップ|ダウン|デメリット|メンバー|チーム|シーン|プラン|ステップ|ダメ|ヤバ|マジ|ガチ|キツ|ラク|コスパ|モチベーション|モチベ|センス|全員|仲間|周囲|周り|社会|世の中|時代|当面|当分|一生|一生涯|生涯|一般論|率直|素直|改めて|案|役|物|者|側|面|点|気|話|例|差)$/u;
const ENGLISH_ORDINARY =
  /^(?:engineers?|person|people|someone|kind|type|types|main|really|job|jobs|work|thing|things|need|needs|good|better|best|important|difference|differences|different|between|explain|difficult|hard|easy|long|many|much|like|still|actually|mean|means|possible|matter|matters|worth|help|helpful|useful|day|time|own|used|use|using|become|becoming|being|doing|think|say|says|look|looking|typical|typically|usually|common|each|both|two|other|another|same|simple|simply|brief|briefly|overview|question|answer|article|according|considered|expected|required|necessary|feel|worried|advice|beginner|woman|man|years?|old|male|female|new|every|ever|early|late|offer|offers|offered|involve|involves|involved|include|includes|handle|handles|responsible|responsibilities|take|takes|care|way|ways|without|instead|bad|worse|deal|happen|happens|only|even|come|comes|go|going|start|end|part|parts|side|sides|area|areas|field|industry|tech|technology|technical|something|anything|everything|nothing|someone|anyone|turn|turns|move|moves|keep|keeps|run|running|give|gives|describe|overview|quick|among|per|exactly|precisely|actually|basically|generally|currently|anymore|nowadays|future|stuck|feel|feeling|anxious|worry|scared|afraid|nervous|unsure|confused|lost|tired|replace|matter|separate|separates|tell|people|folks|guys|stuff|lot|lots|bit|kinda|gonna|wanna|please|hi|hello|hey|okay|well|right|sure|maybe|probably|perhaps|quite|pretty|rather|whole|entire|general|specific|certain|common|main|mostly|often|sometimes|usually|always|never|today|tomorrow|now|later|next|first|last|second|third|former|latter|best|worst|better|less|least|enough|too|very)$/;

const PROFESSION =
  /(組み?込み?|[\p{sc=Han}\p{sc=Katakana}ーA-Za-z]{2,16})(エンジニア|デザイナー|マネージャー|サイエンティスト|コンサルタント|プログラマー?|アナリスト|SE(?![a-z]))/gu;
/** Words before "engineer" that say what kind of person, not which profession. */
const ANY_ENGINEER =
  /^(?:サーバー?サイド|バックエンド|インフラ|ネットワーク|クラウド|サーバー?|ベテラン|IT|システム|優秀|一流|若手|新人|中堅|女性|男性|未経験|経験者?|現役|正社員|フリーランス)$/i;

const ENGLISH_PROFESSION =
  /\b((?:[a-z-]+ )?(?:scientist|designer|analyst|consultant|tester|marketer|accountant|teacher|nurse|doctor|lawyer|recruiter)|(?:qa|quality|front-?end|full-?stack|data|machine learning|ml|ai|devops|mobile|web|embedded|sales|game) (?:engineer|developer)|product manager|project manager)s?\b/gi;

/** Professions that the question names and the knowledge never does. */
export function otherProfessions({ standalone, locale }: Question, outline: Outline): string[] {
  const { text } = vocabularyOf(outline, locale);
  const english = [...standalone.matchAll(ENGLISH_PROFESSION)].map(([title]) => title as string);
  const japanese = [...standalone.matchAll(PROFESSION)]
    .filter(
      ([title, kind]) =>
        !ANY_ENGINEER.test(kind as string) && !text.includes((title as string).toLowerCase()),
    )
    .map(([title]) => title as string);
  return [...japanese, ...english.filter((title) => !text.includes(title.toLowerCase()))];
}

const ENGLISH_KIND = /\b(?:cloud|network|systems?|server|security|platform|site reliability) engineers?\b/gi;

/** Kinds of engineer set beside a role that the knowledge does not tell apart from it, because it never names them. */
export function kindsCompared(question: Question, outline: Outline): string[] {
  const { text } = vocabularyOf(outline, question.locale);
  const { standalone } = question;
  const english = question.comparison ? (standalone.match(ENGLISH_KIND) ?? []) : [];
  const japanese = (standalone.match(PROFESSION) ?? []).filter((title) => isCompared(title, question));
  return [...japanese, ...english].filter(
    (title) => rolesIn(title).length === 0 && !text.includes(title.toLowerCase().replace(/s$/, "")),
  );
}

/** In which state, or with which weakness, something is asked: "待機中の…", "コミュ障でも…なれますか". */
const CIRCUMSTANCE =
  /([\p{sc=Han}\p{sc=Katakana}ー]{2,12}中)(?:の|は|も|に|だと)|([\p{sc=Han}\p{sc=Katakana}ー]{2,12}[ぁ-ん]{0,2}?)でも[^、。]*(?:なれ|務ま|就け|働け|目指せ)/gu;

/** Circumstances a question turns on and no document writes of; no nearness to its subject makes up for them. */
export function circumstances(question: Question, outline: Outline): string[] {
  const missing = missingWords(question, outline).map((word) => word.toLowerCase());
  return [...question.standalone.normalize("NFKC").matchAll(CIRCUMSTANCE)]
    .map((match) => (match[1] ?? match[2]) as string)
    .filter((phrase) => missing.some((word) => phrase.toLowerCase().includes(word)));
}

/** The words of every subject at once. */
const ANY_SUBJECT = new RegExp(TOPICS.map(({ asked }) => asked.source).join("|"), "giu");

interface Vocabulary {
  readonly text: string;
  readonly pieces: ReadonlySet<string>;
  /** Stems of its Latin words. */
  readonly stems: ReadonlySet<string>;
}

const vocabularies = new WeakMap<Outline, Partial<Record<Locale, Vocabulary>>>();

/** Words of the question that neither the knowledge nor the way of asking accounts for. */
export function missingWords(question: Question, outline: Outline): string[] {
  const vocabulary = vocabularyOf(outline, question.locale);
  const written = question.standalone.normalize("NFKC");
  const rest = strip(question.standalone).replace(ANY_SUBJECT, " ");
  return contentRuns(rest)
    .map((run) => run.replace(/(?<=\p{sc=Han}{2})(?:可能|必要|不要|重要|大切|希望|自体|全般|次第)$/u, ""))
    .filter((run) => {
      if (run.length < 2 || /^\d/.test(run)) return false;
      if (ORDINARY.test(run) || ENGLISH_ORDINARY.test(run)) return false;
      if (/^[a-z]/.test(run)) return !run.split("-").some((part) => vocabulary.stems.has(englishStem(part)));
      if (vocabulary.text.includes(run)) return false;
      return coverage(contentPieces(run), vocabulary.pieces) < 0.6;
    })
    .map((run) => asWritten(written, run));
}

/** Names, such as of tools: Latin letters in a Japanese question, a capital within an English one. No paraphrase explains them away. */
export function isName(word: string, question: Question): boolean {
  if (question.locale === "ja") {
    const example = new RegExp(`${word}(?:みたいな|のような|などの|とかの|といった)`, "i");
    return /^[a-z]/i.test(word) && !example.test(question.standalone);
  }
  return /^[A-Z]/.test(word) && !question.standalone.startsWith(word);
}

/** Whether a word is what a Japanese question asks for: its topic, or its predicate. */
export function isAskedFor(word: string, question: Question): boolean {
  if (question.locale === "en") return false;
  const escaped = word.replace(/[.+*?]/g, "\\$&");
  const topic = `${escaped}(?:は|って|を教|について|が知|とは)`;
  const predicate = `${escaped}(?:でき|され?|し|られ|れ)?(?:ます|る|ません|ない)?(?:か|の|かな)?[?？]?$`;
  return new RegExp(`${topic}|${predicate}`, "i").test(question.standalone);
}

/** Whether a word is one side of what a question sets side by side. */
export function isCompared(word: string, { standalone }: Question): boolean {
  const escaped = word.replace(/[.+*?]/g, "\\$&");
  return new RegExp(
    `${escaped}(?:と|や|、|vs)[^。]{1,14}(?:違い|違う|比較|どっち|どちら)|(?:と|vs)${escaped}[^。]{0,8}(?:違い|違う|比較|どっち|どちら)`,
    "i",
  ).test(standalone);
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

/** The words of the knowledge in one language; of all of it when that language has none. */
function vocabularyOf(outline: Outline, language: Locale): Vocabulary {
  const known = vocabularies.get(outline)?.[language];
  if (known) return known;
  const own = outline.sections.filter((section) => section.language === language);
  const text = (own.length > 0 ? own : outline.sections)
    .flatMap((section) => [...section.headingPath, ...section.sentences.map((sentence) => sentence.text)])
    .join("\n")
    .normalize("NFKC")
    .toLowerCase();
  const words = text.match(/[a-z][a-z0-9+#]*/g) ?? [];
  const vocabulary = { text, pieces: contentPieces(text), stems: new Set(words.map(englishStem)) };
  vocabularies.set(outline, { ...vocabularies.get(outline), [language]: vocabulary });
  return vocabulary;
}
