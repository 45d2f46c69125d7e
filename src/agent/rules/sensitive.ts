/** Somebody at work. */
const SOMEBODY =
  "(?:上司|先輩|同僚|社長|部長|課長|店長|役員|リーダー|マネージャー|お局|客先|取引先|顧客|お客(?:さん|様)?|会社|人事|周り|まわり|みんな|職場|現場|チーム|元請け|派遣先)";
/** What somebody does to a person that no article settles. */
const MISTREATS =
  "(?:怒鳴|どな(?:ら|り)|罵|暴言|無視さ|シカトさ|ばかにさ|バカにさ|馬鹿にさ|からかわ|いじられ|いじめ|仲間はず|嫌がらせ|殴(?:ら|り|っ)|蹴(?:ら|っ)|叩か|物を投げ|脅(?:さ|し|迫)|詰められ|詰めてく|干され|人格|侮辱|見下|陰口|悪口|晒(?:さ|し)|触られ|体を(?:触|さわ)|付きまと|つきまと|しつこく誘|プライベート(?:に(?:介入|干渉|踏み込)|を(?:詮索|しつこく))|辞めろ|やめろ|消えろ|来るな|降格|左遷|押し付け|責められ|追い詰め|土下座)";
/** What overwork and fear do to a body. */
const SYMPTOM =
  "(?:吐き気|吐いて|吐きそう|涙が(?:出|止|あふ)|泣いて(?:しま|ばかり)|動悸|息(?:が|苦し)|過呼吸|めまい|食欲が|食べられな|起き上がれ|起きられな|体が動か|足が(?:動か|すくむ)|震え(?:る|て|が)|胃が(?:痛|きりきり|やられ)|蕁麻疹|じんましん|円形脱毛|血尿|倒れそう|耳鳴り|眠れ(?:な|ま)|不眠)";
const AT_WORK = "(?:会社|仕事|職場|出社|出勤|通勤|現場|勤務|上司|朝(?:に)?なると|朝(?:が|は)|残業|毎日)";
const MONEY = "(?:給料|給与|賃金|月給|残業代|手当|報酬|ボーナス|賞与|退職金|お金|交通費)";
const WITHHELD =
  "(?:払われ|支払われ|払って(?:くれ|もらえ)|もらえ(?:な|て(?:い)?な|ません)|入ら(?:な|ず)|入って(?:い)?(?:な|ませ|こ)|振り込まれ|つい(?:て(?:い)?な|てま(?:せん)|ていませ)|付いて(?:い)?な|未払|不払|遅れて|減らされ|下げられ|カットされ|引かれ|ゼロ(?:です|だ|に)|出(?:て(?:い)?ない|ていません))";
const PAPER = "(?:契約書?|求人票?|求人|労働条件|雇用条件|条件|面接(?:で|の時|のとき)|聞いて(?:い)?た)";
const BROKEN =
  "(?:違う(?:仕事|業務|内容|条件|作業|現場)|違います|違った|違って|と違(?:う|い)(?!を|は何|について)|切られ|切ると|打ち切|更新され|更新しない|更新(?:を)?拒|結ばされ|サインさせ|サインを?(?:迫|強)|書面(?:が|を)[^。]{0,6}(?:な|もらえ)|守られ|破られ)";

const near = (first: string, second: string, gap = 14) =>
  new RegExp(`${first}[^。！？!?]{0,${gap}}${second}`, "i");

/** Grave matters in the words people use for them, each list by what it is about. */
const SENSITIVE: readonly RegExp[] = [
  near(`${SOMEBODY}(?:から|に|が|は|の)?`, MISTREATS),
  near(MISTREATS, "(?:会社|職場|仕事|出社)(?:に|へ)?[^。]{0,6}(?:行|いき|辞|やめ|怖|つら|辛)"),
  near(AT_WORK, SYMPTOM, 20),
  near(SYMPTOM, AT_WORK, 20),
  near(MONEY, WITHHELD),
  near(PAPER, BROKEN),
  /医(?:者|師)(?:に|から)[^。]{0,10}(?:休|止め|診断|言われ)|ドクターストップ|(?:病院|クリニック)に(?:通|行く(?:べき|よう))|休職|休めと言われ|診断(?:書|され|が(?:出|下))/,
  /(?:辞表|退職届|退職願|辞職願)(?:を)?[^。]{0,6}(?:書け|書かさ|出せ|出さされ|出させ|強要|迫ら|受け取って(?:くれ|もらえ)|破られ)|自主退職|肩たたき|追い出し部屋|辞め(?:て|る)[^。]{0,4}(?:ほしい|くれ|ように|よう)[^。]{0,4}(?:言わ|迫|説得)|(?:辞め|退職し)(?:たい|たくて)[^。]{0,10}(?:言い出せ|言えな|認めて(?:くれ|もらえ)|許して(?:くれ|もらえ)|断られ|怒られ)/,
  /(?:妊娠|産休|育休|介護)[^。]{0,14}(?:切ら|クビ|解雇|辞め|降格|嫌味|迷惑|断ら|認め)|国籍|障害者?(?:を|だから|という)理由/,
  /\b(?:boss|manager|supervisor|colleagues?|coworkers?|co-workers?|client|company|they|he|she)\b[^.?!]{0,40}\b(?:yell|scream|shout|insult|humiliat|mock|belittl|bully|grop|touch(?:es|ed|ing)? (?:me|my)|comments? (?:about|on) my (?:body|looks|clothes|sex|race)|hit(?:s|ting)? (?:me|on me)|threaten|blackmail|spread(?:s|ing)? rumou?rs|ignore[sd]? me|retaliat|discriminat)/i,
  /(?:salary|wages?|pay(?:check)?|overtime|bonus|money)\b[^.?!]{0,24}\b(?:late|missing|withheld|not (?:been )?paid|unpaid|cut without|never (?:came|arrived|paid)|stolen)|\b(?:haven't|hasn't|have not|has not|didn't|won't|refuse[sd]? to) (?:been )?pa(?:id|y)|\bowe[sd]? me\b/i,
  /(?:can't|cannot|couldn't|unable to) (?:sleep|eat|breathe|get out of bed|stop crying)|crying (?:every|before|at) (?:day|work|night)|(?:sick|nauseous|throw up|panic)[^.?!]{0,20}(?:before|at|about|to) work|doctor (?:told|said|says|tells)|signed off (?:sick|work)|breaking down/i,
  /(?:pressur|forc|push|tell|ask)(?:ed|ing|s)? me (?:to|into) (?:resign|quit|leave|sign)|won't let me (?:quit|resign|leave)|contract[^.?!]{0,30}(?:different|not what|broke|violat|ignor|terminated)|made me sign/i,
];

