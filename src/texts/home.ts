type Locale = "ja" | "en";

interface HomeTexts {
  readonly title: string;
  readonly whatICanDo: string;
  readonly abilities: readonly string[];
  readonly ask: string;
  readonly talkToAdvisor: string;
  readonly conversations: string;
  readonly noConversations: string;
  readonly handoff: string;
  readonly noHandoff: string;
  readonly handoffStates: Readonly<Record<string, string>>;
  readonly data: string;
  readonly dataNote: string;
  readonly exportData: string;
  readonly eraseData: string;
  readonly eraseConfirm: {
    readonly title: string;
    readonly text: string;
    readonly confirm: string;
    readonly deny: string;
  };
  readonly exported: string;
  readonly exportTitle: string;
  readonly erased: (conversations: number) => string;
  /** Where some messages in Slack could not be removed. */
  readonly erasedExcept: (left: number) => string;
  readonly privacy: string;
  readonly privacyText: string;
  readonly askModal: {
    readonly title: string;
    readonly submit: string;
    readonly close: string;
    readonly label: string;
    readonly empty: string;
  };
  readonly help: string;
  readonly askHint: string;
  readonly share: string;
  readonly shared: string;
  readonly notShared: string;
  readonly quoted: string;
  readonly beginHere: string;
  readonly queue: string;
  readonly queueLine: (waiting: number, mine: number) => string;
  readonly knowledge: string;
  readonly knowledgeLine: (documents: number, oldestReview: string) => string;
  readonly week: string;
  readonly weekLine: (questions: number, answered: number, handoffs: number) => string;
  readonly checkInsLine: (answers: number, tried: number) => string;
}

