import type { Locale } from "../../conversation/conversation.ts";
import type { TopicId } from "../question/topic-list.ts";

/** A matter people ask a career advisor about that documents on a profession seldom state. */
export interface Matter {
  /** What it is called when saying that it is not stated; nothing repeats the person's own word for it. */
  readonly name?: Readonly<Record<Locale, string>>;
  readonly asked: RegExp;
  /** The subject that comes closest. */
  readonly nearest?: TopicId;
  /** What a sentence on that subject must say to be near. */
  readonly saying?: RegExp;
}

/**
 * Being near a subject is not stating it: "夜勤" sits beside operations, and nothing is said of it.
 * Each is refused only while no document writes the words that were asked for.
 */
export const MATTERS: readonly Matter[] = [
  {
    name: {
      ja: "一方の職種からもう一方へ移れるかどうか",
      en: "whether one can move from one role to the other",
    },
    asked:
      /(?:インフラ|バックエンド|サーバー?サイド)(?:エンジニア)?から[^。]{0,4}(?:インフラ|バックエンド|サーバー?サイド)(?:エンジニア)?(?:に|へ|は)?[^。]{0,8}(?:転|移|な(?:れ|り|る)|行|変|いけ|できる|可能)|\bfrom (?:infra\w*|back-?end) to (?:infra\w*|back-?end)\b|(?:infra\w*|back-?end)[^.]{0,20} (?:become|switch|move|transition)[^.]{0,12}(?:infra|back-?end)/i,
    nearest: "environment",
    saying: /職種を変える|環境を変える|chang(?:e|ing)/i,
  },
  {
    name: { ja: "夜勤や当番", en: "night shifts or on-call duty" },
    asked: /夜勤|夜間勤務|シフト(?:制|勤務)|当番|オンコール|呼び出し|night shifts?|on[- ]call/i,
    nearest: "operations",
  },
  {
    name: { ja: "残業や労働時間", en: "overtime or working hours" },
    asked:
      /残業|定時|労働時間|勤務時間|(?:忙し|ブラック)(?:い|さ|な)?(?:です|の|企業|か|[?？]|って)|激務|ホワイト(?:企業)?(?:です|な|[?？])|overtime|working hours|work[- ]life/i,
    nearest: "environment",
    saying: /環境にいる|職種そのもの|environment/i,
  },
  {
    name: { ja: "休みや休暇", en: "leave and holidays" },
    asked:
      /有給|休日|休み(?:は|が|って|の|取|多|少)|休暇|育休|産休|土日(?!で|も|に)|\bholidays?\b|vacation|\bpaid leave\b|days off/i,
    nearest: "environment",
    saying: /環境にいる|職種そのもの|environment/i,
  },
  {
    name: { ja: "リモートワークや勤務場所", en: "remote work or the place of work" },
    asked:
      /リモート|在宅|テレワーク|転勤|勤務地|出張|出社|フレックス|時短|客先常駐|常駐先|寮|remote(?:ly)?\b|from home|relocat|flexible hours|commut/i,
    nearest: "environment",
    saying: /環境にいる|職種そのもの|environment/i,
  },
  {
    name: { ja: "服装や職場のきまり", en: "dress codes or office rules" },
    asked: /服装|私服|スーツ|髪型|髪色|dress code|dress/i,
  },
  {
    name: { ja: "福利厚生や手当", en: "benefits" },
    asked:
      /福利厚生|手当|ボーナス|賞与|退職金|社会保険|家賃補助|交通費|\bbenefits\b|\bbonus|pension|visas?\b/i,
  },
  {
    name: { ja: "選考や面接", en: "interviews and hiring" },
    asked:
      /面接|選考|採用(?:され|基準|試験|人数|条件)|内定|志望動機|自己PR|求人(?:倍率|票|サイト)|倍率|\binterviews?\b|hiring process/i,
  },
  {
    name: { ja: "書類の書き方", en: "how to write application papers" },
    asked:
      /(?:職務経歴書|履歴書|志望動機|退職届|退職願|メール|ポートフォリオ)(?:の|を|って|は)?[^。]{0,6}(?:書き方|作り方|出し方|例文|テンプレ|添削|書いて|作)|cover letter|portfolio/i,
  },
  {
    name: { ja: "研修の中身や期間", en: "training programmes" },
    asked: /研修|新人教育|training (?:period|program)/i,
    nearest: "programmes",
    saying: /教わり|資格|学びやす|learn|certif/i,
  },
  {
    name: { ja: "独立や起業", en: "going independent" },
    asked:
      /フリーランス(?:に(?:な|転|い|行)|として|で(?:やって|働|食)|の(?:年収|案件|始め|なり方|単価))|(?:独立|起業)(?:し|する|できる|に(?:は|必要)|の|って)|個人事業主|(?:go(?:ing)?|become|becoming|turn) (?:a )?freelanc|start (?:my|a) (?:own )?(?:company|business)|self[- ]employed|\bfreelancing\b/i,
  },
  {
    name: { ja: "どの会社がよいか", en: "which company to choose" },
    asked:
      /(?:どの|どんな|どこの)(?:会社|企業)(?:が|を|に)[^。]{0,8}(?:いい|よい|良い|おすすめ|選|入|行)|(?:おすすめ|お勧め|オススメ)の(?:会社|企業|エージェント|サイト)|(?:大手|ベンチャー|自社開発|SIer|事業会社)[^。]{0,8}(?:どっち|どちら|いい(?:です|の|か))|(?:which|what) compan(?:y|ies)|\bbest compan/i,
    nearest: "environment",
    saying: /環境にいる|職種そのもの|environment/i,
  },
  {
    name: { ja: "副業", en: "side jobs" },
    asked: /副業|複業|兼業|side (?:job|hustle|business)|moonlight/i,
  },
  {
    name: { ja: "税金や手続き", en: "taxes and paperwork" },
    asked: /確定申告|税金|インボイス|開業届|失業保険|\btax(?:es)?\b/i,
  },
  {
    name: { ja: "会社の評判", en: "the company's reputation" },
    asked: /評判|口コミ|くちコミ|怪しい|ブラック企業|reputation|reviews? of/i,
  },
  {
    name: { ja: "他社との比較", en: "a comparison with other companies" },
    asked:
      /(?:他|ほか|別)の(?:会社|SES|企業)(?:と|より|に比べ|どっち|どちら)|他社|業界(?:何位|最大|トップ|平均)|競合|\b(?:other|rival) compan|competitors?/i,
  },
  {
    name: { ja: "社員数や会社の概要", en: "figures about the company" },
    asked:
      /社員数|従業員数|資本金|売上|株価|上場|設立|創業|社長|代表者|本社|所在地|headcount|revenue|stock price|\bceo\b/i,
  },
  {
    name: {
      ja: "資格が必要かどうかや、どの資格がよいか",
      en: "whether certificates are needed, or which ones",
    },
    asked:
      /資格(?:は|が|って|も|とか|なんて)?[^。]{0,6}(?:必要|必須|要(?:る|り|ら)|いる|いり|なくて|なし|無し|取るべき|とるべき|有利|役(?:に)?立|意味|どれ|何|おすすめ|難)|(?:どの|おすすめの|有利な|必要な)資格(?!.*相談)|(?:need|require|which|best|worth) [^.]{0,20}certif|certif\w* (?:needed|required|worth)/i,
    nearest: "programmes",
    saying: /資格|certif/i,
  },
  {
    name: { ja: "プログラミングスクールや独学の方法", en: "bootcamps and schools" },
    asked: /スクール|独学|参考書|おすすめの?本|教材|bootcamps?|online courses?|textbooks?/i,
    nearest: "skills",
  },
  {
    name: { ja: "学歴や専攻の条件", en: "education requirements" },
    asked:
      /学歴|高卒|中卒|大卒|専門卒|文系|理系|情報系|大学|専門学校|\bdegree\b|\bcollege\b|university|\bmajor(?:ed)? in\b/i,
    nearest: "fit",
  },
  {
    name: { ja: "年齢による条件", en: "age limits" },
    asked:
      /(?:\d+|何)(?:代|歳|才)[^。]{0,14}(?:から|まで|でも|なら|では|未経験)|年齢|(?:今|いま|これ)から(?:では|でも|じゃ)?遅|始めるの(?:は|が)遅|手遅れ|アラサー|アラフォー|too (?:old|late|young)|\bage (?:limit|matter)|how old/i,
    nearest: "path",
    saying: /年数|years/i,
  },
  {
    name: { ja: "未経験から始められるかどうか", en: "whether one can start without experience" },
    asked:
      /(?:未経験|初心者|異業種|他業種|主婦|営業|事務|経験(?:なし|ゼロ|が?なく))[^。]{0,20}(?:なれ|就け|就職|転職|転向|採用|入れ|できます|できる|可能|無理|大丈夫|通用|厳し|難し|始め(?:られ|れ)|やれ|目指せ|いけ|不利)|(?:without|no) (?:any |prior )?experience|complete beginner/i,
    nearest: "fit",
  },
  {
    name: { ja: "英語が必要かどうか", en: "whether English is needed" },
    asked: /英語|TOEIC|語学|\b(?:need|speak|know) english\b|english (?:needed|required|skills)/i,
  },
  {
    name: { ja: "数学が必要かどうか", en: "whether mathematics is needed" },
    asked: /数学|計算が?(?:苦手|得意)|\bmath(?:s|ematics)?\b/i,
  },
  {
    name: { ja: "転職の回数やタイミングの影響", en: "the number or timing of job changes" },
    asked: /転職(?:回数|の回数|を?繰り返)|何回(?:も)?転職|転職の(?:時期|タイミング|成功率)/i,
    nearest: "environment",
  },
  {
    name: { ja: "心や体への負担", en: "the strain on mind and body" },
    asked:
      /うつ(?:に|病)|鬱|燃え尽き|ストレス|(?:メンタル|精神(?:的)?)(?:的)?(?:に|が|を|は|面)?[^。]{0,4}(?:病|やられ|強|弱|タフ|きつ|つら|しんど)|体力|burn(?:ed|t)?[- ]?out|stressful|depress|mental(?:ly)? (?:health|tough|demand)|physically/i,
  },
  {
    name: { ja: "職を失いにくいかどうか", en: "how safe the jobs are" },
    asked: /クビ|首を?切|リストラ|解雇|離職率|定着率|lay-?offs?|laid off|get fired|turnover rate/i,
    nearest: "future",
  },
  {
    name: { ja: "雇用形態による条件", en: "what depends on the form of employment" },
    asked: /(?:契約|派遣)社員|アルバイト|パート(?:から|でも)|contract (?:worker|employee)|part[- ]time/i,
  },
  {
    name: { ja: "アドバイザーの経歴", en: "the advisors' background" },
    asked:
      /アドバイザー[^。]{0,8}(?:出身|経歴|資格|経験者|何歳|何年)|advis[eo]rs?[^.?]{0,16}(?:background|qualified|former|used to)/i,
    nearest: "consultation",
  },
  {
    name: { ja: "国籍による条件", en: "conditions that depend on nationality" },
    asked: /外国(?:人|籍)|留学生|国籍|\bforeign(?:er)?s?\b|nationality/i,
  },
  {
    name: { ja: "家庭や持病との両立", en: "combining the work with family or an illness" },
    asked: /子育て|育児|介護|持病|障害者|障がい|childcare|with (?:kids|children)|chronic|disabilit/i,
  },
  {
    name: { ja: "男女の割合や性別による違い", en: "the share of women and men" },
    asked:
      /(?:女性|男性|男女)(?:の)?(?:比率|割合|が多|が少|は少|は多)|女性(?:でも|だと)(?:大丈夫|なれ|やれ|不利)/i,
  },
  {
    name: { ja: "チームの人数", en: "the size of the teams" },
    asked: /チーム(?:の人数|は何人|って何人)|何人(?:くらい|ぐらい)?の?チーム/i,
  },
  {
    name: { ja: "面談の方法や日時", en: "how and when the talk takes place" },
    asked:
      /(?:面談|相談|アドバイザー)[^。]{0,10}(?:オンライン|zoom|ズーム|対面|電話で|土日|何時|平日|営業時間|場所)|(?:talk|consult\w*|advisor)[^.]{0,16}(?:online|zoom|in person|weekend)/i,
    nearest: "consultation",
  },
  {
    asked: /(?:フルスタック(?:エンジニア)?)|full[- ]?stack(?: engineers?)?/i,
    nearest: "generalist",
  },
  {
    asked:
      /\bSRE\b(?=.{0,6}(?:と|は|って|とは|になり|になる|の(?:年収|仕事|将来)|[?？]))|what is (?:an? )?SRE\b/i,
    nearest: "operations",
  },
  { asked: /社内SE|情シス|ヘルプデスク|カスタマーサポート/i },
  {
    asked:
      /\b(?:Java|Python|Go(?=\s?(?:って|は|と|の|を|or|and|[?？]))|Ruby|PHP|Rust|Kotlin|Scala|Perl|Swift|TypeScript|JavaScript|Node\.?js|COBOL|Golang|C#|C\+\+|Rails|Django|Laravel|Spring)(?![A-Za-z])/i,
    nearest: "language",
  },
  {
    asked:
      /\b(?:Kubernetes|k8s|Docker|Terraform|Ansible|Jenkins|GitHub|GitLab|Git|Vim|Redis|Kafka|Snowflake|React|Vue)(?![A-Za-z])|クバネ|クーバネ|ドッカー|テラフォーム|コンテナ(?:技術|の(?:勉強|知識))/i,
    nearest: "cloud",
  },
  {
    asked: /\b(?:MySQL|PostgreSQL|Oracle|MongoDB|DynamoDB|SQLServer)(?![A-Za-z])|オラクル/i,
    nearest: "database",
  },
  {
    asked:
      /\b(?:CCNA|CCNP|LPIC|LinuC|SAA|AWS認定|TOEIC|MCP|OSS-DB)(?![A-Za-z])|(?:基本|応用)情報|(?:AWS|Azure|GCP)(?:の|系の)?(?:資格|認定|試験)|スペシャリスト試験|ネスペ(?:の|に)(?:合格|難易)|情報処理/i,
    nearest: "programmes",
    saying: /資格|certif/i,
  },
];

/** What the first matter a text asks about is called, in Japanese; undefined when it asks about none of them. */
export function matterNamed(text: string): string | undefined {
  for (const { asked, name } of MATTERS) {
    const words = asked.exec(text.normalize("NFKC"))?.[0];
    if (words) return name?.ja ?? words;
  }
  return undefined;
}
