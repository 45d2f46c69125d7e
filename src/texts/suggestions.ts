/** Questions to suggest; `{role}` is one role's name, `{heading}` a section's. */
export type SuggestionTexts = Readonly<
  Record<
    | "work"
    | "skills"
    | "pay"
    | "fit"
    | "future"
    | "path"
    | "difference"
    | "heading"
    | "payDifference"
    | "fitDifference",
    string
  >
> & {
  /** Each with words of a sentence that answers it. */
  readonly consultation: readonly { readonly question: string; readonly states: string }[];
  readonly programmes: readonly { readonly question: string; readonly states: string }[];
};

const JA: SuggestionTexts = {
  work: "{role}の仕事内容は？",
  skills: "{role}に必要なスキルは？",
  pay: "{role}の年収は何で決まる？",
  fit: "{role}に向いているのはどんな人？",
  future: "{role}に将来性はある？",
  path: "{role}のキャリアパスは？",
  difference: "インフラエンジニアとバックエンドエンジニアの違いは？",
  payDifference: "インフラエンジニアとバックエンドエンジニアの年収の違いは？",
  fitDifference: "インフラエンジニアとバックエンドエンジニアの適性の違いは？",
  heading: "「{heading}」についてもっと教えて",
  consultation: [
    { question: "専門アドバイザーへの相談は無料ですか？", states: "無料です" },
    { question: "相談に履歴書は必要ですか？", states: "履歴書" },
    { question: "相談ではどんな話ができますか？", states: "趣味" },
    { question: "相談の申し込みにどのくらいかかりますか？", states: "30秒" },
  ],
  programmes: [
    { question: "案件は自分で選べますか？", states: "案件選択制" },
    { question: "単価給与連動制とは何ですか？", states: "単価給与連動制" },
    { question: "資格取得の支援はありますか？", states: "資格取得支援" },
    { question: "専門アドバイザーへの相談は無料ですか？", states: "無料です" },
  ],
};

const EN: SuggestionTexts = {
  work: "What does {role} do?",
  skills: "What skills does {role} need?",
  pay: "What decides the pay of {role}?",
  fit: "Who is suited to being {role}?",
  future: "What is the future of {role}?",
  path: "What career paths are open to {role}?",
  difference: "What is the difference between infrastructure and backend engineers?",
  payDifference: "How does pay differ between infrastructure and backend engineers?",
  fitDifference: "Who suits infrastructure, and who suits backend?",
  heading: "Tell me more about “{heading}”",
  consultation: [
    { question: "Is the consultation with an advisor free?", states: "free of charge" },
    { question: "Do I need a CV for the consultation?", states: "No CV" },
    { question: "What can I talk about in the consultation?", states: "hobbies" },
  ],
  programmes: [
    { question: "Can engineers choose their own projects?", states: "choose" },
    { question: "Is pay linked to the project rate?", states: "rate" },
    { question: "Is there support for certifications?", states: "certification" },
    { question: "Is the consultation with an advisor free?", states: "free of charge" },
  ],
};

export const SUGGESTION_TEXTS: Readonly<Record<"ja" | "en", SuggestionTexts>> = { ja: JA, en: EN };
