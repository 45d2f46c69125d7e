import type { Matter } from "./matter.ts";

/** Who can get in and stay, and how one talks to an advisor. */
export const MATTERS_OF_PEOPLE: readonly Matter[] = [
  {
    name: {
      ja: "資格が必要かどうかや、どの資格がよいか",
      en: "whether certificates are needed, or which ones",
    },
    asked:
      /資格(?:は|が|って|も|とか|なんて)?[^。]{0,6}(?:必要|必須|要(?:る|り|ら)|いる|いり|なくて|なし|無し|取るべき|とるべき|有利|役(?:に)?立|意味|どれ|何|おすすめ|難)|(?:どの|おすすめの|有利な|必要な)資格(?!.*相談)|(?:need|require|which|best|worth) [^.]{0,20}certif|certif\w* (?:needed|required|worth)/i,
    written: [
      /資格[^。\n]{0,12}(?:必要|必須|不要|要り|いり|なくて|取るべき|有利|役立|役に立|おすすめ)|(?:おすすめ|有利|必要)[^。\n]{0,6}資格|certif\w*[^.\n]{0,20}(?:need|requir|worth|recommend)/i,
    ],
    nearest: "programmes",
    saying: /資格|certif/i,
  },
  {
    name: { ja: "プログラミングスクールや独学の方法", en: "bootcamps and schools" },
    asked: /スクール|独学|参考書|おすすめの?本|教材|bootcamps?|online courses?|textbooks?/i,
    written: [/スクール|bootcamps?/i, /独学/, /参考書|おすすめの?本|教材|textbooks?/i, /online courses?/i],
    nearest: "skills",
  },
  {
    name: { ja: "学歴や専攻の条件", en: "education requirements" },
    asked:
      /学歴|高卒|中卒|大卒|専門卒|文系|理系|情報系|大学|専門学校|\bdegree\b|\bcollege\b|university|\bmajor(?:ed)? in\b/i,
    written: [
      /学歴|高卒|中卒|大卒|専門卒|大学|専門学校|\bdegree\b|\bcollege\b|university/i,
      /文系|理系|情報系|専攻|\bmajor/i,
    ],
    nearest: "fit",
  },
  {
    name: { ja: "年齢による条件", en: "age limits" },
    asked:
      /(?:\d+|何)(?:代|歳|才)[^。]{0,14}(?:から|まで|でも|なら|では|未経験)|年齢|(?:今|いま|これ)から(?:では|でも|じゃ)?遅|始めるの(?:は|が)遅|手遅れ|アラサー|アラフォー|too (?:old|late|young)|\bage (?:limit|matter)|how old/i,
    written: [/年齢|\d+(?:代|歳|才)|何歳|アラサー|アラフォー|\bage\b|years old|too (?:old|late|young)/i],
    nearest: "path",
    saying: /年数|years/i,
  },
  {
    name: { ja: "未経験から始められるかどうか", en: "whether one can start without experience" },
    asked:
      /(?:未経験|初心者|異業種|他業種|主婦|営業|事務|経験(?:なし|ゼロ|が?なく))[^。]{0,20}(?:なれ|就け|就職|転職|転向|採用|入れ|できます|できる|可能|無理|大丈夫|通用|厳し|難し|始め(?:られ|れ)|やれ|目指せ|いけ|不利)|(?:without|no) (?:any |prior )?experience|complete beginner/i,
    written: [
      /未経験|初心者|異業種|他業種|経験(?:なし|ゼロ|不問|が?なく|が?ない)|(?:without|no) (?:any |prior )?experience|beginners?\b/i,
    ],
    nearest: "fit",
  },
  {
    name: { ja: "英語が必要かどうか", en: "whether English is needed" },
    asked: /英語|TOEIC|語学|\b(?:need|speak|know) english\b|english (?:needed|required|skills)/i,
    written: [/英語|TOEIC|語学|\benglish\b/i],
  },
  {
    name: { ja: "数学が必要かどうか", en: "whether mathematics is needed" },
    asked: /数学|計算が?(?:苦手|得意)|\bmath(?:s|ematics)?\b/i,
    written: [/数学|計算が|\bmath/i],
  },
  {
    name: { ja: "転職の回数やタイミングの影響", en: "the number or timing of job changes" },
    asked: /転職(?:回数|の回数|を?繰り返)|何回(?:も)?転職|転職の(?:時期|タイミング|成功率)/i,
    written: [/転職(?:の?回数|を?繰り返)|何回(?:も)?転職/, /転職の?(?:時期|タイミング|成功率)/],
    nearest: "environment",
  },
  {
    name: { ja: "心や体への負担", en: "the strain on mind and body" },
    asked:
      /うつ(?:に|病)|鬱|燃え尽き|ストレス|(?:メンタル|精神(?:的)?)(?:的)?(?:に|が|を|は|面)?[^。]{0,4}(?:病|やられ|強|弱|タフ|きつ|つら|しんど)|体力|burn(?:ed|t)?[- ]?out|stressful|depress|mental(?:ly)? (?:health|tough|demand)|physically/i,
    written: [
      /うつ|鬱|燃え尽き|burn(?:ed|t)?[- ]?out|depress/i,
      /ストレス|メンタル|精神的|stress|mental/i,
      /体力|physical/i,
    ],
  },
  {
    name: { ja: "職を失いにくいかどうか", en: "how safe the jobs are" },
    asked: /クビ|首を?切|リストラ|解雇|離職率|定着率|lay-?offs?|laid off|get fired|turnover rate/i,
    written: [/クビ|首を?切|リストラ|解雇|lay-?offs?|laid off|fired/i, /離職率|定着率|turnover/i],
    nearest: "future",
  },
  {
    name: { ja: "雇用形態による条件", en: "what depends on the form of employment" },
    asked: /(?:契約|派遣)社員|アルバイト|パート(?:から|でも)|contract (?:worker|employee)|part[- ]time/i,
    written: [
      /契約社員|contract (?:worker|employee)/i,
      /派遣社員/,
      /アルバイト|パートタイム|パート(?:から|でも)|part[- ]time/i,
    ],
  },
  {
    name: { ja: "アドバイザーの経歴", en: "the advisors' background" },
    asked:
      /アドバイザー[^。]{0,8}(?:出身|経歴|資格|経験者|何歳|何年)|advis[eo]rs?[^.?]{0,16}(?:background|qualified|former|used to)/i,
    written: [
      /アドバイザー[^。\n]{0,16}(?:出身|経歴|資格|経験者|経験がある|働いてい)|advis[eo]rs?[^.\n]{0,24}(?:background|qualified|former|used to)/i,
    ],
    nearest: "consultation",
  },
  {
    name: { ja: "国籍による条件", en: "conditions that depend on nationality" },
    asked: /外国(?:人|籍)|留学生|国籍|\bforeign(?:er)?s?\b|nationality/i,
    written: [/外国(?:人|籍)|留学生|国籍|foreign|nationality/i],
  },
  {
    name: { ja: "家庭や持病との両立", en: "combining the work with family or an illness" },
    asked: /子育て|育児|介護|持病|障害者|障がい|childcare|with (?:kids|children)|chronic|disabilit/i,
    written: [/子育て|育児|childcare|children|kids/i, /介護/, /持病|障害者|障がい|chronic|disabilit/i],
  },
  {
    name: { ja: "男女の割合や性別による違い", en: "the share of women and men" },
    asked:
      /(?:女性|男性|男女)(?:の)?(?:比率|割合|が多|が少|は少|は多)|女性(?:でも|だと)(?:大丈夫|なれ|やれ|不利)/i,
    written: [/女性|男女|\bwomen\b/i],
  },
  {
    name: { ja: "チームの人数", en: "the size of the teams" },
    asked: /チーム(?:の人数|は何人|って何人)|何人(?:くらい|ぐらい)?の?チーム/i,
    written: [
      /チーム[^。\n]{0,12}(?:\d+|[一二三四五六七八九十]+)(?:人|名)|(?:\d+|[一二三四五六七八九十]+)(?:人|名)[^。\n]{0,8}チーム/,
    ],
  },
  {
    name: { ja: "面談の方法や日時", en: "how and when the talk takes place" },
    asked:
      /(?:面談|相談|アドバイザー)[^。]{0,10}(?:オンライン|zoom|ズーム|対面|電話で|土日|何時|平日|営業時間|場所)|(?:talk|consult\w*|advisor)[^.]{0,16}(?:online|zoom|in person|weekend)/i,
    written: [
      /(?:面談|相談|アドバイザー)[^。\n]{0,20}(?:オンライン|zoom|ズーム|対面)|(?:オンライン|zoom|ズーム|対面)[^。\n]{0,12}(?:面談|相談)|(?:talk|consult\w*|advisor)[^.\n]{0,20}(?:online|zoom|in person)/i,
      /(?:面談|相談)[^。\n]{0,20}電話|電話[^。\n]{0,12}(?:面談|相談)/,
      /(?:面談|相談)[^。\n]{0,20}(?:土日|週末|平日|何時|\d+時|営業時間)|(?:土日|週末|平日)[^。\n]{0,12}(?:面談|相談)|(?:talk|consult\w*|advisor)[^.\n]{0,20}weekend/i,
    ],
    nearest: "consultation",
  },
];
