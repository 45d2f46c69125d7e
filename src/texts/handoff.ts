type Locale = "ja" | "en";

interface HandoffTexts {
  readonly talkToAdvisor: string;
  readonly previewIntro: string;
  readonly previewNote: string;
  readonly previewSubmit: string;
  readonly previewEdit: string;
  readonly previewCancel: string;
  readonly previewDone: string;
  readonly previewCancelled: string;
  readonly previewReplaced: string;
  readonly previewRedrawn: string;
  readonly alreadyOpen: string;
  /** Read by everybody in the channel in which a person was asked for. */
  readonly goesOnInDirect: string;
  readonly notConfigured: string;
  readonly modal: {
    readonly title: string;
    readonly submit: string;
    readonly cancel: string;
    readonly intro: string;
    readonly goal: string;
    readonly goalHint: string;
    readonly situation: string;
    readonly situationHint: string;
    readonly time: string;
    readonly timeHint: string;
    readonly history: string;
    readonly shareHistory: string;
    readonly urgency: string;
    readonly urgencies: { readonly normal: string; readonly soon: string };
    readonly identity: string;
    readonly anonymous: (alias: string) => string;
    readonly named: string;
    readonly goalMissing: string;
    readonly tooLate: string;
  };
  readonly brief: {
    readonly goal: string;
    readonly situation: string;
    readonly answered: string;
    readonly unanswered: string;
    readonly mood: string;
    readonly moods: { readonly calm: string; readonly worried: string; readonly upset: string };
    readonly urgency: string;
    readonly time: string;
    readonly nothingYet: string;
    /** Words of the link from a line to what was said. */
    readonly source: string;
  };
  /** `wait` in minutes, when recent waits allow an honest word about it. */
  readonly queued: (ahead: number, wait: number | undefined) => string;
  readonly afterHours: (opening: string) => string;
  readonly openAgain: string;
  readonly escalated: string;
  readonly stillUnclaimed: string;
  /** `closing` is the moment in words. */
  readonly idleWarning: (closing: string) => string;
  readonly reopen: string;
  readonly reveal: string;
  readonly csat: {
    readonly rating: string;
    readonly solved: string;
    readonly yes: string;
    readonly no: string;
    readonly thanks: string;
    /** One of the two is answered. */
    readonly half: string;
  };
  /** Without a name where Slack tells none, as everywhere below. */
  readonly claimed: (advisor: string | undefined) => string;
  readonly released: string;
  readonly releasedAfterHours: (opening: string) => string;
  readonly transferred: (advisor: string | undefined) => string;
  readonly resolved: string;
  readonly returned: string;
  readonly cancelled: string;
  readonly undelivered: string;
  readonly relayFailed: string;
  readonly backToAgent: string;
  readonly finish: string;
  readonly cancelRequest: string;
  readonly notNow: string;
}

