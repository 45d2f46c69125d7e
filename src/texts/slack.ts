type Locale = "ja" | "en";

interface SlackTexts {
  readonly thinking: string;
  readonly loading: readonly string[];
  readonly steps: { readonly searching: string; readonly reading: string; readonly writing: string };
  readonly sources: string;
  /** Above the names of what is compared. */
  readonly tableCorner: string;
  readonly quote: (quote: string) => string;
  /** Below what is quoted: where the words come from. */
  readonly from: (source: string) => string;
  readonly fallbackLabel: string;
  readonly feedback: {
    readonly good: string;
    readonly bad: string;
    readonly thanks: string;
    readonly reasonTitle: string;
    readonly reasonLabel: string;
    readonly reasonSubmit: string;
    readonly reasonClose: string;
  };
  readonly failed: string;
  readonly channelClosed: string;
  readonly stopped: string;
  readonly withdrawn: string;
  readonly textOnly: string;
  readonly tooMany: { readonly minute: string; readonly day: string; readonly workspace: string };
  readonly closedChannel: string;
  readonly outsiders: string;
  readonly greetingTitle: string;
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
  /** Under the first answer of a conversation, and in the Home tab. */
  readonly automated: string;
  /** In front of the section of what advisors have taught. */
  readonly fromAdvisors: string;
}

export const SLACK_TEXTS: Record<Locale, SlackTexts> = {
  ja: {
    thinking: "記事を確認しています",
    loading: ["記事を探しています…", "関係する箇所を読んでいます…", "答えをまとめています…"],
    steps: { searching: "探す", reading: "読む", writing: "まとめる" },
    sources: "根拠にした記述",
    tableCorner: "比べる点",
    quote: (quote) => `「${quote}」`,
    from: (source) => `出典：${source}`,
    fallbackLabel: "いまは記事の文をそのままお届けしています。",
    feedback: {
      good: "役に立った",
      bad: "役に立たなかった",
      reasonTitle: "教えてください",
      reasonLabel: "どこが役に立ちませんでしたか",
      reasonSubmit: "送る",
      reasonClose: "閉じる",
      thanks: "教えてくださり、ありがとうございます。今後の回答に活かします。",
    },
    failed:
      "申し訳ありません。うまくお答えできませんでした。少し待ってもう一度お試しいただくか、人にご相談ください。",
    channelClosed:
      "ご質問をいただいたチャンネルに書き込めなくなっていたため、お答えできませんでした。よろしければ、ここでもう一度聞いてください。",
    stopped: "ここで止めました。続きは、いつでも聞いてください。",
    withdrawn: "質問が削除されたため、回答を取り下げました。",
    tooMany: {
      minute:
        "たくさんのご質問をありがとうございます。一度に受けられる数を超えました。1分ほどおいて、続きを聞いてください。",
      day: "たくさんのご質問をありがとうございます。1日にお答えできる数を超えました。続きは明日、お聞かせください。お急ぎのときは、ホームタブから人に相談できます。",
      workspace:
        "申し訳ありません。今日は、このワークスペースでお答えできる数に達しました。続きは明日、お聞かせください。お急ぎのときは、ホームタブから人に相談できます。",
    },
    closedChannel:
      "申し訳ありません。このチャンネルではお答えしていません。ダイレクトメッセージでお聞きください。",
    textOnly: "ありがとうございます。いまは文字だけを読めます。お手数ですが、文章で教えていただけますか。",
    outsiders: "申し訳ありません。このワークスペースの方だけがご利用いただけます。",
    greetingTitle: "キャリアのこと、なんでも聞いてください",
    prompts: [
      {
        title: "2つの職種の違い",
        message: "インフラエンジニアとバックエンドエンジニアの違いは?",
      },
      { title: "将来が不安", message: "運用ばかりで将来が不安です" },
      { title: "キャリアパス", message: "インフラエンジニアのキャリアパスを教えて" },
      { title: "人に相談したい", message: "人と話したい" },
    ],
    automated: "しるべは自動応答です。記事の記述を引いてお答えします。",
    fromAdvisors: "アドバイザーの知識",
  },
  en: {
    thinking: "is checking the article",
    loading: ["Searching the article…", "Reading the relevant parts…", "Putting the answer together…"],
    steps: { searching: "Search", reading: "Read", writing: "Write" },
    sources: "Quoted from",
    tableCorner: "Compared by",
    quote: (quote) => `“${quote}”`,
    from: (source) => `Source: ${source}`,
    fallbackLabel: "Quoting the article directly for now.",
    feedback: {
      good: "Helpful",
      bad: "Not helpful",
      reasonTitle: "Tell us more",
      reasonLabel: "What was not helpful?",
      reasonSubmit: "Send",
      reasonClose: "Close",
      thanks: "Thank you. This helps us answer better.",
    },
    failed: "Sorry, I could not answer that. Please try again in a moment, or talk to an advisor.",
    channelClosed:
      "I could not answer in the channel you asked in, because I can no longer write there. Please ask me again here.",
    stopped: "Stopped here. Ask me to go on any time.",
    withdrawn: "The question was deleted, so this answer was withdrawn.",
    tooMany: {
      minute:
        "Thank you for so many questions. That is more than I can take at once; please go on in a minute.",
      day: "Thank you for so many questions. That is more than I can answer in a day; please go on tomorrow. If it is urgent, you can talk to a person from the Home tab.",
      workspace:
        "Sorry, this workspace has reached what I can answer today. Please go on tomorrow. If it is urgent, you can talk to a person from the Home tab.",
    },
    closedChannel: "Sorry, I do not answer in this channel. Please ask me in a direct message.",
    textOnly: "Thank you. I can only read text for now. Could you put it in words?",
    outsiders: "Sorry, only members of this workspace can use this.",
    greetingTitle: "Ask me anything about your career",
    prompts: [
      {
        title: "How the two roles differ",
        message: "What is the difference between an infrastructure engineer and a backend engineer?",
      },
      { title: "Stuck in operations", message: "I only do operations work and worry about my future." },
      { title: "Career paths", message: "What career paths does an infrastructure engineer have?" },
      { title: "Talk to a person", message: "I would like to talk to a person." },
    ],
    automated: "Shirube is an automated assistant. Its answers quote the article.",
    fromAdvisors: "What our advisors know",
  },
};
