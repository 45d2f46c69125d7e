/** Kinds of exact fact that a passage either states or does not. */
export type FigureKind =
  | "amount"
  | "duration"
  | "share"
  | "age"
  | "count"
  | "date"
  | "person"
  | "place"
  | "address";

interface Figure {
  readonly kind: FigureKind;
  readonly asked: RegExp;
  /** What a sentence that answers it must contain. */
  readonly stated: RegExp;
}

const NUMBER = String.raw`[\d０-９一二三四五六七八九十百千]+[\d０-９,.]*\s*`;

const FIGURES: readonly Figure[] = [
  {
    kind: "address",
    asked: /電話番号|メールアドレス|住所|url|リンク|サイトは|phone number|e-?mail address|website/i,
    stated: /https?:|@|\d{2,4}-\d{2,4}-\d{3,4}/,
  },
  {
    kind: "share",
    asked:
      /何(?:パー|%|割|倍|位)|割合|比率|倍率|確率|合格率|離職率|有効求人|ランキング|偏差値|\bpercent|\bratios?\b|\branking|what share/i,
    stated: new RegExp(`${NUMBER}(?:%|％|割|倍|位|パーセント|percent)`),
  },
  {
    kind: "amount",
    asked:
      /いくら(?!でも|か(?:は|を|が)?[^。]{0,8}(?:教えて(?:もら|くれ)|知|わか|分か|公開|開示|見え)|で[^。]{0,8}(?:売|契約|出))|何(?:万|円|百万|千|億)|(?:平均|中央|初任|最低|最高)(?:の)?(?:年収|年俸|給|月収|単価|賃金|報酬|値)|(?:年収|給料|月収|単価|時給|報酬|初任給)(?:の|は|って)?(?:平均|相場|目安|具体的|金額|レンジ|どのくらい|どれくらい|どれぐらい|何(?![でがにをとか]))|具体的な(?:年収|給料|金額|単価|数字)|相場|金額|(?:昇給|年収|給料|給与|報酬|単価|賞与|手当)[^。]{0,6}(?:額|幅|目安|レンジ|水準)|\d+万|\d+円|how much (?:money|salary|pay)\b|how much (?:do|does|can|could|will|would|is|are)\b.*\b(?:earn|make|made|paid|cost|salary|pay|income)\b|(?:average|median|mean|typical|starting) (?:\w+ )?(?:salary|pay|income|wage)|salary range|\byen\b|\busd\b|exact (?:salary|pay|amount)/i,
    stated: new RegExp(`${NUMBER}(?:万|円|億|ドル|yen|million)|無料|\\bfree\\b`, "i"),
  },
  {
    kind: "age",
    asked: /何(?:歳|才)|年齢(?:制限|層|は)|平均年齢|how old|what age|age limit/i,
    stated: new RegExp(`${NUMBER}(?:歳|才|代|years old)`),
  },
  {
    kind: "duration",
    asked:
      /何(?:年(?!後)|か月|ヶ月|カ月|ヵ月|週間|日(?:間|くらい|ぐらい|で)|時間|分|秒)|(?:どのくらい|どれくらい|どれぐらい|どのぐらい)(?:の)?(?:期間|時間|で(?:なれ|身|習|終|でき|申))|期間は|how long\b|how many (?:years|months|weeks|days|hours|minutes)/i,
    stated: new RegExp(
      `${NUMBER}(?:年|か月|ヶ月|週間|日間|時間|分|秒|years?|months?|seconds?|minutes?|hours?)`,
      "i",
    ),
  },
  {
    kind: "date",
    asked:
      /何時(?:から|まで|に|です)|いつ(?:から|まで|に|です|頃|ごろ|の|設立|でき)|何(?:月|曜日|日$|日に|日で)|何年(?:に|から)|営業時間|受付時間|締め?切|設立|創業|when (?:is|was|did|does|do|will)|what (?:date|day|time)|deadline|opening hours|founded/i,
    stated: new RegExp(`${NUMBER}(?:年|月|日|時)`),
  },
  {
    kind: "count",
    asked:
      /何(?:人|社|名|件|個|種類)|人数|社員数|従業員|(?:employee|head)[\s-]?count|number of (?:employees|people|staff|engineers)|how many (?!years|months|weeks|days|hours|minutes)/i,
    stated: new RegExp(`${NUMBER}(?:人|社|名|件|個|種類|people|companies)`),
  },
  {
    kind: "person",
    asked:
      /(?:誰|だれ)(?:です|が(?:社長|代表|書|作っ|運営|監修|創業|経営)|の(?:記事|会社|監修))|社長|代表者?(?:は|の|って)|創業者|著者|筆者|監修|\bceo\b|\bwho (?:wrote|founded|runs|owns)\b|\bwho(?:'s| is) (?:the )?(?:ceo|president|author|founder|owner|head)/i,
    stated: /(?:氏|さん|代表取締役|著者|監修)/,
  },
  {
    kind: "place",
    asked:
      /どこ(?:に(?:あ|住|行)|で(?:働|受|会|開))|場所は|所在地|本社|最寄り?駅|勤務地|アクセスは|where (?:is|are|can|do)\b|located|headquarters/i,
    stated: /(?:都|府|県|市|区|町|駅)(?:に|で|の)|オンライン/,
  },
];

/** The exact fact a question asks for, if any. */
export function figureAsked(question: string): FigureKind | undefined {
  return FIGURES.find((figure) => figure.asked.test(question))?.kind;
}

/** Whether a sentence states a fact of that kind at all. */
export function statesFigure(sentence: string, kind: FigureKind): boolean {
  return FIGURES.some((figure) => figure.kind === kind && figure.stated.test(sentence));
}
