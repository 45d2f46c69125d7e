import { DO_IT, ORDERS } from "../../knowledge/orders.ts";

/** How sure it is that an utterance is an attempt on the rules; a `likely` one gives way to a person's need. */
export type Redirection = "certain" | "likely";

/** The assistant, as it is addressed. */
const YOU = "(?:あなた|君|きみ|お前|おまえ|あんた|しるべ|ボット|\\bai|\\bbot)";
/** Words behind these are told of work: the rules, the instructions and the secrets of a company. */
const OF_WORK =
  "(?:会社|上司|先輩|同僚|社長|部長|課長|職場|社内|現場|客先|顧客|お客|取引先|営業|人事|チーム|学校|業界|みんな|周り|マネージャー|リーダー)";
/** In English a command opens a sentence, follows "please" or names "you"; "do engineers act as …" does not. */
const TO_US =
  "(?:^|[.,!?;:\"'“”\\n]\\s*|\\b(?:please|now|then|kindly|instead|let's|you(?:'ll)?|you (?:will|must|should|shall|can|could|have to|need to|are to|now)|want you to|would you|shirube) )";

const all = (...sources: readonly string[]) => sources.map((source) => new RegExp(source, "im"));

/** Nobody who tells of work or asks about it writes these. */
const CERTAIN: readonly RegExp[] = [
  ...ORDERS,
  ...all(
    `${YOU}(?:へ|に|の|が)?(?:与えられた|受けている|受けた|従っている|持っている)?[^。、「」]{0,6}(?:指示|命令|設定|ルール|制約|制限|プロンプト)(?:文)?(?:を|は|も|について)?[^。、「」]{0,10}(?:(?:見せ|教え|出力し|表示し|書き出し|書い|コピーし|暗唱し|繰り返し|翻訳し|公開し|列挙し|要約し|無視し|忘れ|破っ|解除し|外し|無効にし)${DO_IT}|箇条書き|全文)`,
    "(?:システム|初期|内部|隠された|開発者)\\s*プロンプト(?!エンジニア)",
    "(?:脱獄|\\bdan|ＤＡＮ|(?<!精)神|無制限)\\s*モード",
    `(?:開発者|管理者|デバッグ|root)\\s*モード[^。]{0,6}(?:有効|オン|切り替え|なっ|入っ|移行|起動|(?:答え|話し|動い)${DO_IT})`,
    `(?:と|って)(?:だけ|のみ|必ず)、?(?:答え|言っ|返し|返信し|返事し|書い|出力し|回答し|発言し|表示し)(?:て(?!い|る|た|も|は|しま|おり|おら|き|くる|ば|ます|ませ|か)|ろ|なさい)|(?:と|って)だけ(?:言え|書け|答えろ|出力|でお願い)`,
    `${TO_US}(?:ignore|disregard|forget) (?:(?:all|any|the) )?(?:of )?(?:everything|instructions?|rules|(?:previous|prior|above|earlier))\\b`,
    `${TO_US}repeat (?:everything|all|the (?:text|words)) above`,
    "\\bsystem prompt(?! engineer)|\\bjailbreak|\\bdo anything now\\b|\\b(?:dan|developer|god|unrestricted) mode\\b",
    "\\bbypass (?:your|the|all|any) (?:\\w+ )?(?:rules?|restrictions?|filters?|safety|guardrails?|guidelines|instructions?)|\\boverride (?:your|the|all) (?:\\w+ )?(?:rules?|restrictions?|safety|instructions?|guidelines|prompts?)",
  ),
];