/** What was listed first, phrase by phrase: law, illness, dismissal, harassment. */
const PHRASES =
  /(?:過労|残業|働きすぎ)[^。]{0,8}(?:倒れ|入院|限界|体調)|(?:有給|休み|休暇|産休|育休)(?:を|が|も)?[^。]{0,4}(?:取らせて|とらせて|もらえ(?:な|ま)|拒否|断られ|却下)|(?:給与|給料)[^。]{0,10}(?:違います|違う|合わない|おかしい)|残業代(?:が|は)?(?:ゼロ|なし|無し|出ません|ついてい?ない)|内定(?:を|が)?(?:取り消|取消)|(?:辞めろ|やめろ|クビだ|帰れ|死ね)[」』]?と(?:毎日)?(?:言|怒|迫)|has(?:n't| not) paid|have(?:n't| not) (?:been )?paid|怒鳴|罵倒|罵ら|暴言|人格(?:を)?否定|(?:先輩|上司|同僚|チーム|職場|みんな|周り)(?:から|に)[^。]{0,6}(?:無視|仲間外れ|仲間はずれ|詰められ|干され)|(?:給料|給与|賃金|報酬|お金)(?:が|を)[^。]{0,8}(?:振り込|入ら|入ってこ|支払われ|減らされ|下げられ)|サビ残|サー残|(?:体|身体|からだ)を(?:壊|こわ)|無理やり|無理矢理|契約(?:書)?の?(?:内容|条件)?(?:が|と|は)[^。]{0,10}(?:違|異な)|(?:最初|面接|聞いて(?:い)?た)[^。]{0,6}(?:話|条件)と(?:違|ちが)|労災|touch(?:es|ed|ing)? me|grop|stalk|threaten|(?:yell|scream|shout)(?:s|ed|ing)? at me|(?:パワ|セク|モラ|マタ|アカ|カス)ハラ|ハラスメント|いじめ(?!て笑)|嫌がらせ|暴力|殴(?:ら|り)|脅(?:さ|迫)|差別(?:さ|を受)|(?:うつ|鬱)(?:病|状態|かも|っぽ|に|と)|適応障害|メンタル(?:が|を|不調|やら|クリニック)|心療内科|精神科|休職|病気(?:で|に|が)|体調(?:を|が)(?:崩|悪|限界)|過労|眠れな|パニック(?:障害|発作)|動悸|診断(?:書|され)|妊娠|労基|労働基準|違法|訴え(?:たい|る|られ)|訴訟|弁護士|裁判|損害賠償|(?:給料|給与|賃金|残業代|報酬|退職金)(?:が|を|の)?(?:未払|払われ|支払われ|もらえ(?:な|てい)|出な(?:い|く)|不払|カットされ|勝手に)|サービス残業|契約(?:違反|トラブル|と違|の(?:内容)?(?:が|と)違|を(?:切ら|打ち切|破)|書(?:が|と|の)?(?:違|サイン|もらえ))|偽装請負|二重派遣|(?:不当|突然|いきなり)(?:に)?(?:解雇|クビ)|(?:解雇|クビ|リストラ|雇止め|雇い止め)(?:され|と言われ|に(?:され|なりそ)|を(?:言|告|通告))|退職(?:を)?(?:強要|勧奨|迫ら|させてもらえ|できな|届を(?:書か|受け取))|辞め(?:させ(?:て|ら)|ろと|るように言わ|るよう)|辞めさせてくれ|辞められない|引き止め(?:ら|が)|退職代行|借金|harass|bull(?:y|ied)|discriminat|unpaid (?:wage|overtime|salary)|not (?:been )?paid|wrongful|fired|laid off|forced to (?:resign|quit)|sue\b|lawyer|lawsuit|illegal|depress(?:ed|ion)|burn(?:ed|t)?[\s-]?out|panic attack|mental (?:health|breakdown|illness)|sick leave|breach of contract|contract dispute|pregnan/i;

/** Whether an utterance speaks of harm, health, law, withheld pay or forced leaving. */
export function isSensitive(text: string): boolean {
  return (
    PHRASES.test(text) || (SENSITIVE.some((pattern) => pattern.test(text)) && !ASKS_ABOUT_THE_JOB.test(text))
  );
}

/** Asked of the profession in general, nothing has happened to anybody. */
const ASKS_ABOUT_THE_JOB =
  /(?:エンジニア|インフラ|バックエンド|この仕事|職種)(?:って|は|の(?:仕事|人)(?:って|は))[^。]{0,24}(?:ます|です|の|か)[?？か]/;
