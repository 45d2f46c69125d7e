/** What advisors read when a consultation becomes knowledge; one language, that of the team. */
export const LESSON_TEXTS = {
  learn: "知識に残す",
  modal: {
    title: "知識に残す",
    submit: "下書きにする",
    close: "やめる",
    question: "質問",
    questionHint: "誰のことかわからない形でお書きください。",
    answer: "答え",
    answerHint: "この文のまま、アドバイザーの知識として引用されます。個人の話は除いてください。",
    expiry: "いつまで使うか",
    days: (days: number) => `${days}日間`,
    missing: "質問と答えをお書きください。",
  },
  card: {
    title: "知識の下書き",
    question: "質問",
    answer: "答え",
    facts: (author: string, until: string) => `書いた人:${author} · ${until}まで`,
    waiting: "もう一人の承認を待っています。",
    approved: (approver: string) => `${approver}さんが承認しました。自動の回答で引用されます。`,
    withdrawn: "取り下げました。引用されません。",
    approve: "承認する",
    edit: "直す",
    withdraw: "取り下げる",
  },
  needsSecond: "書いた人とは別の方の承認が必要です。",
  notYours: "直せるのは、書いた人だけです。",
  tooLate: "この下書きは、もう先へ進んでいます。",
  gaps: {
    title: "この7日間に、記事で答えられなかったこと",
    none: "この7日間、記事で答えられなかった質問はありませんでした。",
    line: (question: string, count: number) => `• ${question}(${count}件)`,
    single: (count: number, besides: boolean) =>
      `• ${besides ? "ほかに、" : ""}お一人だけが尋ねた質問が${count}件あります。ご本人の言葉なので、ここには出していません。`,
    write: "答えを書く",
  },
} as const;
