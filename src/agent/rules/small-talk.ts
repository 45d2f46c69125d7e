/** Talk that asks for nothing the knowledge holds. */
export type SmallTalk =
  | "greeting"
  | "thanks"
  | "goodbye"
  | "capabilities"
  | "identity"
  | "howAreYou"
  | "praise"
  | "complaint"
  | "ack"
  | "tired"
  | "joke";

const TAIL = String.raw`(?:です|ます|でした|ございます|ね|よ|な|わ|ー|〜|~|っ|w+|笑|、|,|\s|!|！|。|\.|\?|？|…|さん|しるべ|shirube|there|everyone|みなさん|皆さん)*`;

/** A whole utterance made of nothing but these words. */
const WHOLE: readonly (readonly [SmallTalk, string])[] = [
  [
    "greeting",
    "(?:こんにち[はわ]|こんばん[はわ]|おはよう|おは|はじめまして|初めまして|やあ|どうも|もしもし|お疲れ(?:さま|様)?|おつかれ(?:さま)?|(?:ちょっと)?お邪魔し(?:ます)?|よろしく(?:お願い(?:し|いたし|致し)?)?|ハロー|hello|hi|hey|good (?:morning|afternoon|evening)|nice to meet you)",
  ],
  [
    "thanks",
    "(?:ありがと(?:う)?|有難う|有り難う|あざ(?:っ)?す|サンキュー|さんきゅ|感謝(?:し)?|助かりまし?た?|助かる|どうもありがとう|参考になりました|とても|すごく|本当に|thanks?|thank you|thx|ty|cheers|so much|very much|a lot|that helps|helpful|that was|really)",
  ],
  [
    "goodbye",
    "(?:さようなら|さよなら|バイバイ|ばいばい|またね|また(?:今度|来|あとで)|では(?:また|これで)|それではまた|失礼し|おやすみ(?:なさい)?|終わり|以上|bye|goodbye|see you|later|good night)",
  ],
  [
    "howAreYou",
    "(?:元気|お元気|調子(?:は)?(?:どう|いかが)?|ご機嫌いかが|か|how are you|how's it going|what's up|doing|today)",
  ],
  [
    "praise",
    "(?:すごい|すばらしい|素晴らしい|いいね|完璧|さすが|天才|えらい|かしこい|わかりやすい|分かりやすい|わかりやすかった|great|awesome|nice|perfect|good (?:job|bot|answer)|well done|amazing)",
  ],
  [
    "ack",
    "(?:はい|うん|ええ|なるほど|了解|わかりました|分かりました|わかった|承知(?:し)?(?:まし)?た?|そうなん(?:だ|ですね)|そうですか|そっか|へえ|へー|ふーん|ふむ|ほう|オッケー|おけ|ok|okay|i see|got it|sure|right|alright|understood|し|まし|た)",
  ],
];

const WHOLE_PATTERNS = WHOLE.map(
  ([kind, words]) => [kind, new RegExp(`^(?:${words}${TAIL})+$`, "i")] as const,
);

const ANYWHERE: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    "capabilities",
    /(?:何|なに|どんなこと|どういうこと|どのようなこと)(?:が|を|に)?(?:でき(?:る|ます)|聞け|きけ|答え|話せ|相談でき|手伝)|使い方|ヘルプ|^help[!?.]?$|what can you (?:do|help|answer)|what can i ask|how do (?:i use you|you work)|(?:君|きみ|あなた|しるべ|このボット|bot|ボット)(?:は|って|の)?(?:何(?:が|を)|機能|役割|どう使)/i,
  ],
  [
    "identity",
    /(?:あなた|君|きみ|お前|しるべ|このボット|このbot)(?:は|って)?(?:だれ|誰|何者|何(?:です|なの)|なに(?:者)?|ai|人間|ロボット|ボット|chatgpt)|(?:人間|ai|ロボット|ボット|中の人)(?:です|なの|が)(?:か|いる)|お?名前(?:は|を|って)(?:何|なに|[?？]|教え|$)|who are you|what are you|are you (?:a |an )?(?:human|bot|robot|ai|real|person|machine)|your name/i,
  ],
  [
    "joke",
    /(?:冗談|ジョーク|ダジャレ|面白い話)(?:を)?(?:言|し|聞)|tell me a joke|眠い|お腹(?:が)?(?:すい|空い)|暇(?:だ|です)/i,
  ],
  [
    "tired",
    /(?:疲れ(?:た|まし|て)|つかれた|へとへと|くたくた|もう限界|心が折れ|exhausted|so tired|worn out)(?!.*[?？])/i,
  ],
  [
    "complaint",
    /(?:回答|答え|返事|話|質問)[^。]{0,10}(?:かみ合|噛み合|ずれて|ズレて|ちぐはぐ|とんちんかん|トンチンカン|的を射て(?:い)?な)|(?:役に立た|使えな(?:い|すぎ)|意味(?:が)?(?:わからな|分からな|不明)|答えになってな|そんなこと聞いてな|聞きたいのはそれじゃな|的外れ|ちがう、そうじゃ)|(?:not helpful|useless|doesn't help|didn't answer|that's not what i)/i,
  ],
];

/** Small talk, if that is all an utterance is. A greeting before a question is not. */
export function smallTalkIn(text: string): SmallTalk | undefined {
  const whole = WHOLE_PATTERNS.find(([, pattern]) => pattern.test(text))?.[0];
  if (whole) return whole;
  const anywhere = ANYWHERE.find(([, pattern]) => pattern.test(text))?.[0];
  if (!anywhere || (anywhere === "capabilities" && /アドバイザー|advis[oe]r|相談では/i.test(text)))
    return undefined;
  const aboutWork =
    /エンジニア|インフラ|バックエンド|年収|スキル|キャリア|engineer|salary|career|skill/i.test(text);
  return aboutWork && anywhere !== "capabilities" && anywhere !== "complaint" ? undefined : anywhere;
}
