/** Somebody at work. */
const SOMEBODY =
  "(?:上司|先輩|同僚|社長|部長|課長|店長|役員|リーダー|マネージャー|お局|客先|取引先|顧客|お客(?:さん|様)?|会社|人事|周り|まわり|みんな|職場|現場|チーム|元請け|派遣先|親方|店|得意先|常駐先)";
/** What somebody does to a person that no article settles. */
const MISTREATS =
  "(?:笑われ|笑いもの|笑い者|抱(?:か|きつ)|肩を(?:抱|揉|もま)|性的|下ネタ|体型|容姿|外され|はずされ|ハブ|のけ者|のけもの|晒し者|吊(?:し|る)上げ|責め立て|つるし|ネチネチ|ねちねち|長時間(?:の)?説教|説教され|监視|どな(?:ら|り)|罵|暴言|無視さ|シカトさ|ばかにさ|バカにさ|馬鹿にさ|からかわ|いじられ|いじめ|仲間はず|嫌がらせ|殴(?:ら|り|っ)|蹴(?:ら|っ)|叩か|物を投げ|脅(?:さ|し|迫)|詰められ|詰めてく|干され|人格|侮辱|見下|陰口|悪口|晒(?:さ|し)|触られ|体を(?:触|さわ)|付きまと|つきまと|しつこく誘|プライベート(?:に(?:介入|干渉|踏み込)|を(?:詮索|しつこく))|辞めろ|やめろ|消えろ|来るな|降格|左遷|押し付け|責められ|追い詰め|土下座)";
/** What overwork and fear do to a body. */
const SYMPTOM =
  "(?:寝(?:ら)?れ(?:て)?(?:い)?(?:な|ま)|眠れて|吐き気|吐いて|吐きそう|涙が(?:出|止|あふ)|泣いて(?:しま|ばかり)|動悸|息(?:が|苦し)|過呼吸|めまい|食欲が|食べられな|起き上がれ|起きられな|体が動か|足が(?:動か|すくむ)|震え(?:る|て|が)|胃が(?:痛|きりきり|やられ)|蕁麻疹|じんましん|円形脱毛|血尿|倒れそう|耳鳴り|眠れ(?:な|ま)|不眠)";
const AT_WORK =
  "(?:会社|仕事|職場|出社|出勤|通勤|現場|勤務|上司|朝(?:に)?なると|朝(?:が|は)|残業|毎日|月曜|日曜の夜|休み明け|連休明け|週明け)";
const MONEY = "(?:給料|給与|賃金|月給|残業代|手当|報酬|ボーナス|賞与|退職金|お金|交通費)";
const WITHHELD =
  "(?:払われ|支払われ|払って(?:くれ|もらえ)|もらえ(?:な|て(?:い)?な|ません)|入ら(?:な|ず)|入って(?:い)?(?:な|ませ|こ)|振り込まれ|つい(?:て(?:い)?な|てま(?:せん)|ていませ)|付いて(?:い)?な|未払|不払|遅れて|減らされ|下げられ|カットされ|引かれ|ゼロ(?:です|だ|に)|出(?:て(?:い)?ない|ていません))";
const PAPER =
  "(?:取り分|単価|還元率?|契約書?|求人票?|求人|労働条件|雇用条件|条件|面接(?:で|の時|のとき)|聞いて(?:い)?た)";
const BROKEN =
  "(?:揉めて|もめて|話と(?:全然|ぜんぜん|全く)?(?:違|ちが)|約束と(?:違|ちが)|違う(?:仕事|業務|内容|条件|作業|現場)|違います|違った|違って|と違(?:う|い)(?!を|は何|について)|切られ|切ると|打ち切|更新され|更新しない|更新(?:を)?拒|結ばされ|サインさせ|サインを?(?:迫|強)|書面(?:が|を)[^。]{0,6}(?:な|もらえ)|守られ|破られ)";

