/** Somebody on our side, what is done with them, and that it is wished for; all three make a request. */
const OURS =
  "(?:人間|生身|本物の人|ヒト|(?<![個他一二三恋友知新求職老商本美名達])人(?=に|と|へ|の(?:方|かた)|から|[、]?(?:出|呼))|アドバイザー|(?:担当|専門|係|窓口)の(?:人|方|かた|者)|担当(?:者|さん)|コンサル(?:タント)?|相談員|カウンセラー|スタッフ|オペレーター|サポートの(?:人|方)|詳しい(?:人|方)|わかる(?:人|方)|誰か|だれか|どなたか|中の人|社員(?:の方|さん)|(?:話せる|話のできる|聞いてくれる|相談できる)(?:人|方))";
const TOUCHES =
  "(?:話|はなし(?:た|て)|喋|しゃべ|相談|電話|通話|オンライン|チャット|まわ(?:し|せ)|回し|代わ|替わ|かわ(?:って|り)|バトン|交代|切り替え|引き継|引き渡|つな(?:い|げ|ぎ)|繋|取り次|見て|みて|診て|聞いて|きいて|対応|呼(?:び|ん|ぶ|べ)|会(?:い|っ|え)|お会い|連絡|返事|返信|面談|面接して|頼(?:み|り)|任せ|折り返|壁打ち|やりとり|やり取り|口頭|判断し|意見|見解|アドバイスし|zoom|ズーム|ミート|出(?:し|て)|寄越|よこし)";
const WISHED =
  "(?:ほし(?:い|く)|欲し(?:い|く)|もらえ|もらい|もらう|もらって(?:も)?いい|貰|いただ|頂|ください|下さい|くれ(?:ま|る|な|ん|$)|お願い|おねがい|たい(?!へん|てい|した|しょ|るは)|た(?:く|かった)(?:て|、|です)|でき(?:ます|ません|る|ない)(?:か|の|[?？]|$|です)|可能|せ(?:ます|ません)(?:か|で)|ますか|ませんか|いますか|い(?:い|る)(?:です)?(?:か|の)?[?？]|(?:れ|え)たり|でしょうか|れば(?:嬉|うれ|助|あり|と)|希望)";