export const HANDOFF_TEXTS: Record<Locale, HandoffTexts> = {
  ja: {
    talkToAdvisor: "人に相談する",
    previewIntro: "アドバイザーにおつなぎします。お伝えする内容はこれだけです。",
    previewNote:
      "お名前は伝えません。すでにお答えした質問には、そのときの自動回答も添えます。ボタンを押すまでは、誰にも届きません。",
    previewSubmit: "この内容で相談する",
    previewEdit: "内容を直す",
    previewCancel: "やめておく",
    previewDone: "この内容で送りました。",
    previewReplaced: "この内容は、新しいものに替わりました。",
    previewRedrawn:
      "その後のやりとりで、お伝えする内容が変わりました。新しい内容をご確認のうえ、もう一度押してください。",
    previewCancelled: "相談は送らずに取りやめました。気が向いたら、いつでもどうぞ。",
    alreadyOpen: "いまの相談は、すでにアドバイザーにお預けしています。このままお待ちください。",
    goesOnInDirect: "続きは、ダイレクトメッセージでご案内します。",
    notConfigured: "いまは、おつなぎできるアドバイザーがいません。わかる範囲で、私がお答えします。",
    modal: {
      title: "アドバイザーに相談",
      submit: "この内容で相談する",
      cancel: "やめておく",
      intro: "アドバイザーに届くのは、ここに書かれた内容だけです。自由に直してください。",
      goal: "相談したいこと",
      goalHint: "例:運用の仕事から設計に進むには、何から始めればよいか",
      situation: "いまの状況",
      situationHint: "例:運用保守を3年担当しています",
      time: "話しやすい時間",
      timeHint: "例:平日の19時以降",
      history: "これまでのやりとり",
      shareHistory: "次の内容と、そのときの自動回答も伝える",
      urgency: "お急ぎですか",
      urgencies: { normal: "急ぎません", soon: "できるだけ早く話したい" },
      identity: "お名前",
      anonymous: (alias) => `伝えない(「相談者${alias}」として相談する)`,
      named: "伝える",
      tooLate:
        "この相談は、もう先へ進んでいるため、ここからは送れません。お書きになった内容を写してから閉じて、相談のスレッドに送ってください。",
      goalMissing: "相談したいことを、ひとことで構いませんのでお書きください。",
    },
    brief: {
      goal: "相談したいこと",
      situation: "状況",
      answered: "回答済み",
      unanswered: "答えられなかったこと",
      mood: "様子",
      moods: { calm: "落ち着いている", worried: "不安がある", upset: "強い不満がある" },
      urgency: "急ぎ",
      time: "話しやすい時間",
      nothingYet: "(まだ具体的な話はありません)",
      source: "やりとりを見る",
    },
    queued: (ahead, wait) =>
      [
        `相談をお預かりしました。${ahead === 0 ? "次にご案内します。" : `いま${ahead}人がお待ちです。`}`,
        wait === undefined ? "" : `最近は、だいたい${wait}分ほどでアドバイザーが加わっています。`,
        "アドバイザーが加わったら、ここでお知らせします。お待ちの間に書いたことも、アドバイザーに届きます。",
      ]
        .filter(Boolean)
        .join("\n"),
    afterHours: (opening) =>
      `相談をお預かりしました。いまはアドバイザーの時間外です。次は${opening}から対応します。\nお待ちの間に書いたことも、アドバイザーに届きます。`,
    openAgain: "アドバイザーの対応時間になりました。順番にご案内します。",
    escalated: "お待たせしています。担当できる人を、チーム全体で探しています。",
    stillUnclaimed:
      "お待たせして申し訳ありません。担当できるアドバイザーが、まだ見つかっていません。このままお待ちいただくことも、下のボタンで取り消すこともできます。",
    idleWarning: (closing) =>
      `その後いかがでしょうか。お返事がなければ、${closing}にこの相談をいったん閉じます。続きがあれば、ここに書いてください。`,
    reopen: "もう一度相談する",
    reveal: "名前を伝える",
    csat: {
      rating: "今回の相談は、いかがでしたか。",
      solved: "知りたかったことは、わかりましたか。",
      yes: "わかった",
      no: "まだ足りない",
      thanks: "お答えくださり、ありがとうございます。",
      half: "ありがとうございます。よろしければ、もうひとつの質問にもお答えください。",
    },
    claimed: (advisor) =>
      advisor
        ? `アドバイザーの${advisor}さんが加わりました。ここから先は、${advisor}さんがお話しします。このままこのスレッドに書いてください。`
        : "アドバイザーが加わりました。ここから先は、アドバイザーがお話しします。このままこのスレッドに書いてください。",
    released: "担当のアドバイザーが交代します。次の方が加わるまで、少しお待ちください。",
    releasedAfterHours: (opening) =>
      `担当のアドバイザーが交代します。いまはアドバイザーの時間外です。次の方は${opening}から対応します。`,
    transferred: (advisor) =>
      `担当が${advisor ? `${advisor}さん` : "別のアドバイザー"}に代わりました。これまでの内容は引き継がれています。`,
    resolved:
      "相談はここで一区切りです。お話しくださり、ありがとうございました。ここからはまた、私(自動応答)がお答えします。",
    returned: "ここからはまた、私(自動応答)がお答えします。人への相談は、いつでもやり直せます。",
    cancelled: "相談を取り消しました。気が向いたら、いつでもまたお声がけください。",
    undelivered:
      "申し訳ありません。いまは、アドバイザーに相談をお届けできませんでした。お待ちの間に書いてくださったことも、届いていないかもしれません。\nここからはまた、私(自動応答)がお答えします。時間をおいて、もう一度お声がけください。",
    relayFailed:
      "いまのメッセージを、アドバイザーに届けられませんでした。お手数ですが、もう一度送ってください。",
    backToAgent: "自動応答に戻る",
    finish: "相談を終える",
    cancelRequest: "相談を取り消す",
    notNow: "この相談は、もう先へ進んでいます。",
  },
  en: {
    talkToAdvisor: "Talk to an advisor",
    previewIntro: "I can pass you to one of our advisors. This is all they would see:",
    previewNote:
      "Your name is left out. Questions I have answered are sent with my answer. Nothing is sent until you press the button.",
    previewSubmit: "Send this to an advisor",
    previewEdit: "Edit first",
    previewCancel: "Not now",
    previewDone: "Sent as shown.",
    previewReplaced: "A newer version has taken the place of this one.",
    previewRedrawn:
      "What would be shared has changed since. Please read it as it stands now, and press once more.",
    previewCancelled: "Nothing was sent. You can ask for an advisor any time.",
    alreadyOpen: "Your request is already with our advisors. Please stay in this thread.",
    goesOnInDirect: "Let us go on in our direct messages.",
    notConfigured: "No advisor can be reached at the moment. I will help as far as I can.",
    modal: {
      title: "Talk to an advisor",
      submit: "Send",
      cancel: "Not now",
      intro: "Advisors see only what is written here. Change anything you like.",
      goal: "What would you like to talk about?",
      goalHint: "For example: how do I move from operations into design work?",
      situation: "Where you stand now",
      situationHint: "For example: three years in operations",
      time: "Good times to talk",
      timeHint: "For example: weekdays after 7 pm",
      history: "What was said before",
      shareHistory: "Share this and my answers as well",
      urgency: "Is it urgent?",
      urgencies: { normal: "No hurry", soon: "As soon as possible" },
      identity: "Your name",
      anonymous: (alias) => `Keep it private (I am "Requester ${alias}")`,
      named: "Share it",
      tooLate:
        "This consultation has already moved on, so it cannot be sent from here. Please copy what you wrote, close this, and send it in the consultation's thread.",
      goalMissing: "Please write a few words about what you would like to talk about.",
    },
    brief: {
      goal: "Wants to talk about",
      situation: "Situation",
      answered: "Already answered",
      unanswered: "Could not be answered",
      mood: "Mood",
      moods: { calm: "calm", worried: "worried", upset: "upset" },
      urgency: "Urgency",
      time: "Good times to talk",
      nothingYet: "(nothing specific yet)",
      source: "read it",
    },
    queued: (ahead, wait) =>
      [
        `Your request is in${ahead === 0 ? ", and you are next" : `. ${ahead} ${ahead === 1 ? "person is" : "people are"} ahead of you`}.`,
        wait === undefined
          ? ""
          : `Lately an advisor has joined after about ${wait} ${wait === 1 ? "minute" : "minutes"}.`,
        "I will tell you here when someone joins. Anything you write meanwhile reaches them too.",
      ]
        .filter(Boolean)
        .join("\n"),
    afterHours: (opening) =>
      `Your request is in. Our advisors are away right now and will take it up from ${opening}.\nAnything you write meanwhile reaches them too.`,
    openAgain: "Our advisors are back and will get to you in turn.",
    escalated: "Thank you for waiting. The whole team is looking for someone to help you.",
    stillUnclaimed:
      "I am sorry to keep you waiting. No advisor has been free to take this up yet. You can keep waiting, or cancel the request with the button below.",
    idleWarning: (closing) =>
      `How are things? If there is nothing more, this consultation will close on ${closing}. Just write here to go on.`,
    reopen: "Ask again",
    reveal: "Share my name",
    csat: {
      rating: "How was this consultation?",
      solved: "Did you find out what you wanted to know?",
      yes: "Yes",
      no: "Not yet",
      thanks: "Thank you for telling us.",
      half: "Thank you. If you like, answer the other question as well.",
    },
    claimed: (advisor) =>
      `${advisor ? `${advisor}, one of our advisors,` : "One of our advisors"} has joined and takes it from here. Just keep writing in this thread.`,
    released: "Your advisor is handing over to a colleague. Please wait a moment until the next one joins.",
    releasedAfterHours: (opening) =>
      `Your advisor is handing over to a colleague. Our advisors are away right now; the next one takes it up from ${opening}.`,
    transferred: (advisor) =>
      advisor
        ? `${advisor} is your advisor now and has everything discussed so far.`
        : "Another advisor is with you now and has everything discussed so far.",
    resolved:
      "This consultation is complete. Thank you for talking with us. From here on, I (the automated assistant) answer again.",
    returned: "From here on, I (the automated assistant) answer again. You can ask for an advisor any time.",
    cancelled: "Your request is cancelled. You can ask for an advisor any time.",
    undelivered:
      "I am sorry: your request could not be delivered to our advisors. What you wrote meanwhile may not have reached them either.\nFrom here on, I (the automated assistant) answer again. Please ask for an advisor again later.",
    relayFailed: "That message could not be delivered to your advisor. Please send it again.",
    backToAgent: "Back to the assistant",
    finish: "End the consultation",
    cancelRequest: "Cancel the request",
    notNow: "This consultation has already moved on.",
  },
};
