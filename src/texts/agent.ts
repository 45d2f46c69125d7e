/** Everything the agent itself says, as opposed to what it quotes. `{name}` is filled in. */
export interface AgentTexts {
  readonly faults: Readonly<Record<"empty" | "too_long" | "no_words", string>>;
  readonly smallTalk: Readonly<
    Record<
      | "greeting"
      | "thanks"
      | "goodbye"
      | "capabilities"
      | "identity"
      | "howAreYou"
      | "praise"
      | "complaint"
      | "ack"
      | "joke"
      | "tired",
      string
    >
  >;
  readonly privateRules: string;
  readonly nothingBefore: string;
  readonly escalate: Readonly<Record<"explicit_request" | "upset" | "sensitive", string>>;
  readonly crisis: string;
  readonly offer: Readonly<Record<"not_in_knowledge" | "low_confidence" | "repeated" | "upset", string>>;
  readonly offerDeclined: string;
  readonly offTopic: string;
  readonly notCovered: string;
  readonly notCoveredWords: string;
  /** `{words}` is one of our own names for a matter. */
  readonly notStated: string;
  readonly noGuess: string;
  readonly nearestLead: string;
  readonly figureMissing: Readonly<
    Record<
      "amount" | "duration" | "share" | "age" | "count" | "date" | "person" | "place" | "address",
      string
    >
  >;
  readonly whatItSays: string;
  readonly worryLead: readonly string[];
  readonly fitLead: string;
  readonly fitQuestion: string;
  /** Ends an answer to a worry. */
  readonly nextStep: string;
  /** A yes/no question that the source leaves open. */
  readonly neitherYesNorNo: string;
  /** Before one item for each role. */
  readonly byRole: string;
  readonly briefLead: string;
  readonly moreLead: string;
  readonly otherLead: string;
  readonly nothingMore: string;
  readonly whyMissing: string;
  readonly yes: string;
  readonly no: string;
  readonly disclosure: string;
  readonly inJapaneseOnly: string;
  readonly otherLanguage: string;
  readonly broken: string;
  readonly comparisonCaption: string;
  /** Questions to begin with. */
  readonly starters: readonly string[];
  readonly also: string;
  readonly onTheOtherHand: string;
}