const WISH = [
  /(?:アドバイザー|相談員|カウンセラー|担当(?:者|の方|の人)|人間|コンサルタント)(?:の(?:方|人))?(?:って|を|に|は)?[、]?(?:お願い|おねがい)(?:でき|した|しま|いた|$)/,
  new RegExp(`${OURS}[^。！!？?]{0,12}${TOUCHES}[^。！!？?]{0,14}${WISHED}`),
  new RegExp(`${TOUCHES}[^。！!？?]{0,8}${OURS}[^。！!？?]{0,14}${WISHED}`),
  /(?:アドバイザー|相談員|担当(?:者|の方|の人|さん)?|スタッフ|オペレーター|どなたか|誰か)(?:さん)?[、はがって]*(?:今|いま|すぐ)?[^。何]{0,6}(?:手(?:が)?(?:空|あ)い|空いて|いらっしゃ|おられ|いま(?:す|せん)か|対応(?:可|でき))/,
  /(?:これ以上|もう)[^。]{0,10}(?:チャット|文字|ai|ボット|文章)[^。]{0,10}(?:無理|限界|きつ|だめ|ダメ)|(?:直接|口頭で|電話で|対面で|顔を見て|声で)[^。]{0,8}(?:やりと|やり取|話|相談|聞)[^。]{0,6}(?:たい|ほしい|できます|もらえ)/,
  /(?:相談|面談)(?:の)?(?:枠|予約|日程|時間)[^。]{0,8}(?:おさえ|押さえ|抑え|取(?:っ|り|れ)|とっ|入れ|ください|お願い)/,
  /(?:面談|カウンセリング|キャリア相談|個別相談|相談)[^。]{0,14}(?:申し込|申込|予約)[^。]{0,14}(?:お願い|たい(?:です|な|ん)?(?:[。]|$)|希望)/,
];
const WISH_ENGLISH =
  /\b(?:can|could|may|please|i'd|i would|want|need|let me|is there|are there|any chance|possible|prefer|rather)\b/i;
const OURS_ENGLISH =
  "\\b(?:human|person|someone|somebody|anyone|advis[eo]r|consultants?|counsell?or|staff|representative|specialist from|team member|(?:one|any) of your|your (?:team|colleagues?|people)|real people|live agent|career coach)\\b";
const TOUCHES_ENGLISH =
  "\\b(?:talk|speak|chat|discuss|call|connect|pass|hand|transfer|switch|put|reach|meet|contact|escalate|hear from|get hold of|book|message|email|write|reply|look (?:at|over))(?:ing|ed)?\\b";
const WISHES_ENGLISH = [
  /\b(?:human|person|people|advis[eo]r)[,.]? please\b/i,
  /\b(?:actual|real|living|live) (?:human|person)\b|\bhuman being\b/i,
  /\bwho (?:can|could|should|do) i (?:talk|speak|turn|reach)/i,
  new RegExp(`${TOUCHES_ENGLISH}[^.?!]{0,30}${OURS_ENGLISH}`, "i"),
  new RegExp(`${OURS_ENGLISH}[^.?!]{0,30}${TOUCHES_ENGLISH}`, "i"),
];
/** Said of what a profession does, not to us. */
const OF_THE_JOB =
  /\b(?:do|does|will|must|should|have to|has to)\b[^?.]*\b(?:engineers?|they|infra|backend)\b[^?.]*\b(?:talk|speak|meet|call|contact)|(?:話|相談|対応|連絡|会)(?:す|し|せ|える|う)(?:る)?(?:ながら|エンジニア|仕事|職|こと|機会|の(?:が|は|も))|(?:お客|顧客|客先|上司|先輩|同僚)/i;
const HOW_TO_APPLY =
  /(?:どこ|どう(?:やって|すれば)|いつ|どんな(?:方法|手順))[^。]{0,10}(?:申し込|申込|予約)|(?:申し込|申込|予約)(?:方法|の(?:仕方|やり方|手順|流れ))|相談(?:すると|したら|するとき|する場合|しても|するのは)[^。]*(?:か|[?？])/;

/** Asked of a profession, with nothing wished for. */
const OF_A_ROLE = /(?:エンジニア|インフラ|バックエンド|この仕事)(?:の人)?(?:って|は|も|だと)/;
const ONES_OWN_WISH =
  /ください|下さい|お願い|ほしい|もらえ|いただ[けく]|たい(?:です|ん|な|の|けど|[。！!]|$)/;

function wishes(text: string): boolean {
  if (OF_THE_JOB.test(text)) return false;
  if (WISH.some((pattern) => pattern.test(text))) return true;
  return (
    WISH_ENGLISH.test(text) &&
    /\b(?:i|i'd|me|my|please)\b/i.test(text) &&
    WISHES_ENGLISH.some((pattern) => pattern.test(text))
  );
}

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
  /(?:履歴書|レジュメ|書類|無料|有料|料金|費用|お金|時間|何分|何秒|かかり|必要|いり(?:ます|ません)|要り|雰囲気|内容|何を(?:話|相談)|どんなこと|雑談|趣味|服装|準備|しつこ|勧誘|free|cost|resume|\bcv\b|how long|need)[^。]*(?:[?？]|か。?|の|は)$/i;
const ASKS_TO_BE_CONNECTED =
  /したい|お願い|つない|繋い|つなげ|代わ|呼ん|話させ|もらえ|いただけ|want|please|connect|can i (?:talk|speak)|let me/i;
/** Questions about advisors, and refusals of one, are not requests. */
const NOT_EXPLICIT =
  /(?:アドバイザー|相談|面談)(?:って|とは|は|には|の(?:申し?込|料金|雰囲気|内容|流れ))(?!.*(?:したい|お願い|つない))[^。]*[?？]|(?:人|人間|アドバイザー)(?:と|に)(?:は)?(?:話したく|話さなく|相談したく|相談しなく|つなが?なく|繋が?なく|代わらなく)(?:て|ない)|(?:まだ|今は)(?:いい|大丈夫|結構)|人と(?:話す|関わる|接する|会う)(?:の|こと|機会|仕事|のが)|人に(?:言え|言わ|見え|感謝|教え|任せ)|(?:面談|面接)[^。]*(?:何|どんな)[^。]{0,6}(?:聞かれ|質問され)|what (?:can|do|should) (?:i|we|you|people) (?:talk|ask|discuss)|don't (?:want|need) (?:a|an|to talk|to speak)|no need (?:for|to)|is the consultation|how (?:do|can|does) (?:i|the) (?:apply|consult|sign)|do (?:backend|infra\w*) engineers (?:talk|speak|work|meet)/i;

/** Whether an utterance asks for a human being now, in whatever words. */
export function asksForPerson(text: string): boolean {
  if (!EXPLICIT.some((pattern) => pattern.test(text)) && !wishes(text)) return false;
  return !isAboutTalking(text) && !(OF_A_ROLE.test(text) && !ONES_OWN_WISH.test(text));
}

/** Whether the consultation is asked about and not asked for: what it costs, how it begins, who holds it. */
export function onlyAsksAboutTalking(text: string): boolean {
  return isAboutTalking(text) && !ONES_OWN_WISH.test(text);
}

function isAboutTalking(text: string): boolean {
  if (NOT_EXPLICIT.test(text) || HOW_TO_APPLY.test(text)) return true;
  return ABOUT_CONSULTATION.test(text) && !ASKS_TO_BE_CONNECTED.test(text);
}
