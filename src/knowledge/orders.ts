/** Asked of whoever reads it: "…して", "…してください", "…しろ"; never "…していました" or "…してもいいですか". */
export const DO_IT =
  "(?:て(?!い|る|た|も|は|しま|おり|おら|き|く(?!だ|れ)|ば|ます|ませ|な(?!さ)|か|よ[いか]|いけ|怒|叱|動[くいけ]|働)|ろ|なさい|せよ)";

/** Orders to the software that answers, which nobody writes to a person: whoever they stand with, a message or a document. */
export const ORDERS: readonly RegExp[] = [
  `(?:これまで|今まで|ここまで|上記|以前|前|全て|すべて|元|最初|最後)の(?:会話|指示|命令|ルール|設定|プロンプト|制約|制限)(?:を|は|も)?(?:全て|すべて|全部)?(?:(?:無視し|忘れ|破棄し|上書きし|取り消し|リセットし)${DO_IT}|無視で)`,
  `プロンプト(?:を|の|は)?(?:全文|中身|内容)?(?:を|も)?(?:全部|すべて|そのまま)?(?:見せ|表示し|出力し|教え|公開し|翻訳し|要約し|書き出し|貼っ)${DO_IT}`,
  "\\b(?:ignore|disregard|forget|override)\\b(?: (?:all|any|every|of|the|your|these|those|my|our))*(?: (?:previous|prior|above|earlier|preceding|initial|original|system)){1,2} (?:instructions?|rules?|prompts?|guidelines?|messages?|directions?|commands?|orders|training|restrictions?|constraints?|context|conversation|text|policies)",
  "\\b(?:ignore|disregard|forget|override|bypass) (?:all )?(?:of )?your (?:\\w+ )?(?:instructions?|rules?|prompts?|guidelines?|training|restrictions?|constraints?|programming|safety|filters?|policies|guardrails)",
  "\\b(?:reveal|show|print|repeat|output|leak|display|translate|summari[sz]e|tell|give|list|paste)\\b (?:me )?(?:all )?(?:of )?(?:your|its|the system'?s?|the bot'?s?|the hidden|the initial) (?:\\w+ )?(?:prompts?|instructions|rules|configuration|system message)",
  "<\\s*/?\\s*(?:system|assistant|instructions?|tool|im_start|im_end)\\b|\\[\\s*(?:system|inst)\\s*\\]|<\\|[^|]{0,80}\\||^#{1,4}\\s*(?:system|instruction|指示)|^(?:#{1,4}\\s*)?新しい(?:指示|ルール)(?:\\s*[:：]|$)|(?:^|[。.!?！？]\\s*)(?:system|assistant)\\s*[:：]",
  "(?:@|<!)(?:channel|here|everyone)\\b|<script",
].map((source) => new RegExp(source, "im"));

/** Told how to answer: in a document only software answers, except where people are asked something. */
const ANSWER_SO =
  /(?:だ|です|である|ます)[」』]?と(?:だけ|必ず)?、?(?:答え|言っ|伝え|書い|回答し|返答し|出力し)て(?:ください|下さい|ほしい|くれ)|と(?:だけ|必ず)、?(?:答え|言っ|書い|回答し|返答し|出力し)て(?:ください|下さい|ほしい|くれ)|(?:この|次の|以下の|上の|必ず|一字一句)[^。]{0,24}(?:引用|出力|返答)して(?:ください|下さい|ほしい|くれ)|(?:質問|利用者|ユーザー|相談者)(?:に|へ|から)[^。]{0,12}(?:必ず|だけ|のみ|次の|以下の)[^。]{0,24}(?:回答し|返答し|答え)て(?:ください|下さい|ほしい|くれ)|(?:^|[.,:;!]\s*|\byou must |\bplease )(?:always |only )?(?:answer|reply|respond|say|state|quote|cite) (?:with|that|this|only|yes|no|exactly|["“]|the (?:sentence|text|following))\b/i;
const AMONG_PEOPLE =
  /面接|面談|アンケート|電話|上司|先輩|担当者|お客|顧客|相手|問診|応募|選考|聞かれ|\b(?:interview|survey|caller|client|customer|boss)/i;
/** Who is addressed, in so many words. */
const TO_SOFTWARE =
  /(?:\bai|ボット|アシスタント|言語モデル|\bllm)(?:は|へ)[^。]{0,30}(?:して(?:ください|下さい)|しなさい|せよ|すること(?=。?$))|(?:あなたは今から|今からあなたは)|\byou are now (?:an? |the )?(?:unrestricted|ai|assistant|dan)\b/i;
/** What is left of a mention or of markup once text is cut into sentences. */
const REMNANT = /^[^\p{L}\p{N}]*$|^(?:channel|here|everyone)>/iu;

/**
 * Whether a sentence of a document addresses the software instead of the reader.
 * Such a sentence is never laid before a model and never quoted.
 */
export function addressesSoftware(sentence: string): boolean {
  if (REMNANT.test(sentence) || TO_SOFTWARE.test(sentence)) return true;
  if (ORDERS.some((pattern) => pattern.test(sentence))) return true;
  return ANSWER_SO.test(sentence) && !AMONG_PEOPLE.test(sentence);
}
