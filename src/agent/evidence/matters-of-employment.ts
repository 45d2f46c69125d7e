import type { Matter } from "./matter.ts";

/** What a company asks and offers, and how it works. */
export const MATTERS_OF_EMPLOYMENT: readonly Matter[] = [
  {
    name: {
      ja: "一方の職種からもう一方へ移れるかどうか",
      en: "whether one can move from one role to the other",
    },
    asked:
      /(?:インフラ|バックエンド|サーバー?サイド)(?:エンジニア)?から[^。]{0,4}(?:インフラ|バックエンド|サーバー?サイド)(?:エンジニア)?(?:に|へ|は)?[^。]{0,8}(?:転|移|な(?:れ|り|る)|行|変|いけ|できる|可能)|\bfrom (?:infra\w*|back-?end) to (?:infra\w*|back-?end)\b|(?:infra\w*|back-?end)[^.]{0,20} (?:become|switch|move|transition)[^.]{0,12}(?:infra|back-?end)/i,
    written: [
      /(?:インフラ|バックエンド|サーバー?サイド)[^。\n]{0,12}から[^。\n]{0,8}(?:インフラ|バックエンド|サーバー?サイド)[^。\n]{0,24}(?:転|移|異動|変わ|なっ|なれ)|from (?:infra\w*|back-?end)[^.\n]{0,20} to (?:infra|back-?end)/i,
    ],
    nearest: "environment",
    saying: /職種を変える|環境を変える|chang(?:e|ing)/i,
  },
  {
    name: { ja: "夜勤や当番", en: "night shifts or on-call duty" },
    asked: /夜勤|夜間勤務|シフト(?:制|勤務)|当番|オンコール|呼び出し|night shifts?|on[- ]call/i,
    written: [/夜勤|夜間|シフト(?:制|勤務)|night shifts?/i, /当番|オンコール|呼び出し|on[- ]call/i],
    nearest: "operations",
  },
  {
    name: { ja: "残業や労働時間", en: "overtime or working hours" },
    asked:
      /残業|定時|労働時間|勤務時間|(?:忙し|ブラック)(?:い|さ|な)?(?:です|の|企業|か|[?？]|って)|激務|ホワイト(?:企業)?(?:です|な|[?？])|overtime|working hours|work[- ]life/i,
    written: [/残業|定時|労働時間|勤務時間|忙し|激務|overtime|working hours|work[- ]life/i],
    nearest: "environment",
    saying: /環境にいる|職種そのもの|environment/i,
  },
  {
    name: { ja: "休みや休暇", en: "leave and holidays" },
    asked:
      /有給|休日|休み(?:は|が|って|の|取|多|少)|休暇|育休|産休|土日(?!で|も|に)|\bholidays?\b|vacation|\bpaid leave\b|days off/i,
    written: [
      /有給|休日|休み|休暇|土日|holidays?\b|vacation|paid leave|days off/i,
      /育休|産休|育児休|parental leave/i,
    ],
    nearest: "environment",
    saying: /環境にいる|職種そのもの|environment/i,
  },
  {
    name: { ja: "リモートワークや勤務場所", en: "remote work or the place of work" },
    asked:
      /リモート|在宅|テレワーク|転勤|勤務地|出張|出社|フレックス|時短|客先常駐|常駐先|寮|remote(?:ly)?\b|from home|relocat|flexible hours|commut/i,
    written: [
      /リモート|在宅|テレワーク|出社|remote|from home/i,
      /転勤|勤務地|relocat/i,
      /出張/,
      /フレックス|flexible hours/i,
      /時短/,
      /常駐/,
      /寮/,
      /通勤|commut/i,
    ],
    nearest: "environment",
    saying: /環境にいる|職種そのもの|environment/i,
  },
  {
    name: { ja: "服装や職場のきまり", en: "dress codes or office rules" },
    asked: /服装|私服|スーツ|髪型|髪色|dress code|dress/i,
    written: [/服装|私服|スーツ|\bdress/i, /髪型|髪色/],
  },
  {
    name: { ja: "福利厚生や手当", en: "benefits" },
    asked:
      /福利厚生|手当|ボーナス|賞与|退職金|社会保険|家賃補助|交通費|\bbenefits\b|\bbonus|pension|visas?\b/i,
    written: [
      /福利厚生|\bbenefits\b/i,
      /手当/,
      /ボーナス|賞与|\bbonus/i,
      /退職金|pension/i,
      /社会保険/,
      /家賃補助|住宅手当/,
      /交通費|通勤費/,
      /ビザ|visas?\b/i,
    ],
  },
  {
    name: { ja: "選考や面接", en: "interviews and hiring" },
    asked:
      /面接|選考|採用(?:され|基準|試験|人数|条件)|内定|志望動機|自己PR|求人(?:倍率|票|サイト)|倍率|\binterviews?\b|hiring process/i,
    written: [
      /面接|\binterviews?\b/i,
      /選考|採用(?:基準|試験|人数|条件|され)|内定|hiring/i,
      /志望動機/,
      /自己PR/i,
      /求人/,
      /倍率/,
    ],
  },
  {
    name: { ja: "書類の書き方", en: "how to write application papers" },
    asked:
      /(?:職務経歴書|履歴書|志望動機|退職届|退職願|メール|ポートフォリオ)(?:の|を|って|は)?[^。]{0,6}(?:書き方|作り方|出し方|例文|テンプレ|添削|書いて|作)|cover letter|portfolio/i,
    written: [
      /職務経歴書[^。\n]{0,10}(?:書|作|出|まとめ)/,
      /履歴書[^。\n]{0,10}(?:書き|書く|書い|作|出し|まとめ)/,
      /志望動機[^。\n]{0,10}(?:書|作|まとめ)/,
      /退職[届願][^。\n]{0,10}(?:書|作|出)/,
      /ポートフォリオ|portfolio/i,
      /cover letter/i,
    ],
  },
  {
    name: { ja: "研修の中身や期間", en: "training programmes" },
    asked: /研修|新人教育|training (?:period|program)/i,
    written: [/研修|新人教育|training/i],
    nearest: "programmes",
    saying: /教わり|資格|学びやす|learn|certif/i,
  },
  {
    name: { ja: "独立や起業", en: "going independent" },
    asked:
      /フリーランス(?:に(?:な|転|い|行)|として|で(?:やって|働|食)|の(?:年収|案件|始め|なり方|単価))|(?:独立|起業)(?:し|する|できる|に(?:は|必要)|の|って)|個人事業主|(?:go(?:ing)?|become|becoming|turn) (?:a )?freelanc|start (?:my|a) (?:own )?(?:company|business)|self[- ]employed|\bfreelancing\b/i,
    written: [
      /独立(?:し|する)|起業|個人事業主|フリーランス(?:に(?:な|転)|として)|self[- ]employed|(?:go|become|going|becoming) (?:a )?freelanc/i,
    ],
  },
  {
    name: { ja: "どの会社がよいか", en: "which company to choose" },
    asked:
      /(?:どの|どんな|どこの)(?:会社|企業)(?:が|を|に)[^。]{0,8}(?:いい|よい|良い|おすすめ|選|入|行)|(?:おすすめ|お勧め|オススメ)の(?:会社|企業|エージェント|サイト)|(?:大手|ベンチャー|自社開発|SIer|事業会社)[^。]{0,8}(?:どっち|どちら|いい(?:です|の|か))|(?:which|what) compan(?:y|ies)|\bbest compan/i,
    written: [
      /(?:会社|企業)(?:の選び方|選び|を選)|おすすめの(?:会社|企業)|which company|choos\w+ a company/i,
    ],
    nearest: "environment",
    saying: /環境にいる|職種そのもの|environment/i,
  },
  {
    name: { ja: "副業", en: "side jobs" },
    asked: /副業|複業|兼業|side (?:job|hustle|business)|moonlight/i,
    written: [/副業|複業|兼業|side (?:job|hustle|business)/i],
  },
  {
    name: { ja: "税金や手続き", en: "taxes and paperwork" },
    asked: /確定申告|税金|インボイス|開業届|失業保険|\btax(?:es)?\b/i,
    written: [/確定申告|税金|\btax(?:es)?\b/i, /インボイス/, /開業届/, /失業保険/],
  },
  {
    name: { ja: "会社の評判", en: "the company's reputation" },
    asked: /評判|口コミ|くちコミ|怪しい|ブラック企業|reputation|reviews? of/i,
    written: [/評判|口コミ|くちコミ|reputation|reviews? of/i],
  },
  {
    name: { ja: "他社との比較", en: "a comparison with other companies" },
    asked:
      /(?:他|ほか|別)の(?:会社|SES|企業)(?:と|より|に比べ|どっち|どちら)|他社|業界(?:何位|最大|トップ|平均)|競合|\b(?:other|rival) compan|competitors?/i,
    written: [
      /他社|(?:他|ほか|別)の(?:会社|企業|SES)(?:と|より|に比べ)|競合|\b(?:other|rival) compan|competitors?/i,
    ],
  },
  {
    name: { ja: "社員数や会社の概要", en: "figures about the company" },
    asked:
      /社員数|従業員数|資本金|売上|株価|上場|設立|創業|社長|代表者|本社|所在地|headcount|revenue|stock price|\bceo\b/i,
    written: [
      /社員数|従業員|headcount/i,
      /資本金/,
      /売上|revenue/i,
      /株価|上場|stock price/i,
      /設立|創業|founded/i,
      /社長|代表者|代表取締役|\bceo\b/i,
      /本社|所在地|headquarters/i,
    ],
  },
];
