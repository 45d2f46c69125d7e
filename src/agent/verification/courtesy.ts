import { contentPieces, coverage } from "../question/terms.ts";
import { isNegated } from "./sense.ts";

const LONGEST = 80;

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
const SOCIAL_ENGLISH = new RegExp(
  `^(?:(?:and |but |so )?${COURTESY_ENGLISH}[\\s,.!:;—-]*)+(?:(?:about|on|regarding) (?<subject>[\\w\\s'-]{1,60}))?[.!:?]*$`,
  "i",
);

/** A question that expects its own answer asserts it. */
const RHETORICAL =
  /(?:ない|ません|じゃない)(?:の|ん)?(?:です|でしょう)?か?[。？?]*$|よね[。？?]*$|でしょう[。？?]*$|^(?:is|are|do|does|did|was|were|can|could|wo|would|have|has)n't\b|(?:right|isn't it|don't they|doesn't it|aren't they)\?$/i;
/** Repeats what the person wants to know or thinks over, not what is so. */
const ABOUT_THE_PERSON =
  /(?:について|が|を|に|か|で)?(?:(?:気になって|迷って|悩んで|考えて|お考えになって)(?:いる|いらっしゃる|おられる)|気になる|知りたい|お悩み|(?:ご?関心|ご?興味)が(?:ある|おあり))(?:な)?(?:の|ん|とのこと)?です(?:よ)?ね。?$/;

/**
 * Whether a sentence asserts nothing: courtesy, a question back to the person, what the person said themselves,
 * or that the source is silent. Apart from courtesy it may only use words the person used.
 */
export function isSocial(sentence: string, question: string): boolean {
  if (/\d/.test(sentence.normalize("NFKC")) || sentence.length > LONGEST) return false;
  const asked = contentPieces(question);
  return (
    isCourtesy(sentence, question, asked) ||
    asksBack(sentence, asked) ||
    saysBack(sentence, question) ||
    isSilence(sentence, asked)
  );
}

function isCourtesy(sentence: string, question: string, asked: ReadonlySet<string>): boolean {
  const english = SOCIAL_ENGLISH.exec(sentence);
  if (english) return isOf(english.groups?.subject ?? "", asked);
  const felt = FEELS.map((pattern) => pattern.exec(sentence)).find((match) => match !== null);
  if (felt && !ASKS_HOW_IT_IS.test(question)) return isSubject(felt.groups?.subject ?? "", asked);
  const rest = sentence.replace(COURTESY, "").replace(BETWEEN, "");
  return rest !== sentence.replace(BETWEEN, "") && isSubject(rest, asked);
}

function isSubject(rest: string, asked: ReadonlySet<string>): boolean {
  const shape = rest.replace(/[\p{sc=Han}々\p{sc=Katakana}ーA-Za-z]+/gu, "◯");
  return SUBJECT.test(shape) && isOf(rest, asked);
}

function isOf(words: string, asked: ReadonlySet<string>): boolean {
  const pieces = contentPieces(words);
  return pieces.size === 0 || coverage(pieces, asked) === 1;
}

function asksBack(sentence: string, asked: ReadonlySet<string>): boolean {
  const words = sentence.replace(/知りたい|聞きたい|気にな|関心|興味|お?考え/g, " ");
  return /[?？]$|か。?$/.test(sentence) && !RHETORICAL.test(sentence) && isOf(words, asked);
}

/** "…のですね" repeats a statement of the person, or what they would like to know; never what they asked as if it were so. */
function saysBack(sentence: string, question: string): boolean {
  if (!/ね。?$/.test(sentence)) return false;
  const pieces = contentPieces(sentence);
  if (pieces.size === 0) return false;
  const wanted = ABOUT_THE_PERSON.exec(sentence);
  if (wanted && !/ので(?!す)|ため|から、/.test(sentence)) {
    return isOf(sentence.slice(0, wanted.index), contentPieces(question));
  }
  return question
    .split(/(?<=[。！!？?\n])/)
    .filter((part) => !/[?？]\s*$|か[。\s]*$|の[。\s]*$|(?:教えて|知りたい)[^。]*$/.test(part))
    .some((part) => coverage(pieces, contentPieces(part)) === 1 && isNegated(part) === isNegated(sentence));
}

const SORRY =
  "(?:(?:申し訳(?:あり|ござい)ませんが|残念ながら|ごめんなさい|すみません(?:が)?|ただし?|なお)、?)*";
const SOURCE =
  "(?:(?:私の|手元の|お預かりしている|持っている|参照した|この|今回の|ある)*(?:記事|資料|出典|知識)(?:の中)?(?:に|で)?(?:は|も)?、?)";
const UNWRITTEN =
  "(?:具体的に|明確に|はっきり(?:と)?|直接|詳しく|詳細に)?(?:は)?、?(?:書かれて(?:いません|おりません|いない(?:です|ようです))|記載(?:は|が)?(?:ありません|ございません|されていません)|触れ(?:られて)?(?:いません|おりません)|述べられていません|説明されていません|見当たりません(?:でした)?|見つかりません(?:でした)?|言及(?:は|が)?(?:ありません|されていません))(?:ね|でした)?。?";
const ABOUT =
  "(?:に(?:ついて|関して)(?:の(?:情報|記載|記述|説明))?|に関する(?:情報|記載|記述|説明)|の(?:こと|情報|記載|記述|説明|話))?(?:は|が|も|、)*";
const SILENCES: readonly RegExp[] = [
  new RegExp(`^${SORRY}(?:(?<topic>[^、。]{1,40}?)${ABOUT})?${SOURCE}${UNWRITTEN}$`),
  new RegExp(`^${SORRY}${SOURCE}(?<topic>[^、。]{1,40}?)${ABOUT}${UNWRITTEN}$`),
  /^(?:(?:unfortunately|sorry|i'm sorry|but|however),? (?:but )?)*(?:the|this|my) (?:article|source|material)s?(?: i (?:have|answer from|draw on))? (?:does not|doesn't|do not|don't) (?:say|mention|give|state|cover|specify|describe|discuss|address)(?: (?:anything|much|any details?))?(?: about| on(?= ))?(?<topic>[^,;.:]{0,60})\.?$/i,
];
/** What a silence may be about beside the person's own words. */
const KINDS_OF_FACT =
  /具体(?:的|例)?な?|正確な?|詳細|詳し|金額|数字|数値|期間|年数|割合|時期|日付|人数|件数|情報|理由|条件|平均|点|\b(?:exact|specific|particular|concrete|figures?|numbers?|amounts?|details?|percentages?|information|reasons?|answers?|this|that|it)\b/gi;

/** Whether a whole sentence only says that the source does not write of what was asked. */
function isSilence(sentence: string, asked: ReadonlySet<string>): boolean {
  return SILENCES.some((pattern) => {
    const match = pattern.exec(sentence);
    return match !== null && isOf((match.groups?.topic ?? "").replace(KINDS_OF_FACT, " "), asked);
  });
}
