/** What a wording speaks of or does, in words of either language; a hit is one feature, two hits together another. */
export const CONCEPTS: Readonly<Record<string, RegExp>> = {
  profession:
    /エンジニア|インフラ|バックエンド|サーバ|ネットワーク|クラウド|データベース|職種|業界|職業|仕事(?:です|って|は|な|で|内容)|資格|スキル|会社(?:は|って|の見)|engineer|infra|backend|server|\brole\b|\bskills?\b|\bfield\b|\bindustry\b|\bthis job\b/,
  generality:
    /(?:多い|少ない|ある|あり|なれ|でき|必要|大丈夫|本当|可能|向いて|務まり|やすい|いい|いける|要り|いり)(?:ます|です|る|い|の)*(?:か|の|\?|$)|って(?:何|なに|本当|どう)|とは|^(?:do|does|is|are|will|which|what|how|why|should)\b/,
  question: /[?？]|か[。]?$|の$|^(?:what|how|why|which|is|are|do|does|did|can|could|will|would|should|who)\b/,
  choice: /どっち|どちら|違い|比べ|両方|which|differ|better|versus|\bvs\b/,
  wish: /ほし|欲し|もらえ|もらい|もらって|いただ|頂|くださ|下さい|くれ|お願い|おねがい|たい(?:です|の|ん|な|わ|けど|$)|please|\bi(?:'d| would| want| need)|can (?:i|we|you|someone|somebody)|could|let me/,
  person:
    /人間|にんげん|生身|本物|担当|アドバイザ|相談員|カウンセラ|オペレータ|スタッフ|誰か|だれか|どなた|有人|中の人|御社|貴社|窓口|詳しい(?:人|方)|(?:^|[^个本個二三他友老美求新達知恋一])人(?:に|と|を|へ|の方|が)|human|person|someone|somebody|anyone|advis[eo]r|counsell?or|staff|your (?:team|colleague)/,
  contact:
    /話し|話せ|話が|話を|喋|しゃべ|相談|電話|通話|つな|繋|代わ|替わ|交代|呼ん|呼び|取り次|面談|会って|引き継|連絡|対応|予約|talk|speak|call|connect|transfer|meet|contact|book|chat|reply/,
  machine: /ai|ボット|ろぼっと|ロボット|機械|自動(?:応答|返信)|\bbot\b|machine/,
  superior:
    /上司|先輩|同僚|社長|部長|課長|店長|役員|リーダー|マネージャ|上長|人事|客先|取引先|顧客|職場|チーム|周り|現場|派遣先|会社|boss|manager|supervisor|lead\b|\bhr\b|cowork|co-work|colleague|client|employer|company|\bceo\b|director|senior/,
  suffered:
    /(?:さ|ら|わ|か|た|ま|ば)れ(?:て|た|ま|る|続|そう)|させ(?:ら|て(?:くれ|もらえ))|てく(?:る|れな|れませ|れへん)|られな|もらえな|もらえませ|てもらえ|てくれな|ざれ|\b(?:was|am|been|being|got|were) \w+(?:ed|en)\b|\b(?:made|forc\w+|tell\w*|told|ask\w*|pressur\w+|makes?|touch\w*|yell\w*|scream\w*|hit|threaten\w*|throw\w*|keeps? \w+ing)\b[^.]*\b(?:me|my)\b/,
  self: /私|自分|僕|俺|わたし|うち|\b(?:i|i'm|i've|me|my)\b/,
  happened:
    /(?:まし|でし|っ)た|て(?:い)?(?:ま|る)|てしま|ちゃ(?:っ|い)|続け|ずっと|毎日|毎朝|毎晩|毎回|先月|昨日|\b(?:yesterday|every (?:day|night|morning)|last (?:week|month)|again|for (?:\w+ )?(?:days|weeks|months))\b/,
  unable: /ない$|ません$|できな|られな|無理|限界|耐えられ|行け(?:な|ま)|can't|cannot|unable|won't/,
  body: /眠|寝|食欲|食べられ|吐|涙|泣|動悸|震え|息|めまい|頭痛|体(?:調|が|を|も)|身体|倒れ|病|うつ|鬱|診断|医者|薬|メンタル|入院|すくむ|sleep|cry|sick|doctor|panic|depress|health|body|eat\b|pills?/,
  money:
    /給料|給与|残業代|賃金|報酬|手当|月給|罰金|返せ|請求|振り込|天引|減給|未払|\bpa(?:y|id|ycheck)\b|salary|wage|invoice|money|overtime|deduct/,
  paper:
    /契約|解雇|クビ|退職|辞め|やめさせ|内定|更新|サイン|署名|同意|条件|求人|業務委託|労基|違法|訴え|有給|有休|休憩|勤怠|タイムカード|contract|fired|resign|quit|laid off|sue\b|illegal|\bsign/,
  abuse:
    /怒鳴|罵|殴|叩|蹴|触|無視|いじめ|ハラ|嫌がらせ|いやがらせ|脅|暴|差別|仲間外|外され|悪口|バカ|馬鹿|ブス|デブ|死ね|セク|誘わ|迫ら|強要|責め|詰め|bull|harass|humiliat|yell|scream|threat|touch|grop|discriminat|stalk|insult|worthless/,
  death:
    /死(?!活|ん(?:だ(?:技術|ら誰)))|しにた|しぬ|消え|いなくな|生き|生まれ|自殺|飛び(?:降|込)|遺書|終わ(?:り|ら)|リスカ|手首|この世|ホーム|屋上|線路|橋|\b(?:die|dead|death|kill|suicid\w*|alive|living|exist|disappear|wake up)\b/,
  answer:
    /答え|回答|返事|質問|聞い(?:て|た)|言わせ|言って|読ん|説明|さっき|同じ|何度|何回|answer|question|repl(?:y|ies)|same|again|listen|read|repeat/,
  insult:
    /ふざけ|バカ|馬鹿|アホ|使え(?:な|ね|へ)|役に立た|うざ|むかつ|腹(?:が)?立|イライラ|最悪|最低|ポンコツ|クソ|くそ|無駄|いい加減|いいかげん|うんざり|なめて|話にな|useless|stupid|ridiculous|terrible|waste|annoy|frustrat|furious|garbage|joke/,
  smalltalk:
    /こんにちは|こんばん|おはよう|ありがと|お疲れ|おつかれ|なるほど|了解|笑|^(?:hi|hello|hey|thanks|ok)\b/,
};
