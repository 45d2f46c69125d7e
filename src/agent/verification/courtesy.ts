import { hasOnly } from "../question/terms.ts";

/** What is said for courtesy's sake, each a whole utterance or the end of one. */
const COURTESY = new RegExp(
  [
    "(?:(?:ご質問|お尋ね|お問い合わせ|ご相談|お話し?|打ち明けて|教えて|聞かせて|お聞かせ|お話しして)(?:を|いただき|くださり|くださって|いただいて|、)*)?(?:本当に|どうも)?ありがとうございます",
    "どういたしまして|なるほど|そうですね|そうなんですね|そうでしたか|そうだったのですね",
    "お気持ち(?:は|、)?(?:とても|よく)*(?:お察し(?:いた)?します|わかります|分かります|理解できます)",
    "(?:それは|そう感じるのは|そう思われるのは|とても|ごく)*、?自然なこと(?:だと思います|です)(?:ね|よ)?",
    "お(?:答え|伝え|話し)(?:いた)?(?:します|できます)ね?|ご(?:紹介|案内|説明|回答)(?:いた)?(?:します|できます)ね?|(?:まとめ|整理し|説明し)(?:ます|ました)ね?|(?:まとめる|整理する)と",
    "(?:次|以下)の(?:とおり|通り|よう|ように)(?:です|になります)?",
    "いかがでしょうか|教えていただけ(?:ますか|ませんか)|お聞かせください|(?:お?聞かせて|聞いて|お尋ね|ご相談|お声がけ|声をかけて|書いて)ください(?:ね)?|お手伝い(?:いた)?(?:します|できます|させてください)|一緒に考え(?:ましょう|てみましょう|ていきましょう)",
    "すみません|申し訳(?:あり|ござい)ません|ごめんなさい|残念ながら|参考になれば(?:幸い|うれしい|嬉しい)です",
  ].join("|"),
  "g",
);
/** Small words that join courtesies and say nothing. */
const BETWEEN =
  /それでは|では|まず|また|ぜひ|いつでも|お?気軽に|何か|ほかに(?:も)?|他に(?:も)?|もし|よければ|よろしければ|少し(?:でも)?|とても|本当に|順に|簡単に|一緒に|こちら|ください|記事(?:の(?:内容|言葉|文))?(?:から|をもとに|では|に|で)|(?:気になる|知りたい|ご不明な)(?:こと|点)が(?:あれば|ありましたら|ございましたら)|[\s、。！!？?…・]/g;
/** A bare subject: what a courtesy is about, with no word that says anything of it. */
const SUBJECT = /^(?:◯(?:の|と|や)(?=◯))*◯?(?:の?こと)?(?:について|に関して|を|は|も|に|が)*$/;
/** What the person feels is repeated whole; what makes them feel it must be a bare subject. */
const FEELS: readonly RegExp[] = [
  /^(?:それは|さぞかし|さぞ|とても|本当に|、)*(?:お?つら(?:い|かった)|お?辛(?:い|かった)|大変|苦し(?:い|かった)|悔し(?:い|かった)|ご?不安|ご?心配)(?:な)?(?:(?:の|ん)?です(?:よ)?ね|(?:でし)?たね|でしょう(?:ね)?|だったのですね|ことと思います)[。！]?$/,
  /^(?<subject>[^。、]{1,30}?)(?:ご?(?:不安|心配)|気)(?:に(?:なり|感じ|なって|感じて)|を(?:感じ|お持ち))?(?:ます|おられる|いる|いらっしゃる|なの|の|ん|です|よ)*ね[。！]?$/,
];

/** Asked whether something is hard, sympathy would answer yes. */
const ASKS_HOW_IT_IS = /(?:つらい|辛い|大変|苦しい|不安|心配)(?:なの|なん|の|ん)?(?:です)?(?:か|[?？])/;

const COURTESY_ENGLISH =
  "(?:(?:that's a |what a )?(?:great|good|fair) question|thank you(?: (?:so|very) much)?(?: for (?:asking|sharing|your question|telling me|reaching out|the question))?(?: (?:that|this|it))?|thanks(?: for (?:asking|sharing|your question))?|i (?:completely )?understand(?: how you feel| your (?:worry|worries|concerns?))?|that (?:makes sense|sounds (?:hard|tough|difficult|stressful|tiring|painful))|i'm (?:so |very )?sorry(?: to hear (?:that|this))?|i hear you|here (?:is|are) (?:what (?:it|the article) says|a (?:short )?(?:summary|overview))|here's (?:what (?:it|the article) says|a (?:short )?(?:summary|overview))|here (?:it is|you are|you go)|let me (?:explain|answer|summari[sz]e|help)(?: (?:that|this|it|you))?|(?:i am|i'm )?happy to help|feel free to (?:ask|write)(?: me)?(?: (?:more|anything|anytime|again|whenever you like))?|i hope (?:this|that|it) helps|let me know if you have (?:any )?(?:more|other|further)?\\s?questions)";
const ENGLISH_COURTESIES = new RegExp(
  `^(?:(?:and |but |so )?${COURTESY_ENGLISH}[\\s,.!:;—-]*)+(?:(?:about|on|regarding) (?<subject>[\\w\\s'-]{1,60}))?[.!:?]*$`,
  "i",
);

/** Whether a sentence is said for courtesy's sake alone, about a bare subject that was asked about or none. */
export function isCourtesy(sentence: string, question: string, asked: ReadonlySet<string>): boolean {
  const english = ENGLISH_COURTESIES.exec(sentence);
  if (english) return hasOnly(english.groups?.subject ?? "", asked);
  const felt = FEELS.map((pattern) => pattern.exec(sentence)).find((match) => match !== null);
  if (felt && !ASKS_HOW_IT_IS.test(question)) return isSubject(felt.groups?.subject ?? "", asked);
  const rest = sentence.replace(COURTESY, "").replace(BETWEEN, "");
  return rest !== sentence.replace(BETWEEN, "") && isSubject(rest, asked);
}

function isSubject(rest: string, asked: ReadonlySet<string>): boolean {
  const shape = rest.replace(/[\p{sc=Han}々\p{sc=Katakana}ーA-Za-z]+/gu, "◯");
  return SUBJECT.test(shape) && hasOnly(rest, asked);
}