const JA: AgentTexts = {
  faults: {
    empty: "メッセージが空のようです。気になっていることを、ひとことから書いてみてください。",
    too_long:
      "たくさん書いてくださってありがとうございます。長すぎて一度には読みきれないので、いちばん聞きたいことを2,000文字以内で送っていただけますか。",
    no_words:
      "お気持ち、受け取りました。よければ、聞いてみたいことを言葉でも教えてください。たとえば「インフラエンジニアの仕事内容は？」のように聞けます。",
  },
  smallTalk: {
    greeting:
      "こんにちは、しるべです。インフラエンジニアとバックエンドエンジニアの仕事やキャリアのことなら、何でも気軽に聞いてくださいね。",
    thanks: "どういたしまして。ほかにも気になることがあれば、いつでも聞いてくださいね。",
    goodbye: "お話しできてよかったです。また気になることが出てきたら、いつでも声をかけてくださいね。",
    capabilities:
      "インフラエンジニアとバックエンドエンジニアについて、仕事内容、必要なスキル、年収の考え方、向いている人、将来性、キャリアパスをお答えします。\n答えには、もとになった記事の文を必ず添えます。\n記事にないことや、ご自身の状況に合わせた相談は、人のアドバイザーにおつなぎできます。",
    identity:
      "しるべといいます。記事の内容をもとにお答えする、AIのキャリアアドバイザーです。人と話したくなったら、いつでもそう書いてくださいね。",
    howAreYou: "ありがとうございます、元気にお待ちしていました。今日はどんなことが気になっていますか？",
    praise: "そう言っていただけてうれしいです。ほかにも気になることがあれば聞いてくださいね。",
    complaint:
      "お役に立てず、すみません。どのあたりが知りたいことと違ったか、ひとこと教えていただけますか。人のアドバイザーに相談することもできます。",
    ack: "はい。続けて気になることがあれば、そのまま書いてくださいね。",
    joke: "ふふ、息抜きも大切ですね。仕事やキャリアのことで気になることがあれば、いつでもどうぞ。",
    tired:
      "お疲れさまです。がんばってこられたのですね。よければ、どんなことがしんどいのか聞かせてください。人のアドバイザーに話を聞いてもらうこともできます。",
  },
  nothingBefore:
    "どのことについて、お話ししましょうか。「インフラエンジニアの年収」「バックエンドに必要なスキル」のように教えていただけると、記事の言葉でお答えします。",
  privateRules:
    "その依頼にはお応えできません。私は、記事に書かれていることをもとに、キャリアのご質問にお答えしています。気になることがあれば、あらためて聞いてくださいね。",
  escalate: {
    explicit_request:
      "わかりました。人のアドバイザーとお話しされたいのですね。お伝えする内容は、送る前に書き足したり直したりできます。",
    upset:
      "ご不快な思いをさせてしまい、申し訳ありません。ここからは、人のアドバイザーがお話をうかがうのがよいと思います。",
    sensitive:
      "話してくださって、ありがとうございます。とても大切なことなので、記事の内容だけでお答えせず、人のアドバイザーが直接お話をうかがうのがよいと思います。\n職場のトラブルは、公的な窓口（各地の労働局などにある総合労働相談コーナー）でも無料で相談できます。",
  },
  crisis:
    "打ち明けてくださって、ありがとうございます。とてもつらい中にいらっしゃるのですね。あなたの安全が、何より大切です。\n今すぐ話せる窓口があります。\n- よりそいホットライン：0120-279-338（24時間・無料）\n- #いのちSOS：0120-061-338（無料）\n- こころの健康相談統一ダイヤル：0570-064-556\n今まさに危ないと感じたら、119か110に電話するか、近くの人に声をかけてください。\n人のアドバイザーにも、すぐに声をかけられます。ひとりで抱えなくて大丈夫です。",
  offer: {
    not_in_knowledge: "よければ、人のアドバイザーに直接聞いてみませんか。",
    low_confidence: "私の答えだけでは心もとないので、よければ人のアドバイザーにも聞いてみませんか。",
    repeated:
      "同じことを何度か聞いてくださっていますね。うまくお答えできていないようなので、よければ人のアドバイザーに直接聞いてみませんか。",
    upset: "お気持ちに十分に添えていないかもしれません。よければ、人のアドバイザーがお話をうかがいます。",
  },
  offerDeclined:
    "わかりました。人に話したくなったら、いつでも言ってくださいね。ほかに気になることがあれば、続けて聞いてください。",
  offTopic:
    "ごめんなさい、それは私の持っている記事の外の話題なので、お答えできません。インフラエンジニアとバックエンドエンジニアの仕事、スキル、年収の考え方、将来性、キャリアパスのことなら、お手伝いできます。",
  notCovered: "そのことは、私の持っている記事には書かれていません。",
  notCoveredWords: "「{words}」については、私の持っている記事には書かれていません。",
  notStated: "{words}については、私の持っている記事には書かれていません。",
  noGuess: "推測でお答えするのは控えますね。",
  nearestLead: "近いところでは、次のことが書かれています。",
  figureMissing: {
    amount: "具体的な金額は、記事には書かれていません。",
    duration: "具体的な期間は、記事には書かれていません。",
    share: "割合や順位のような数字は、記事には書かれていません。",
    age: "年齢についての数字は、記事には書かれていません。",
    count: "人数や件数のような数字は、記事には書かれていません。",
    date: "日付や時期は、記事には書かれていません。",
    person: "どなたかという情報は、記事には書かれていません。",
    place: "場所についての情報は、記事には書かれていません。",
    address: "連絡先は、記事には書かれていません。",
  },
  whatItSays: "記事からお伝えできるのは、次のことです。",
  worryLead: [
    "先のことが気になると、落ち着かないですよね。",
    "そう感じるのは、自然なことだと思います。",
    "お話しくださってありがとうございます。",
  ],
  fitLead: "どちらが向いているかは私からは決められませんが、考える手がかりをお伝えしますね。",
  nextStep:
    "まずは、いま担当している工程と、これから増やしたい工程を書き出してみませんか。ひとりで考えにくければ、人のアドバイザーと一緒に整理することもできます。",
  neitherYesNorNo: "はい・いいえの形では書かれていませんが、記事には次のようにあります。",
  fitQuestion: "これまでの仕事や学びのなかで、面白いと感じたのはどんなときでしたか？",
  byRole: "職種によって違うので、それぞれお伝えしますね。",
  briefLead: "ひとことで言うと、次のとおりです。",
  moreLead: "もう少し詳しくお伝えしますね。",
  otherLead: "ほかには、次のことが書かれています。",
  nothingMore: "このことについて、記事に書かれているのはここまでです。",
  whyMissing: "理由としてはっきり書かれてはいませんが、関係するところをお伝えします。",
  yes: "はい。",
  no: "いいえ。",
  disclosure:
    "なお、{publisher}はこの記事の発行元です。自社の制度やサービスについての、会社自身の説明としてお読みください。",
  inJapaneseOnly: "",
  otherLanguage: "",
  broken: "すみません、いまうまくお答えできませんでした。少し時間をおいて、もう一度聞いていただけますか。",
  comparisonCaption: "インフラエンジニアとバックエンドエンジニアの比較",
  starters: [
    "インフラエンジニアとバックエンドエンジニアの違いは？",
    "運用ばかりで将来が不安です",
    "インフラエンジニアのキャリアパスを教えて",
  ],
  also: "また、",
  onTheOtherHand: "一方、",
};