const near = (first: string, second: string, gap = 14) =>
  new RegExp(`${first}[^。！？!?]{0,${gap}}${second}`, "i");

/** Grave matters in the words people use for them, each list by what it is about. */
const SENSITIVE: readonly RegExp[] = [
  near(SOMEBODY, "(?:食事|飲み|ホテル|二人(?:きり|で)|デート|部屋|家)(?:に|へ|で)?[^。]{0,8}誘", 16),
  /(?:泥棒|役立たず|無能|クズ|ゴミ|バカ|馬鹿|使えない|いらない)[」』]?(?:と|って|呼ばわり)[^。]{0,6}(?:言わ|呼ば|笑わ|怒|れ)/,
  /(?:押し?つけ|押付け|閉じ込め|(?<!ばっか|ばかり|ばっかり)やらさ|書かさ|飲まさ|辞めさせ|脱がさ|謝らさ)(?:られ|れ)(?:て|た|ま|る)/,
  /喉を通ら|声が出な|降りてしま|(?:うつ|鬱)(?:で|になっ|の診断)(?!す)|メンタル(?:を|が)/,
  /(?:給料|給与|年俸|単価|基本給|報酬)[^。]{0,10}(?:下げ|減ら|カット|減額|半分)[^。]{0,8}(?:通告|言わ|告げ|され|られ|た$)/,
  /(?:辞め|やめ|退職し)たい[^。]{0,24}(?:駄目|だめ|ダメ|後任|許|無理)[^。]{0,6}(?:言わ|され|れて)/,
  /\boff (?:sick|work) with\b|\b(?:sick|medical) leave\b|\b(?:want|trying|going) to (?:let me go|fire me|get rid of me)|overtime[^.?!]{0,30}(?:not|never|missing|n't)[^.?!]{0,20}(?:pay|paid)|(?:he|she|they|boss) touch(?:ed|es)|\bfroze\b/i,
  /じろじろ|ジロジロ|土下座|(?:お前|おまえ|てめえ|あんた)(?:の|は|が|なんか|みたい)[^。]{0,24}(?:言わ|怒|どな|れ(?:る|て|ま|た))|(?:見|触|言)られるのが(?:苦痛|嫌|いや|気持ち悪|怖|つら|辛)/,
  /(?:させ|せ)られ(?:ます|ました|て(?:い)?(?:ます|る)|る(?:んです|のが)?|た)(?:$|[。！!]|けど|んです|のが)[^か?？]*$/,
  near(
    "(?:契約|試用期間|更新|雇用|採用|内定|案件)",
    "(?:終了|打ち切|解除|取り消|白紙|なし|破棄|満了)[^。]{0,8}(?:告げ|言わ|宣告|通告|され|にな)",
    24,
  ),
  /(?:退職届|退職願|辞表|辞職願|辞める意思)[^。]{0,16}(?:破|捨て|突き返|返され|無視|受け取|預か|握りつぶ)/,
  /(?:自己都合|自主的)[^。]{0,16}(?:辞め|退職|やめ|して)[^。]{0,16}(?:詰め|迫|言わ|求め|くれ|しろ)/,
  /(?:契約|約束|聞いて(?:い)?た|求人)[^。]{0,16}(?:はず|なの|のに)[^。]{0,20}(?:しか|れてま|れてい|違|ない|ません)|しか(?:もらえ|振り込まれ|支払われ|払われ|入)(?:て)?(?:い)?(?:ま|な)/,
  /(?:勤怠|労働時間|残業|打刻|勤務時間|経歴|職歴|実績)[^。]{0,12}(?:ごまか|改ざん|偽|書き換え|嘘|うそ|過少|盛(?:れ|る|って))/,
  /息(?:が|も)?(?:でき|吸え|苦し)|過呼吸|引き返して/,
  /\b(?:asks?|asking|asked) me out|\b(?:messag|text|dm)\w*[^.?!]{0,14}(?:at night|constantly|all the time|after hours)|(?:resignation|quit|resign)[^.?!]{0,30}(?:or (?:be|get) fired|or else)|(?:won't|refus\w+ to|never|did(?:n't| not)|has(?:n't| not)) pa(?:y|id)\b|contract[^.?!]{0,30}(?:overnight|without notice|cancel|terminat)|terminat\w+ my contract|unpaid (?:invoice|bill|hours)/i,
  near(
    `${SOMEBODY}(?:から|に|の)?`,
    "(?:毎日|毎回|毎晩|ずっと|何度も|何回も|しつこく|みんなの前で|人前で|いつも)[^。]{0,16}(?:さ|ら|わ|か|た)れ(?:て|る|ま)",
    18,
  ),
  /(?:私|自分|僕|俺|わたし|ぼく)だけ[^。]{0,16}(?:さ|ら|わ|か)れ(?:て|た|な|ま)|(?:私|自分|僕|俺)だけ[^。]{0,10}(?:もらえな|教えてくれな|仕事がな)/,
  /(?:会社|仕事|職場|学校)に(?:は)?(?:もう)?(?:行け|いけ)(?:て(?:い)?)?(?:な|ま)|出社できな|出勤できな|起き上がれ|体が(?:言うことを|動か)/,
  /(?:涙|吐き気|動悸|震え)が?(?:止ま|とま)ら/,
  /(?:辞め|やめ|退職|退社|契約を?切)[^。]{0,24}(?:違約金|損害|賠償|請求|訴え(?:る|ら)|罰金|弁償|ペナルティ|脅|許さな|認めな|受理して(?:くれ|もらえ)|引き止め)/,
  /(?:違約金|損害|罰金|弁償)[^。]{0,14}(?:払え|払わ|請求|言われ|迫られ|取られ)/,
  /(?:退職|辞める|やめる|同意|合意)(?:の|する)?(?:書類|書面|書|届|誓約書)?(?:に|へ)?[^。]{0,8}(?:判|印|ハンコ|はんこ|サイン|署名)[^。]{0,10}(?:言わ|迫|押させ|させら|求め|強)/,
  /(?:今月末|来月|今日|明日|今週)(?:いっぱい)?(?:で|までに)[^。]{0,6}(?:辞め|やめ|退職|来なくて)[^。]{0,10}(?:言わ|告げ|迫|宣告)/,
  near(`${SOMEBODY}(?:から|に|が|は|の)?`, MISTREATS),
  near(MISTREATS, "(?:会社|職場|仕事|出社)(?:に|へ)?[^。]{0,6}(?:行|いき|辞|やめ|怖|つら|辛)"),
  near(AT_WORK, SYMPTOM, 20),
  near(SYMPTOM, AT_WORK, 20),
  near(MONEY, WITHHELD),
  near(PAPER, BROKEN),
  /医(?:者|師)(?:に|から)[^。]{0,10}(?:休|止め|診断|言われ)|ドクターストップ|(?:病院|クリニック)に(?:通|行く(?:べき|よう))|休職|休めと言われ|診断(?:書|され|が(?:出|下))/,
  /(?:辞表|退職届|退職願|辞職願)(?:を)?[^。]{0,6}(?:書け|書かさ|出せ|出さされ|出させ|強要|迫ら|受け取って(?:くれ|もらえ)|破られ)|自主退職|肩たたき|追い出し部屋|辞め(?:て|る)[^。]{0,4}(?:ほしい|くれ|ように|よう)[^。]{0,4}(?:言わ|迫|説得)|(?:辞め|退職し)(?:たい|たくて)[^。]{0,10}(?:言い出せ|言えな|認めて(?:くれ|もらえ)|許して(?:くれ|もらえ)|断られ|怒られ)/,
  /(?:妊娠|産休|育休|介護)[^。]{0,14}(?:切ら|クビ|解雇|辞め|降格|嫌味|迷惑|断ら|認め)|国籍|障害者?(?:を|だから|という)理由/,
  /\b(?:boss|lead|leader|director|ceo|owner|hr|employer|senior|people at work|team|manager|supervisor|colleagues?|coworkers?|co-workers?|client|company|they|he|she)\b[^.?!]{0,40}\b(?:sexual|jokes? (?:about|on|at) me|ma(?:kes?|de|king) fun of|pick(?:s|ed|ing)? on me|exclud|le(?:ft|aves?|aving) me out|stares? at (?:me|my)|follow(?:s|ed|ing) me|grab|sends? me (?:creepy|inappropriate)|yell|scream|shout|insult|humiliat|mock|belittl|bully|grop|touch(?:es|ed|ing)? (?:me|my)|comments? (?:about|on) my (?:body|looks|clothes|sex|race)|hit(?:s|ting)? (?:me|on me)|threaten|blackmail|spread(?:s|ing)? rumou?rs|ignore[sd]? me|retaliat|discriminat)/i,
  /(?:salary|wages?|pay(?:check)?|overtime|bonus|money)\b[^.?!]{0,24}\b(?:late|missing|withheld|not (?:been )?paid|unpaid|cut without|never (?:came|arrived|paid)|stolen)|\b(?:haven't|hasn't|have not|has not|didn't|won't|refuse[sd]? to) (?:been )?pa(?:id|y)|\bowe[sd]? me\b/i,
  /\b(?:dock(?:ed|s|ing)?|deduct(?:ed|s|ing)?|withh[eo]ld(?:s|ing)?|cut|reduced|garnish\w*)\b[^.?!]{0,16}\b(?:my|our) (?:pay|wages?|salary|bonus|hours|final)|(?:leav|quit|resign)\w*[^.?!]{0,40}(?:penalt|\bfines?\b|\bsue|threat|pay (?:them |it )?back|repay|compensat)|(?:penalt|\bfined?\b|\bsue\b|threat\w*|repay|compensation)[^.?!]{0,40}(?:leav|quit|resign)/i,
  /(?:can't|cannot|couldn't|unable to) (?:sleep|eat|breathe|get out of bed|stop crying)|crying (?:every|before|at) (?:day|work|night)|(?:sick|nauseous|throw up|panic)[^.?!]{0,20}(?:before|at|about|to) work|doctor (?:told|said|says|tells)|signed off (?:sick|work)|breaking down/i,
  /(?:pressur|forc|push|tell|ask)(?:ed|ing|s)? me (?:to|into) (?:resign|quit|leave|sign)|won't let me (?:quit|resign|leave)|contract[^.?!]{0,30}(?:different|not what|broke|violat|ignor|terminated)|made me sign/i,
];

/** What was listed first, phrase by phrase: law, illness, dismissal, harassment. */
const PHRASES =
  /(?:過労|残業|働きすぎ)[^。]{0,8}(?:倒れ|入院|限界|体調)|(?:有給|休み|休暇|産休|育休)(?:を|が|も)?[^。]{0,4}(?:取らせて|とらせて|もらえ(?:な|ま)|拒否|断られ|却下)|(?:給与|給料)[^。]{0,10}(?:違います|違う|合わない|おかしい)|残業代(?:が|は)?(?:ゼロ|なし|無し|出ません|ついてい?ない)|内定(?:を|が)?(?:取り消|取消)|(?:辞めろ|やめろ|クビだ|帰れ|死ね)[」』]?と(?:毎日)?(?:言|怒|迫)|has(?:n't| not) paid|have(?:n't| not) (?:been )?paid|怒鳴|罵倒|罵ら|暴言|人格(?:を)?否定|(?:先輩|上司|同僚|チーム|職場|みんな|周り)(?:から|に)[^。]{0,6}(?:無視|仲間外れ|仲間はずれ|詰められ|干され)|(?:給料|給与|賃金|報酬|お金)(?:が|を)[^。]{0,8}(?:振り込|入ら|入ってこ|支払われ|減らされ|下げられ)|サビ残|サー残|(?:体|身体|からだ)を(?:壊|こわ)|無理やり|無理矢理|契約(?:書)?の?(?:内容|条件)?(?:が|と|は)[^。]{0,10}(?:違|異な)|(?:最初|面接|聞いて(?:い)?た)[^。]{0,6}(?:話|条件)と(?:違|ちが)|労災|touch(?:es|ed|ing)? me|grop|stalk|threaten|(?:sexual|jokes? (?:about|on|at) me|ma(?:kes?|de|king) fun of|pick(?:s|ed|ing)? on me|exclud|le(?:ft|aves?|aving) me out|stares? at (?:me|my)|follow(?:s|ed|ing) me|grab|sends? me (?:creepy|inappropriate)|yell|scream|shout)(?:s|ed|ing)? at me|(?:パワ|セク|モラ|マタ|アカ|カス)ハラ|ハラスメント|いじめ(?!て笑)|嫌がらせ|暴力|殴(?:ら|り)|脅(?:さ|迫)|差別(?:さ|を受)|(?:うつ|鬱)(?:病|状態|かも|っぽ|に|と)|適応障害|メンタル(?:が|を|不調|やら|クリニック)|心療内科|精神科|休職|病気(?:で|に|が)|体調(?:を|が)(?:崩|悪|限界)|過労|眠れな|パニック(?:障害|発作)|動悸|診断(?:書|され)|妊娠|労基|労働基準|違法|訴え(?:たい|る|られ)|訴訟|弁護士|裁判|損害賠償|(?:給料|給与|賃金|残業代|報酬|退職金)(?:が|を|の)?(?:未払|払われ|支払われ|もらえ(?:な|てい)|出な(?:い|く)|不払|カットされ|勝手に)|サービス残業|契約(?:違反|トラブル|と違|の(?:内容)?(?:が|と)違|を(?:切ら|打ち切|破)|書(?:が|と|の)?(?:違|サイン|もらえ))|偽装請負|二重派遣|(?:不当|突然|いきなり)(?:に)?(?:解雇|クビ)|(?:解雇|クビ|リストラ|雇止め|雇い止め)(?:され|と言われ|に(?:され|なりそ)|を(?:言|告|通告))|退職(?:を)?(?:強要|勧奨|迫ら|させてもらえ|できな|届を(?:書か|受け取))|辞め(?:させ(?:て|ら)|ろと|るように言わ|るよう)|辞めさせてくれ|辞められない|引き止め(?:ら|が)|退職代行|借金|harass|bull(?:y|ied)|discriminat|unpaid (?:wage|overtime|salary)|not (?:been )?paid|wrongful|fired|laid off|forced to (?:resign|quit)|sue\b|lawyer|lawsuit|illegal|depress(?:ed|ion)|burn(?:ed|t)?[\s-]?out|panic attack|mental (?:health|breakdown|illness)|sick leave|breach of contract|contract dispute|pregnan/i;

/** Whether an utterance speaks of harm, health, law, withheld pay or forced leaving. */
export function isSensitive(text: string): boolean {
  return (
    (PHRASES.test(text) || SENSITIVE.some((pattern) => pattern.test(text))) &&
    (HAPPENED.test(text) || !ASKS_ABOUT_THE_JOB.test(text))
  );
}

/** Told of oneself, as something that is going on or has happened. */
const HAPPENED =
  /私|自分(?:は|が|も)|僕|俺|(?:さ|ら|わ|か)れ(?:て(?:い)?(?:ます|る|て)|ました|た)|てしま(?:い|っ)|ています|\b(?:i|me|my)\b/i;
/** Asked of the profession in general, nothing has happened to anybody. */
const ASKS_ABOUT_THE_JOB =
  /(?:エンジニア|インフラ|バックエンド|この仕事|職種)(?:って|は|の(?:仕事|人)(?:って|は))[^。]{0,24}(?:ます|です|の|か)[?？か]/;