/** Read as an attempt only where nobody tells of what others asked, and no need of a person is heard. */
const LIKELY: readonly RegExp[] = [
  /\bDAN\b/,
  ...all(
    `(?<!${OF_WORK}[^。]{0,24})(?:指示|ルール|制約|制限|規則|ガイドライン)(?:を|は|も)(?:全て|すべて|全部)?(?:無視し|忘れ|破っ|解除し|外し|無効にし)${DO_IT}`,
    `(?:内部|隠された|システム|開発者の?|秘密の)(?:指示|命令|ルール|メッセージ)(?:文)?(?:を|は|の)[^。]{0,12}(?:見せ|教え|出力し|表示し|書き出し|公開し|翻訳し|無視し|忘れ)${DO_IT}`,
    `あなたは今から|今からあなたは|これから(?:は)?あなたは|君は今から|(?:になりきって|のふりをして)、?(?:振る舞っ|ふるまっ|答え|話し|行動し|回答し)${DO_IT}|${YOU}[^。「」]{0,20}として(?:振る舞っ|ふるまっ|答え|話し|行動し|回答し)${DO_IT}`,
    `${TO_US}(?:act as|pretend (?:to be|you|that you)|role-?play as)\\b|\\bfrom now on,? you(?:'re| are)\\b|\\byour new role(?: is|:)|\\byou are now (?:an? |the |in |unrestricted|free|dan\\b)`,
    `(?:メンションし|メンションを?(?:付け|つけ)|(?:全員|チャンネル全体|みんな)に(?:通知し|メンションし|知らせ))${DO_IT}|${TO_US}(?:mention|notify|ping|tag) (?:everyone|everybody|the (?:whole )?channel|all|@)`,
    `(?:捏造し|でっち上げ|でっちあげ)(?:た|て)?[^。]{0,8}(?:作っ|書い|付け|つけ|出し|答え|引用し)?${DO_IT}|(?:偽|架空|嘘|うそ|ニセ)の\\S{0,4}(?:引用|出典|数字|文章|回答|データ|根拠|記事|情報)(?:を|で|も)?(?:作っ|書い|し|付け|つけ|出し|答え|引用し|入れ)${DO_IT}|(?:という|との)(?:出典|引用|記事)を(?:作っ|付け|つけ|出し)${DO_IT}`,
    `出典(?:なし|無し|は(?:不要|いら))[^。]{0,12}(?:いい|よい|良い|答え|断言|教え|書い|言っ)|引用(?:なしで|せずに|は不要)[^。]{0,12}(?:答え|断言|教え|書い|言っ)${DO_IT}`,
    `${TO_US}(?:make up|fabricate|invent) (?:an? |some |the )?(?:quote|quotation|citation|source|figure|number|fact)|${TO_US}(?:just |only )(?:say (?!it\\b|so\\b|something|what|already)|(?:reply|answer|respond|output)(?: with\\b|\\s?[:"'“「]| (?:only|yes|no|ok)\\b))|\\bwithout (?:any )?(?:citations?|citing|sources?|quotations?|quotes?|quoting)\\b`,
    `(?<!${OF_WORK}[^。]{0,24})(?:api\\s?キー|apikey|api key|トークン|パスワード|環境変数|秘密鍵|シークレット|認証情報|process\\.env)\\s?(?:の)?(?:値|中身|一覧|内容)?(?:を|は|も)?\\s?(?:全部|すべて|全て)?(?:(?:教え|見せ|出力し|表示し|送っ|晒し|貼っ)${DO_IT}|何(?:です|[?？]|$)|くれ|よこ)`,
    `\\b(?:show|tell|give|print|reveal|send|list|dump|leak|output|display|share|expose|what(?:'s| is| are))(?: me| us)?(?: all)?(?: of)? (?:your|its|the (?:server|admin|system|bot|model|slack)(?:'s)?) (?:\\w+ )?(?:api[\\s_-]?keys?|access tokens?|tokens?|environment variables?|env vars?|passwords?|secrets?|credentials)|${TO_US}(?:show|print|output|dump|list|reveal|leak|give|send|tell)(?: me)?(?: all)?(?: the)? (?:api[\\s_-]?keys?|access tokens?|environment variables?|env vars?|passwords?|secrets?|credentials|process\\.env)`,
    `(?:cat /etc|rm -rf|drop table|select \\* from)[^。]{0,30}(?:実行し|走らせ|流し)${DO_IT}|${TO_US}(?:run|execute)\\b[^。.]{0,20}(?:cat /etc|rm -rf|drop table|select \\* from)|^\\s*(?:cat /etc|rm -rf|drop table|select \\* from)(?![^。]*(?:実行|[?？]))|eval\\(`,
    `(?:base64|rot13)[^。]{0,20}(?:デコード|復号|実行|decode|execute)|(?:decode|execute)[^.]{0,20}(?:base64|rot13)|(?:次の|以下の)(?:文字列|コード|暗号)を(?:デコード|復号|実行)|${TO_US}(?:decode|execute) (?:this|the following)`,
    `(?:他の|別の|ほかの)(?:ユーザー|利用者|人|相談者|社員)(?:さん)?の(?:会話|相談|履歴|メッセージ|データ|個人情報|内容|質問)[^。]{0,10}(?:(?:見せ|教え|出力し|表示し|出し|読ませ|共有し)${DO_IT}|見たい|読みたい|知りたい)`,
    "\\b(?:show|tell|give|read|print|list|reveal|see)\\b[^.?!]{0,24}\\b(?:other|another) (?:user|person|requester|employee|people)s?'?s? (?:conversation|message|question|data|history|chat)",
  ),
];

/** What somebody else demands, told to us. */
const TOLD_OF_OTHERS =
  /(?:と|って|よう(?:に)?)[^。、]{0,6}(?:言わ|言って(?:き|く)|指示さ|指示が|命じら|命令さ|頼ま|迫ら|強要さ|強制さ|脅さ|求められ|怒られ|叱られ|注意さ)|(?:書か|作ら|答え(?:さ)?|やら|さ)(?:せ)?られ(?:て|た|ま)|\b(?:told|asked|ordered|forced|made|pressured|wants|wanted|expects) (?:me|us)\b/i;

/**
 * Whether an utterance tries to change the rules, draw out what is private, forge sources or call people out.
 * What it asks is never obeyed; this only chooses a kind refusal over a search that would find nothing.
 */
export function redirectionIn(text: string): Redirection | undefined {
  if (CERTAIN.some((pattern) => pattern.test(text))) return "certain";
  return !TOLD_OF_OTHERS.test(text) && LIKELY.some((pattern) => pattern.test(text)) ? "likely" : undefined;
}
