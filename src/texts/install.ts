/** The pages on which a workspace installs the app; both languages at once, since nobody is known yet. */
export const INSTALL_TEXTS = {
  invite: [
    "しるべは、エンジニアのキャリアの質問に、記事の言葉を引いてお答えする自動応答です。ご希望があれば、人のアドバイザーにおつなぎします。",
    "Shirube answers career questions by quoting its sources, and hands over to a person when you wish.",
  ],
  button: "Slackに追加する / Add to Slack",
  done: [
    "ありがとうございます。しるべを追加しました。Slackで「しるべ」を開いて、話しかけてください。",
    "人への相談も受けるときは、アドバイザーの非公開チャンネルに しるべ を招待し、そこで管理者の方が /career advisors-here と入力してください。",
    "Shirube has been added. Open it in Slack and say hello. To take requests for a person, invite it to your advisors' private channel and have an admin type /career advisors-here there.",
  ],
  failed: [
    "追加できませんでした。時間がたちすぎたか、途中で取り消されたようです。お手数ですが、もう一度お試しください。",
    "Shirube could not be added: too much time had passed, or it was cancelled on the way. Please try again.",
  ],
  again: "もう一度 / Try again",
} as const;

interface AdvisorRoomTexts {
  /** Said in the channel itself. */
  readonly chosen: string;
  readonly done: string;
  readonly adminOnly: string;
  readonly privateOnly: string;
  readonly inviteFirst: string;
  readonly byOperator: string;
}

/** Choosing the channel in which a workspace's advisors take over. */
export const ADVISOR_ROOM_TEXTS: Record<"ja" | "en", AdvisorRoomTexts> = {
  ja: {
    chosen: "人への相談は、これからこのチャンネルに届きます。",
    done: "設定しました。人への相談は、このチャンネルに届きます。",
    adminOnly: "この設定は、ワークスペースの管理者の方だけができます。",
    privateOnly:
      "相談の内容が届く場所なので、非公開チャンネルを選んでください。アドバイザーだけのチャンネルで、もう一度お試しください。",
    inviteFirst: "先に `/invite @しるべ` でこのチャンネルに招待してから、もう一度お試しください。",
    byOperator: "このワークスペースのチャンネルは、しるべの運営者が設定しています。",
  },
  en: {
    chosen: "Requests for a person will arrive in this channel from now on.",
    done: "Done. Requests for a person will arrive in this channel.",
    adminOnly: "Only an admin of this workspace can set this.",
    privateOnly:
      "What people share will arrive here, so please use a private channel for your advisors and try again there.",
    inviteFirst: "Please invite the app first with `/invite @Shirube`, then try again.",
    byOperator: "The operator of this app sets the channel for this workspace.",
  },
};
