/** What the terminal says around an answer. `{name}` is filled in. */
export interface TerminalTexts {
  readonly sources: string;
  readonly from: string;
  readonly suggestions: string;
  readonly decision: Readonly<Record<"offer" | "escalate", string>>;
  readonly fallback: string;
  readonly welcome: string;
  readonly help: string;
  readonly prompt: string;
  readonly thinking: Readonly<Record<"searching" | "reading" | "writing", string>>;
  readonly startedOver: string;
  readonly again: string;
  readonly bye: string;
}

export const TERMINAL_TEXTS: Readonly<Record<"ja" | "en", TerminalTexts>> = {
  ja: {
    sources: "根拠にした記述",
    from: "出典：{source}",
    suggestions: "続けて聞けること（番号でも選べます）",
    decision: {
      offer: "Slackでは、ここに「人に相談する」ボタンが出ます。",
      escalate: "Slackでは、ここで人のアドバイザーにつながります。",
    },
    fallback: "（いまは記事の文だけでお答えしています）",
    welcome:
      "しるべです。インフラエンジニアとバックエンドエンジニアの仕事やキャリアについて、記事をもとにお答えします。",
    help: "/new 新しい会話　/quit 終わる　番号 候補の質問を聞く",
    prompt: "あなた › ",
    thinking: { searching: "探しています…", reading: "「{sections}」を読んでいます…", writing: "" },
    startedOver: "（別の方法でお答えし直します）",
    again: "新しい会話を始めます。",
    bye: "お話しできてよかったです。またいつでもどうぞ。",
  },
  en: {
    sources: "Quoted from",
    from: "Source: {source}",
    suggestions: "You could ask next (a number picks one)",
    decision: {
      offer: "In Slack, a “Talk to an advisor” button appears here.",
      escalate: "In Slack, a human advisor is called in here.",
    },
    fallback: "(answered from the article's own sentences for now)",
    welcome: "I'm Shirube. I answer questions about infrastructure and backend engineering from an article.",
    help: "/new new conversation   /quit leave   a number asks that suggestion",
    prompt: "you › ",
    thinking: { searching: "searching…", reading: "reading “{sections}”…", writing: "" },
    startedOver: "(starting over another way)",
    again: "A new conversation begins.",
    bye: "It was good talking with you. Come back any time.",
  },
};
