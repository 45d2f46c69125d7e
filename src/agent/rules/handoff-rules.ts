import type { DecisionReason } from "../../conversation/conversation.ts";

/** Words that call for a person at once. */
export type HumanNeed = Extract<DecisionReason, "crisis" | "explicit_request" | "sensitive" | "upset">;

const CRISIS =
  /生きる(?:の|こと)(?:に|が|も)[^。]{0,4}(?:疲れ|つかれ|嫌|いや|無理|しんど|つら|辛)|死ね(?:たら|れば|ば(?:いい|楽))|自分(?:を|の体を|の身体を)(?:傷つけ|切っ|殴)|(?:see|have|find) (?:a |any |no )?(?:reason|point) (?:to|in) liv(?:e|ing)|死んだ(?:ほう|方)が(?:まし|マシ|いい|良い|楽)|死の(?:う|っかな)|死ぬしか|死んでしまいたい|手首を?切|リスカ|オーバードーズ|薬を(?:大量|いっぱい|たくさん)[^。]{0,4}飲|首つり|(?:もう)?殺してほしい|生きる(?:気力|意味|のをやめ|価値)|生きてるのが|死に(?:たい|たく|たかっ|てえ|てぇ)|しにたい|タヒにたい|自殺|自死|消えて?(?:しまい)?たい|いなくなりたい|生きて(?:いる|る|い)?(?:意味|価値|の(?:が|も))|生きて(?:い(?:く|け|る|た)|た)(?:くな|のが(?:つら|辛)|なくて)|生きるのが(?:つら|辛|しんど|疲れ|嫌)|生きたくない|終わりにしたい|人生(?:を)?(?:終わ(?:り|らせ)|やめ)|リストカット|自傷|首(?:を)?(?:吊|つ)(?:り|っ|る)|飛び降り|飛び込み(?:たい|そう)|遺書|楽になりたい.*(?:もう|全部)|kill (?:myself|me)|suicid|end (?:my life|it all)|want to die|don't want to (?:live|be alive|exist)|self[\s-]?harm|hurt myself|better off dead|no reason to live/i;
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

const SENSITIVE =
  /(?:過労|残業|働きすぎ)[^。]{0,8}(?:倒れ|入院|限界|体調)|(?:有給|休み|休暇|産休|育休)(?:を|が|も)?[^。]{0,4}(?:取らせて|とらせて|もらえ(?:な|ま)|拒否|断られ|却下)|(?:給与|給料)[^。]{0,10}(?:違います|違う|合わない|おかしい)|残業代(?:が|は)?(?:ゼロ|なし|無し|出ません|ついてい?ない)|内定(?:を|が)?(?:取り消|取消)|(?:辞めろ|やめろ|クビだ|帰れ|死ね)[」』]?と(?:毎日)?(?:言|怒|迫)|has(?:n't| not) paid|have(?:n't| not) (?:been )?paid|怒鳴|罵倒|罵ら|暴言|人格(?:を)?否定|(?:先輩|上司|同僚|チーム|職場|みんな|周り)(?:から|に)[^。]{0,6}(?:無視|仲間外れ|仲間はずれ|詰められ|干され)|(?:給料|給与|賃金|報酬|お金)(?:が|を)[^。]{0,8}(?:振り込|入ら|入ってこ|支払われ|減らされ|下げられ)|サビ残|サー残|(?:体|身体|からだ)を(?:壊|こわ)|無理やり|無理矢理|契約(?:書)?の?(?:内容|条件)?(?:が|と|は)[^。]{0,10}(?:違|異な)|(?:最初|面接|聞いて(?:い)?た)[^。]{0,6}(?:話|条件)と(?:違|ちが)|労災|touch(?:es|ed|ing)? me|grop|stalk|threaten|(?:yell|scream|shout)(?:s|ed|ing)? at me|(?:パワ|セク|モラ|マタ|アカ|カス)ハラ|ハラスメント|いじめ(?!て笑)|嫌がらせ|暴力|殴(?:ら|り)|脅(?:さ|迫)|差別(?:さ|を受)|(?:うつ|鬱)(?:病|状態|かも|っぽ|に|と)|適応障害|メンタル(?:が|を|不調|やら|クリニック)|心療内科|精神科|休職|病気(?:で|に|が)|体調(?:を|が)(?:崩|悪|限界)|過労|眠れな|パニック(?:障害|発作)|動悸|診断(?:書|され)|妊娠|労基|労働基準|違法|訴え(?:たい|る|られ)|訴訟|弁護士|裁判|損害賠償|(?:給料|給与|賃金|残業代|報酬|退職金)(?:が|を|の)?(?:未払|払われ|支払われ|もらえ(?:な|てい)|出な(?:い|く)|不払|カットされ|勝手に)|サービス残業|契約(?:違反|トラブル|と違|の(?:内容)?(?:が|と)違|を(?:切ら|打ち切|破)|書(?:が|と|の)?(?:違|サイン|もらえ))|偽装請負|二重派遣|(?:不当|突然|いきなり)(?:に)?(?:解雇|クビ)|(?:解雇|クビ|リストラ|雇止め|雇い止め)(?:され|と言われ|に(?:され|なりそ)|を(?:言|告|通告))|退職(?:を)?(?:強要|勧奨|迫ら|させてもらえ|できな|届を(?:書か|受け取))|辞め(?:させ(?:て|ら)|ろと|るように言わ|るよう)|辞めさせてくれ|辞められない|引き止め(?:ら|が)|退職代行|借金|harass|bull(?:y|ied)|discriminat|unpaid (?:wage|overtime|salary)|not (?:been )?paid|wrongful|fired|laid off|forced to (?:resign|quit)|sue\b|lawyer|lawsuit|illegal|depress(?:ed|ion)|burn(?:ed|t)?[\s-]?out|panic attack|mental (?:health|breakdown|illness)|sick leave|breach of contract|contract dispute|pregnan/i;

