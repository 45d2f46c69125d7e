type Locale = "ja" | "en";

interface AbsenceTexts {
  readonly begin: string;
  readonly end: string;
  /** @param until a moment in Slack's own date format, shown in the reader's time zone */
  readonly away: (until: string) => string;
  readonly title: string;
  readonly submit: string;
  readonly close: string;
  readonly label: string;
  readonly hint: string;
  readonly past: string;
}

/** What an advisor sees of being away. */
export const ABSENCE_TEXTS: Record<Locale, AbsenceTexts> = {
  ja: {
    begin: "不在にする",
    end: "戻りました",
    away: (until) => `*不在にしています*\n${until}まで、相談の引き継ぎ先には選べません。`,
    title: "不在にする",
    submit: "不在にする",
    close: "やめる",
    label: "いつまで不在ですか",
    hint: "その時刻になると、自動で元に戻ります。担当中の相談に返信がないときは、いつもより早く、ほかのアドバイザーが引き継げるようにします。",
    past: "これから先の日時を選んでください。",
  },
  en: {
    begin: "Set me away",
    end: "I am back",
    away: (until) => `*You are away*\nUntil ${until}, consultations cannot be transferred to you.`,
    title: "Set me away",
    submit: "Set me away",
    close: "Cancel",
    label: "Away until",
    hint: "It ends by itself. If a consultation you hold goes unanswered, your colleagues are asked earlier than usual.",
    past: "Please choose a moment that is still to come.",
  },
};
