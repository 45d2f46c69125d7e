type Locale = "ja" | "en";
type Outcome = "tried" | "not_yet" | "talk" | "stop";

interface CheckInTexts {
  readonly offer: string;
  readonly after: (days: number) => string;
  readonly planned: (days: number) => string;
  readonly alreadyPlanned: string;
  readonly cancel: string;
  readonly cancelled: string;
  readonly nothingToCancel: string;
  readonly question: (days: number) => string;
  readonly answers: Readonly<Record<Outcome, string>>;
  readonly thanks: Readonly<Record<Outcome, string>>;
  readonly home: string;
  readonly homeLine: (days: number) => string;
}

export const CHECK_IN_TEXTS: Record<Locale, CheckInTexts> = {
  ja: {
    offer: "ご希望なら、しばらくたってから一度だけ、その後の様子をうかがいます。",
    after: (days) => `${days}日後に聞いてほしい`,
    planned: (days) => `${days}日後に、このスレッドで一度だけ、その後の様子をうかがいます。`,
    alreadyPlanned: "すでにお受けしています。変更は、予定のメッセージかホームからできます。",
    cancel: "やっぱりやめる",
    cancelled: "承知しました。その後の様子をうかがうのは、取りやめました。",
    nothingToCancel: "いま予定しているものはありません。",
    question: (days) =>
      `ご相談から${days}日ほどたちました。相談で出たことは、その後いかがですか。答えは、お気持ちに近いものをひとつ押すだけで大丈夫です。`,
    answers: { tried: "試した", not_yet: "まだ", talk: "相談したい", stop: "もう聞かないで" },
    thanks: {
      tried: "教えてくださって、ありがとうございます。次の一歩に迷ったら、いつでも声をかけてください。",
      not_yet: "ありがとうございます。急がなくて大丈夫です。ご自分のペースで進めてください。",
      talk: "ありがとうございます。相談の内容を確認してください。",
      stop: "承知しました。こちらから、その後の様子をうかがうことはもうありません。",
    },
    home: "その後の様子",
    homeLine: (days) => `相談から${days}日後に、一度だけうかがう予定です。`,
  },
  en: {
    offer: "If you like, I can ask you later how things went: once, and only if you choose it.",
    after: (days) => `Ask me in ${days} days`,
    planned: (days) => `I will ask you in this thread how things went, once, in ${days} days.`,
    alreadyPlanned: "That is already planned. You can change it at the plan's message or in the Home tab.",
    cancel: "Cancel this",
    cancelled: "All right, I will not ask.",
    nothingToCancel: "Nothing is planned at the moment.",
    question: (days) =>
      `It has been about ${days} days since your consultation. How are things going with what you talked about? One press is enough.`,
    answers: {
      tried: "I tried it",
      not_yet: "Not yet",
      talk: "I would like to talk",
      stop: "Do not ask again",
    },
    thanks: {
      tried: "Thank you for telling me. If you wonder what comes next, just write to me.",
      not_yet: "Thank you. There is no hurry; take it at your own pace.",
      talk: "Thank you. Please check what would be shared.",
      stop: "All right. I will not ask how things went any more.",
    },
    home: "How things went",
    homeLine: (days) => `I will ask you once, ${days} days after your consultation.`,
  },
};