const UPSET =
  /ちゃんと(?:答え|聞|読)|使い物にならな|答えろ|もういい[！!。]|(?:話|日本語)が通じな|(?:お前|あんた|このボット|このai|君)[^。]{0,6}(?:使えな|バカ|馬鹿|アホ|無能|役立たず)|^(?:バカ|馬鹿|アホ|クソ|うざ|ウザ|無能)|うざい|ちゃんと(?:答え|読ん|聞い)て|you(?:'re| are) (?:so )?(?:useless|stupid|dumb|terrible|worthless)|ふざけ(?:るな|んな|ないで)|いい加減に(?:し|して)|(?:もう|本当に|マジで)?(?:うんざり|イライラ|いらいら|腹(?:が)?立|むかつ|ムカつ|頭にき|最悪|がっかり)|バカにし|馬鹿にし|クソ(?:ボット|bot|が|だ)|くそ(?:ボット|bot|が|だ)|ポンコツ|何度(?:も)?(?:言|聞い|同じ)|何回(?:も)?(?:言|聞い|同じ)|さっきから|(?:全然|まったく|全く|ちっとも)(?:役に立|答えに|わかってな|分かってな|話が通じ|使え)|話にならな|時間の無駄|二度と使わ|怒って|責任者|this is (?:ridiculous|useless|terrible|a waste)|waste of (?:my )?time|fed up|(?:i'm|i am) (?:so )?(?:angry|frustrated|furious|annoyed)|stupid bot|sick of (?:this|you)|shut up|wtf|how many times|you keep/i;

function asksForPerson(text: string): boolean {
  if (!EXPLICIT.some((pattern) => pattern.test(text)) || NOT_EXPLICIT.test(text)) return false;
  return !ABOUT_CONSULTATION.test(text) || ASKS_TO_BE_CONNECTED.test(text);
}

/** What in an utterance calls for a person, the gravest first. */
export function humanNeedIn(text: string): HumanNeed | undefined {
  if (CRISIS.test(text) && !NOT_CRISIS.test(text)) return "crisis";
  if (asksForPerson(text)) return "explicit_request";
  if (SENSITIVE.test(text)) return "sensitive";
  if (UPSET.test(text)) return "upset";
  return undefined;
}
