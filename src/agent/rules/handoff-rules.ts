import type { DecisionReason } from "../../conversation/conversation.ts";
import { isSensitive } from "./sensitive.ts";
import { isUpset } from "./upset.ts";

/** Words that call for a person at once. */
export type HumanNeed = Extract<DecisionReason, "crisis" | "explicit_request" | "sensitive" | "upset">;

const CRISIS =
  /生きる(?:の|こと)(?:に|が|も)[^。]{0,4}(?:疲れ|つかれ|嫌|いや|無理|しんど|つら|辛)|死ね(?:たら|れば|ば(?:いい|楽))|自分(?:を|の体を|の身体を)(?:傷つけ|切っ|殴)|(?:see|have|find) (?:a |any |no )?(?:reason|point) (?:to|in) liv(?:e|ing)|死んだ(?:ほう|方)が(?:まし|マシ|いい|良い|楽)|死の(?:う|っかな)|死ぬしか|死んでしまいたい|手首を?切|リスカ|オーバードーズ|薬を(?:大量|いっぱい|たくさん)[^。]{0,4}飲|首つり|(?:もう)?殺してほしい|生きる(?:気力|意味|のをやめ|価値)|生きてるのが|死に(?:たい|たく|たかっ|てえ|てぇ)|しにたい|タヒにたい|自殺|自死|消えて?(?:しまい)?たい|いなくなりたい|生きて(?:いる|る|い)?(?:意味|価値|の(?:が|も))|生きて(?:い(?:く|け|る|た)|た)(?:くな|のが(?:つら|辛)|なくて)|生きるのが(?:つら|辛|しんど|疲れ|嫌)|生きたくない|(?:全部|ぜんぶ|何もかも|もう|人生(?:を)?)[^。]{0,6}終わりに(?:し|なり)たい|終わりにしたい|いなくなれ(?:たら|ば)|この世から|(?:明日|朝)が?来なければ|人生(?:を)?(?:終わ(?:り|らせ)|やめ)|リストカット|自傷|首(?:を)?(?:吊|つ)(?:り|っ|る)|飛び降り|飛び込み(?:たい|そう)|遺書|楽になりたい.*(?:もう|全部)|kill (?:myself|me)|suicid|end (?:my life|it all)|want(?:ed)? to die|(?:don't|do not|no longer) want to (?:live|be alive|exist|be here|wake up|go on)|wish i (?:was|were) (?:dead|never born)|life is(?:n't| not) worth|can't go on|take my (?:own )?life|better off without me|self[\s-]?harm|hurt myself|better off dead|no reason to live/i;
/** Said of a plan, an idea or a joke rather than of oneself. */
const NOT_CRISIS = /自殺(?:点|行為)だ|suicide (?:squad|burnout)|死にたくないから転職の本/i;

const PERSON =
  "(?:人間|生身の人|生の人|ひと(?=と|に)|人(?=と|に(?!気|向)|へ|の(?:アドバイザー|相談|担当|方)|につな)|アドバイザー|担当者|担当の(?:方|人)|カウンセラー|相談員|オペレーター|スタッフ|専門家|プロ|誰か|だれか|先輩社員|人事)";