export const HOME_TEXTS: Record<Locale, HomeTexts> = {
  ja: {
    title: "しるべ:エンジニアのキャリアの道しるべ",
    whatICanDo: "できること",
    abilities: [
      "インフラエンジニアとバックエンドエンジニアの仕事・スキル・年収の考え方・将来性・キャリアパスについて、記事の文を引いてお答えします。",
      "記事に書かれていないことは、書かれていないとお伝えします。",
      "ご希望があれば、内容を確認いただいたうえで、人のアドバイザーにおつなぎします。",
    ],
    ask: "質問する",
    talkToAdvisor: "人に相談する",
    conversations: "最近の相談",
    noConversations: "まだありません。メッセージタブから、気軽に話しかけてください。",
    handoff: "人への相談",
    noHandoff: "いま進んでいる相談はありません。",
    handoffStates: {
      offered: "まだ送っていません",
      intake: "内容を確認しているところです",
      queued: "担当者を待っています",
      after_hours: "次の対応時間を待っています",
      escalated: "チーム全体で担当者を探しています",
      active: "アドバイザーと話しています",
      waiting: "あなたの返信を待っています",
    },
    data: "あなたのデータ",
    dataNote:
      "しるべが保存しているのは、しるべとの会話、相談の内容、役に立ったかどうかの回答、その後の様子の予定と回答です。",
    exportData: "書き出す",
    eraseData: "すべて削除する",
    eraseConfirm: {
      title: "すべて削除しますか",
      text: "しるべとの会話と相談の内容を、アドバイザーに届いた分も含めて削除します。元には戻せません。",
      confirm: "削除する",
      deny: "やめる",
    },
    exported: "あなたのデータを、このメッセージの添付でお送りします。",
    exportTitle: "しるべに保存されているデータ",
    erased: (conversations) =>
      conversations > 0
        ? "会話と相談の内容を、すべて削除しました。"
        : "保存されているデータはありませんでした。",
    erasedExcept: (left) =>
      `しるべに保存していた会話と相談の内容は、削除しました。\nただ、Slackに残っているメッセージやファイルのうち${left}件は、しるべからは消せませんでした。お手数ですが、ワークスペースの管理者に削除を依頼してください。`,
    privacy: "プライバシー",
    privacyText:
      "しるべへの質問にあるメールアドレスや電話番号などは、会話の記録に残す前に伏せます。相談の内容とアドバイザーの返信は、書かれたとおりに届くように、伏せずに保存します。\n人に相談するときは、あなたが確認した内容だけがアドバイザーに届きます。お名前は、あなたが選んだときだけ伝わります。答えられなかった質問は、話題と件数だけを運営の参考にします。同じ質問をした方が二人以上いるときに限り、その言葉も使います。",
    askModal: {
      title: "しるべに質問する",
      submit: "質問する",
      close: "やめる",
      label: "知りたいこと",
      empty: "知りたいことを、ひとことで構いませんのでお書きください。",
    },
    help: "使い方:\n• `/career ask 質問` あなたにだけ見える形で答えます\n• `/career advisor` 人のアドバイザーに相談します\n• `/career fit` どちらの仕事に近いかを整理します\n• `/career map` キャリアの道筋を見ます\n• `/career mydata` 保存されているデータの確認と削除\n• `/career help` この説明",
    askHint: "質問を続けて書いてください。例:`/career ask インフラエンジニアに向いている人は?`",
    share: "チャンネルに共有",
    shared: "チャンネルに共有しました。",
    notShared:
      "このチャンネルには共有できませんでした。しるべをチャンネルに招待してから、もう一度お試しください。",
    quoted: "選んだメッセージについて",
    beginHere: "ご相談ですね。お送りする内容を確認してください。",
    queue: "相談の状況",
    queueLine: (waiting, mine) => `待っている相談 ${waiting}件 · あなたの担当 ${mine}件`,
    knowledge: "回答のもとになる文書",
    knowledgeLine: (documents, oldestReview) => `${documents}件 · いちばん前に確認した日 ${oldestReview}`,
    week: "この7日間",
    weekLine: (questions, answered, handoffs) =>
      `質問 ${questions}件 · 根拠をつけて回答 ${answered}件 · 人への相談 ${handoffs}件`,
    checkInsLine: (answers, tried) => `その後の様子の回答 ${answers}件 · うち「試した」${tried}件`,
  },
  en: {
    title: "Shirube: a signpost for engineers' careers",
    whatICanDo: "What I can do",
    abilities: [
      "I answer questions about infrastructure and backend engineers (work, skills, pay, future, career paths) and quote the article.",
      "When the article does not say, I tell you so.",
      "If you like, I pass you to a human advisor, after you have checked what would be shared.",
    ],
    ask: "Ask a question",
    talkToAdvisor: "Talk to an advisor",
    conversations: "Recent conversations",
    noConversations: "None yet. Just write to me in the Messages tab.",
    handoff: "With an advisor",
    noHandoff: "Nothing under way.",
    handoffStates: {
      offered: "Not sent yet",
      intake: "Waiting for you to check what is shared",
      queued: "Waiting for an advisor",
      after_hours: "Waiting for the next opening hours",
      escalated: "The whole team is looking for someone",
      active: "Talking with an advisor",
      waiting: "Waiting for your reply",
    },
    data: "Your data",
    dataNote:
      "I keep our conversations, what you asked an advisor, whether answers helped you, and when I should ask how things went.",
    exportData: "Export",
    eraseData: "Delete everything",
    eraseConfirm: {
      title: "Delete everything?",
      text: "This deletes our conversations and your consultations, including what reached the advisors. It cannot be undone.",
      confirm: "Delete",
      deny: "Keep",
    },
    exported: "Your data is attached to this message.",
    exportTitle: "What Shirube keeps about you",
    erased: (conversations) =>
      conversations > 0 ? "All conversations and consultations are deleted." : "There was nothing to delete.",
    erasedExcept: (left) =>
      `Your conversations and consultations are deleted from Shirube.\nIn Slack, though, ${left === 1 ? "one message or file" : `${left} messages or files`} could not be removed. Please ask an administrator of your workspace to delete ${left === 1 ? "it" : "them"}.`,
    privacy: "Privacy",
    privacyText:
      "E-mail addresses, phone numbers and the like in your questions are masked before the conversation is kept. What you send in a request and what advisors reply is kept as written, so that it arrives so.\nAdvisors see only what you have checked. Your name is shared only if you choose to. Of questions that could not be answered, advisors see subjects and counts; a wording only if two or more people used it.",
    askModal: {
      title: "Ask Shirube",
      submit: "Ask",
      close: "Cancel",
      label: "What would you like to know?",
      empty: "Please write a few words about what you would like to know.",
    },
    help: "How to use me:\n• `/career ask question` answers where only you can see it\n• `/career advisor` passes you to a human advisor\n• `/career fit` sorts out which work is closer to you\n• `/career map` shows where careers can lead\n• `/career mydata` shows and deletes what is kept\n• `/career help` shows this",
    askHint: "Write your question after it, for example: `/career ask Who is suited to infrastructure work?`",
    share: "Share in the channel",
    shared: "Shared in the channel.",
    notShared: "I could not share it here. Please invite me to this channel and try again.",
    quoted: "About the message you chose",
    beginHere: "Let us get you to an advisor. Please check what would be shared.",
    queue: "Consultations",
    queueLine: (waiting, mine) => `${waiting} waiting · ${mine} yours`,
    knowledge: "What answers are drawn from",
    knowledgeLine: (documents, oldestReview) =>
      `${documents} documents · longest unchecked since ${oldestReview}`,
    week: "Last seven days",
    weekLine: (questions, answered, handoffs) =>
      `${questions} questions · ${answered} answered with sources · ${handoffs} consultations`,
    checkInsLine: (answers, tried) => `${answers} said how things went · ${tried} had tried it`,
  },
};
