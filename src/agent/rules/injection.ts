const ATTEMPTS: readonly RegExp[] = [
  /(?:これまで|今まで|上記|以前|前|全て|すべて|元)の(?:指示|命令|ルール|設定|プロンプト|制約)(?:を|は)?(?:全て|すべて)?(?:無視|忘れ|破棄|上書き|取り消)/,
  /(?:指示|ルール|制約|制限|規則|ガイドライン)(?:を|は)(?:全て|すべて)?(?:無視|忘れ|破|解除|外し|無効)/,
  /(?:システム|初期|内部|最初の|隠された|開発者)\s*(?:プロンプト|指示|メッセージ|命令|設定)|プロンプト(?:を|の|は)(?:全文|中身|内容|見せ|表示|出力|教え|公開|そのまま|翻訳|要約)|(?:あなた|君|お前)(?:へ|に|の)?(?:与えられた|受けている|された)?(?:指示|命令|設定|ルール)(?:文)?(?:を|は)(?:全部|すべて|そのまま)?(?:見せ|教え|出力|表示|書き出|コピー|暗唱|繰り返|何)/,
  /(?:開発者|管理者|デバッグ|脱獄|dan|神|root|無制限)\s*モード|(?:あなたは今から|今からあなたは|これから(?:は)?あなたは|君は今から|your new role|you are now|act as|pretend (?:to be|you)|roleplay as)|(?:になりきって|のふりをして)(?:振る舞|ふるま|答え|話|行動|回答)|(?:あなた|君|お前|きみ)[^。]{0,20}として(?:振る舞|ふるま|答え|話|行動|回答)/i,
  /ignore (?:all |any |the )?(?:previous|prior|above|earlier|your)|disregard (?:all|any|the|your|previous)|forget (?:all |your |the )?(?:previous |prior )?(?:instructions|rules|prompt)|system prompt|(?:reveal|show|print|repeat|output|leak|display|translate|summarize) (?:me )?(?:all )?(?:of )?(?:your|the|its) (?:\w+ )?(?:prompt|instructions|rules|configuration|system message)|jailbreak|developer mode|\bDAN\b|do anything now|override (?:your|the|safety)|bypass/i,
  /<\s*\/?\s*(?:system|assistant|instructions?|tool|im_start|im_end)\b|\[\s*(?:system|inst)\s*\]|<\|[^|]*\||^#{1,4}\s*(?:system|instruction|指示|新しい(?:指示|ルール))|(?:^|\s)(?:system|assistant)\s*[:：]/im,
  /(?:@|<!)(?:channel|here|everyone)|(?:に|を|へ)?メンション(?:して|を付け|をつけ|し)|(?:全員|チャンネル全体|みんな)に(?:通知|メンション|知らせ|@)|(?:mention|notify|ping|tag) (?:everyone|the channel|all|@)/i,
  /(?:捏造|でっち上げ|でっちあげ|偽(?:の|造)|架空の|嘘の|うその)(?:\S{0,8})?(?:引用|出典|数字|文|回答|データ|根拠|記事|情報)?(?:を|で)?(?:作|書|し|付|出|答|つけ|引用)|(?:と(?:だけ|必ず|のみ)(?:答え|言っ|返|書|出力|回答)|とだけ)|出典(?:なし|無し|は(?:不要|いら))|引用(?:なし|せずに|は不要)|(?:make up|fabricate|invent) (?:a |some )?(?:quote|citation|source|figure|number|fact)|(?:just|only) (?:say|reply|answer|respond|output)\b|without (?:citations?|sources?|quot)/i,
  /(?:api|apiキー|apikey|トークン|パスワード|環境変数|秘密鍵|シークレット)(?:を|は|の)?(?:値)?(?:教え|見せ|出力|表示|何|送|くれ)|api[\s_-]?key|access token|environment variables?|\bpasswords?\b|process\.env|cat \/etc|rm -rf|drop table|select \* from|<script/i,
  /(?:他の|別の|ほかの)(?:ユーザー|利用者|人|相談者|社員)の(?:会話|相談|履歴|メッセージ|データ|個人情報|内容|質問)|(?:other|another) (?:user|person|requester|employee)s?'?s? (?:conversation|message|question|data|history|chat)/i,
  /base64|rot13|(?:次の|以下の)(?:文字列|コード|暗号)を(?:デコード|復号|実行)|decode (?:this|the following)|execute (?:this|the following)|eval\(/i,
];

/**
 * Whether a sentence of a document addresses the software instead of the reader.
 * Such a sentence is never laid before a model and never quoted.
 */
export function addressesSoftware(sentence: string): boolean {
  if (COMMANDS.test(sentence)) return true;
  return triesToRedirect(sentence) && SOFTWARE_WORDS.test(sentence);
}

const COMMANDS =
  /(?:引用|回答|返答|出力|表示)して(?:ください|下さい|ほしい|くれ)|と(?:だけ)?(?:答え|言っ|伝え|書い)て(?:ください|下さい|くれ)|^[^\p{L}\p{N}]*$|^(?:channel|here|everyone)>|\b(?:you must|always|only) (?:answer|reply|say|respond|quote|cite)\b/iu;
/** Words that turn a suspicious sentence into one about the software rather than about work. */
const SOFTWARE_WORDS =
  /指示|ルール|プロンプト|モード|として|引用|出典|通知|メンション|instruct|prompt|rules?\b|mode|ignore|disregard|system|<|@/i;

/**
 * Whether an utterance tries to change the rules, draw out what is private, forge sources or call people out.
 * What it asks is never obeyed; this only chooses a kind refusal over a search that would find nothing.
 */
export function triesToRedirect(text: string): boolean {
  return ATTEMPTS.some((pattern) => pattern.test(text));
}