const EXPLICIT: readonly RegExp[] = [
  new RegExp(
    `${PERSON}(?:の(?:方|かた|人))?(?:さん)?(?:と|に|へ|を|につな)[^。、?？]{0,12}?(?:話|はな|喋|しゃべ|語|やり取り|やりとり|相談|つな|繋|代わ|かわ|替わ|交代|変わ|連絡|聞い(?:て|た)|きい|会(?:い|え|わ)|呼|よん|お願い|対応|答え|引き継|取り次|面談|頼|質問|チャット)`,
    "i",
  ),
  /(?:生身の?人|人間)(?:の(?:方|人))?(?:を)?(?:出し|呼ん|よこし|連れて)|(?:アドバイザー|相談員|担当者?|オペレーター|スタッフ)(?:の(?:方|人))?(?:さん)?(?:は|が)?(?:い(?:ます|らっしゃいます)か|空いて|対応でき)|(?:カウンセリング|キャリア相談|コーチング|面談|個別相談)(?:を|に|が)?(?:受け(?:たい|られ)|希望|申し込み?たい|予約|お願い)/,
  /\b(?:human|person|advis[eo]r|someone|somebody|counsell?or)\b[^.?!]{0,12}\b(?:call|contact|message|reply|answer|get back|help|look|talk)(?!ed)\b[^.?!]{0,14}\b(?:me|my|this|to me)\b|\b(?:real|actual|living) (?:person|human|advis[eo]r)\b[^.?!]{0,10}(?:please|\?|$)/i,
  /(?:人|人間|アドバイザー|担当者|相談員)(?:の(?:方|かた))?(?:の)?(?:意見|話|声|アドバイス)(?:を|が|も)[^。]{0,6}(?:聞き|きき|ほし|欲し|伺い|もらい|いただき)/,
  /(?:誰か|だれか|詳しい人|わかる人|分かる人)[^。]{0,8}(?:いませんか|いますか|いない)|直接(?:聞き|うかがい|伺い)たい|^人(?:間)?に(?:聞き|訊き|相談し|話し)たい/,
  /(?:直接|実際に)(?:人と|会って|お?話|相談|聞いてもら)/,
  /(?:有人|人力)(?:対応|チャット|サポート|窓口|で)|(?:電話|面談|対面|オンライン)(?:で|を)(?:の)?(?:相談|話|お願い|したい|予約)|(?:面談|相談)(?:を|の)?(?:予約|申し込みたい|申込みたい|したい|お願い|希望|してみたい|させて|乗って|のって|に乗)|(?:話|相談)を(?:聞い|きい)て(?:ほしい|欲しい|もらえ|もらい|いただ|くれ)|(?:ai|bot|ボット|機械|ロボット)(?:じゃ|では|と(?:では|じゃ)|に(?:は)?)(?:なくて?|なく|嫌|いや|話し(?:ても|たくな)|無理|だめ|ダメ)|人(?:間)?(?:が|で)いい(?!人)|人(?:間)?を(?:出し|呼ん|お願い)|(?:アドバイザー|担当者|人間|オペレーター)(?:を|お願い|希望|プリーズ|で(?:お願い)?|$)(?:します|です|して(?:ください)?|。|!)*$|エージェントに(?:つない|繋い)|(?:つない|繋い|取り次い)で(?:ください|ほしい|もらえ|くれ|いただ)/i,
  /(?:talk|speak|chat|connect(?: me)?|transfer(?: me)?|hand me|put me through|get me|meet|contact|ask)\b[^.?!]{0,24}\b(?:human|person|someone|somebody|advisor|adviser|counsell?or|agent|representative|staff|people|real)/i,
  /\b(?:real|actual|live) (?:human|person|agent|advisor)\b|\b(?:human|operator|agent|representative|advisor|adviser) (?:please|now)\b|\bhuman (?:advisor|support|agent|i can)\b|(?:need|want|book|arrange|schedule|request) (?:a |an )?(?:human|advisor|adviser|consultation|counsell?or|appointment|meeting)/i,
];
/** Questions about the consultation itself: what it costs, takes, needs or is like. */
const ABOUT_CONSULTATION =
  /(?:履歴書|無料|有料|料金|費用|お金|時間|何分|何秒|かかり|必要|いり(?:ます|ません)|要り|雰囲気|内容|何を(?:話|相談)|どんなこと|雑談|趣味|服装|準備|しつこ|勧誘|free|cost|resume|\bcv\b|how long|need)[^。]*(?:[?？]|か。?|の|は)$/i;
const ASKS_TO_BE_CONNECTED =
  /したい|お願い|つない|繋い|つなげ|代わ|呼ん|話させ|want|please|connect|can i (?:talk|speak)|let me/i;
/** Questions about advisors, and refusals of one, are not requests. */
const NOT_EXPLICIT =
  /(?:アドバイザー|相談|面談)(?:って|とは|は|には|の(?:申し?込|料金|雰囲気|内容|流れ))(?!.*(?:したい|お願い|つない))[^。]*[?？]|(?:人|人間|アドバイザー)(?:と|に)(?:は)?(?:話したく|話さなく|相談したく|相談しなく|つなが?なく|繋が?なく|代わらなく)(?:て|ない)|(?:まだ|今は)(?:いい|大丈夫|結構)|人と(?:話す|関わる|接する|会う)(?:の|こと|機会|仕事|のが)|人に(?:言え|言わ|見え|感謝|教え|任せ)|what (?:can|do|should) (?:i|we|you|people) (?:talk|ask|discuss)|don't (?:want|need) (?:a|an|to talk|to speak)|no need (?:for|to)|is the consultation|how (?:do|can|does) (?:i|the) (?:apply|consult|sign)|do (?:backend|infra\w*) engineers (?:talk|speak|work|meet)/i;

function asksForPerson(text: string): boolean {
  if (!EXPLICIT.some((pattern) => pattern.test(text)) || NOT_EXPLICIT.test(text)) return false;
  return !ABOUT_CONSULTATION.test(text) || ASKS_TO_BE_CONNECTED.test(text);
}

/** What in an utterance calls for a person, the gravest first. */
export function humanNeedIn(text: string): HumanNeed | undefined {
  if (CRISIS.test(text) && !NOT_CRISIS.test(text)) return "crisis";
  if (asksForPerson(text)) return "explicit_request";
  if (isSensitive(text)) return "sensitive";
  if (isUpset(text)) return "upset";
  return undefined;
}
