type Locale = "ja" | "en";
type Role = "infrastructure" | "backend";

interface GuidanceTexts {
  readonly fit: {
    readonly button: string;
    readonly title: string;
    readonly intro: string;
    readonly submit: string;
    readonly close: string;
    readonly both: string;
    readonly empty: string;
    readonly result: string;
    readonly resultNote: (source: string) => string;
    readonly leaning: Readonly<Record<Role, string>>;
    readonly none: string;
    readonly neither: string;
    readonly talk: string;
    /** First line of what is put into the request to an advisor. */
    readonly summary: string;
  };
  readonly map: {
    readonly button: string;
    readonly title: string;
    readonly from: Readonly<Record<Role, string>>;
    readonly here: Readonly<Record<Role, string>>;
    readonly needs: string;
    readonly step: string;
    readonly next: string;
    readonly unsaid: string;
    readonly silent: (matters: string) => string;
    readonly note: (source: string) => string;
  };
  readonly unavailable: string;
}

export const GUIDANCE_TEXTS: Record<Locale, GuidanceTexts> = {
  ja: {
    fit: {
      button: "どちらに近いか整理する",
      title: "どちらに近いか",
      intro:
        "インフラとバックエンド、気持ちがどちらに向くかを整理します。正解はありません。飛ばしても大丈夫です。答えは保存せず、ほかの人には見えません。",
      submit: "整理する",
      close: "閉じる",
      both: "どちらも同じくらい",
      empty: "1つ以上お答えいただくと、整理してお見せできます。",
      result: "お答えを、記事の文と並べました。",
      resultNote: (source) => `向き不向きを決めるものではありません。自動で並べたものです。引用元：${source}`,
      leaning: {
        infrastructure: "インフラエンジニアに近い答え",
        backend: "バックエンドエンジニアに近い答え",
      },
      none: "いまのところ、ありません。",
      neither: "どちらも同じくらい",
      talk: "この結果をもとに人と話す",
      summary: "「どちらに近いか」の答え",
    },
    map: {
      button: "キャリアの道筋",
      title: "キャリアの道筋",
      from: { infrastructure: "インフラから", backend: "バックエンドから" },
      here: { infrastructure: "いま:インフラエンジニア", backend: "いま:バックエンドエンジニア" },
      needs: "求められること",
      step: "そこへ向かうには",
      next: "次の一歩",
      unsaid: "記事には書かれていません",
      silent: (matters) => `記事に書かれていないこと:${matters}`,
      note: (source) => `自動で並べた道筋です。引用元：${source}`,
    },
    unavailable: "申し訳ありません。いまはお見せできる内容がありません。",
  },
  en: {
    fit: {
      button: "Fit check",
      title: "Fit check",
      intro:
        "Let us sort out which work draws you. There are no right answers; skip what you like. Nothing is stored and nobody else sees it.",
      submit: "Sort it out",
      close: "Close",
      both: "Both alike",
      empty: "Answer at least one question and I can lay it out for you.",
      result: "Here is where your answers lean, beside what the article says.",
      resultNote: (source) =>
        `This does not decide what suits you. It is laid out automatically. Quoted from: ${source}`,
      leaning: { infrastructure: "Closer to infrastructure", backend: "Closer to backend" },
      none: "Nothing so far.",
      neither: "Both alike",
      talk: "Talk it over with a person",
      summary: "My fit check",
    },
    map: {
      button: "Career map",
      title: "Career map",
      from: { infrastructure: "From infrastructure", backend: "From backend" },
      here: { infrastructure: "Now: infrastructure engineer", backend: "Now: backend engineer" },
      needs: "What it takes",
      step: "On the way there",
      next: "A next step",
      unsaid: "The article does not say",
      silent: (matters) => `The article does not say ${matters}.`,
      note: (source) => `Laid out automatically. Quoted from: ${source}`,
    },
    unavailable: "Sorry, there is nothing to show at the moment.",
  },
};
