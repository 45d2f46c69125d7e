import { hasOnly } from "../question/terms.ts";

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
export function isSilence(sentence: string, asked: ReadonlySet<string>): boolean {
  return SILENCES.some((pattern) => {
    const match = pattern.exec(sentence);
    return match !== null && hasOnly((match.groups?.topic ?? "").replace(KINDS_OF_FACT, " "), asked);
  });
}