const EN: AgentTexts = {
  faults: {
    empty: "Your message looks empty. Write whatever is on your mind, even a few words are fine.",
    too_long:
      "Thank you for writing so much. It is too long for me to read in one go; could you send the part you most want answered, in 2,000 characters or less?",
    no_words:
      "Got it! If you like, tell me in words what you would like to know, for example “What does an infrastructure engineer do?”",
  },
  smallTalk: {
    greeting:
      "Hello, I'm Shirube. Ask me anything about the work and careers of infrastructure engineers and backend engineers.",
    thanks: "You're welcome. Ask me whenever something else comes to mind.",
    goodbye: "It was good talking with you. Come back whenever a question comes up.",
    capabilities:
      "I answer questions about infrastructure engineers and backend engineers: their work, skills, pay, fit, future and career paths.\nEvery answer comes with the sentences of the article it rests on.\nFor anything the article does not cover, or for advice on your own situation, you can talk to a human advisor.",
    identity:
      "I'm Shirube, an AI career advisor that answers from an article. If you would rather talk to a person, just say so.",
    howAreYou: "Thank you, I'm well and glad you're here. What would you like to know today?",
    praise: "I'm glad to hear that. Feel free to ask more.",
    complaint:
      "I'm sorry that was not helpful. Could you tell me in a few words what you were looking for? You can also talk to a human advisor.",
    ack: "Sure. If anything else comes to mind, just write it here.",
    joke: "A little break does everyone good. Whenever you have a question about work or careers, I'm here.",
    tired:
      "That sounds tiring. If you like, tell me what weighs on you most. You can also let a human advisor listen to you.",
  },
  nothingBefore:
    "What shall we talk about? Name a subject, such as the pay of infrastructure engineers or the skills backend work needs, and I will answer from the article.",
  privateRules:
    "I can't help with that request. I answer career questions from what the article says, so feel free to ask me one of those.",
  escalate: {
    explicit_request:
      "Understood, you would like to talk to a human advisor. You can add to or change what they will see before it is sent.",
    upset: "I'm sorry for the frustration. I think it is best if a human advisor listens to you from here.",
    sensitive:
      "Thank you for telling me. This matters, so rather than answering from an article, I think a human advisor should hear it from you directly.\nFor trouble at work in Japan, the public General Labour Consultation Corners at the labour bureaus also give free advice.",
  },
  crisis:
    "Thank you for telling me. It sounds like you are going through something very painful, and your safety matters most.\nYou can talk to someone right now:\n- Yorisoi Hotline: 0120-279-338 (24 hours, free, foreign languages available)\n- TELL Lifeline (English): 03-5774-0992\n- #Inochi SOS: 0120-061-338 (free, Japanese)\nIf you are in immediate danger, call 119 or 110, or reach out to someone near you.\nA human advisor can be called in right away too. You do not have to carry this alone.",
  offer: {
    not_in_knowledge: "Would you like to ask a human advisor?",
    low_confidence: "I am not certain about this one, so would you like to ask a human advisor as well?",
    repeated:
      "You have asked this a few times, so I am clearly not helping enough. Would you like to ask a human advisor?",
    upset: "I may not be giving you what you need. If you like, a human advisor can listen to you.",
  },
  offerDeclined:
    "All right. Whenever you would like to talk to a person, just say so. Feel free to ask me more.",
  offTopic:
    "I'm sorry, that is outside the article I answer from. I can help with the work, skills, pay, future and career paths of infrastructure and backend engineers.",
  notCovered: "The article I answer from does not say anything about that.",
  notCoveredWords: "The article I answer from does not say anything about “{words}”.",
  notStated: "The article I answer from does not say anything about {words}.",
  noGuess: "I would rather not guess.",
  nearestLead: "The closest it comes is this.",
  figureMissing: {
    amount: "The article does not give any amounts.",
    duration: "The article does not say how long that takes.",
    share: "The article gives no percentages or rankings.",
    age: "The article gives no ages.",
    count: "The article gives no such numbers.",
    date: "The article gives no dates or times.",
    person: "The article does not say who that is.",
    place: "The article does not say where that is.",
    address: "The article gives no contact details.",
  },
  whatItSays: "Here is what it does say.",
  worryLead: [
    "It is natural to feel uneasy about what lies ahead.",
    "It makes sense that you feel that way.",
    "Thank you for sharing that.",
  ],
  fitLead: "I can't decide for you which one suits you, but here is something to think it over with.",
  nextStep:
    "As a first step, you could write down the stages you work on now and the ones you would like to add. If that is hard to do alone, a human advisor can sort it out with you.",
  neitherYesNorNo: "The article does not answer that with a yes or no, but this is what it says.",
  fitQuestion: "In your work or studies so far, when did you enjoy yourself most?",
  byRole: "It differs between the two roles, so here are both.",
  briefLead: "In short:",
  moreLead: "Here is some more detail.",
  otherLead: "The article also says this.",
  nothingMore: "That is all the article says about this.",
  whyMissing: "The article does not give the reason. Here is the part that comes closest.",
  yes: "Yes.",
  no: "No.",
  disclosure:
    "Please note that {publisher} publishes this article and offers the programmes mentioned, so read this as the company's own account.",
  inJapaneseOnly: "The article is in Japanese, so here are its own sentences:",
  otherLanguage:
    "I can answer in Japanese or English. Please ask me in one of them, and I will be glad to help. 日本語か英語でご質問ください。",
  broken: "I'm sorry, I could not answer just now. Could you try again in a moment?",
  comparisonCaption: "Infrastructure engineer and backend engineer compared",
  starters: [
    "What is the difference between infrastructure and backend engineers?",
    "What does a backend engineer do?",
    "Is infrastructure engineering a safe career?",
  ],
  also: "",
  onTheOtherHand: "",
};

export const AGENT_TEXTS: Readonly<Record<"ja" | "en", AgentTexts>> = { ja: JA, en: EN };

/** Fills `{name}` places of a text. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
