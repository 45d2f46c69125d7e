type Locale = "ja" | "en";

interface RelayTexts {
  /** Above an advisor's words; without a name where Slack tells none. */
  readonly advisorSays: (advisor: string | undefined) => string;
  readonly edited: string;
  readonly deleted: string;
  readonly file: (what: string) => string;
  readonly fileLeft: (what: string) => string;
  /** To the sender of files that could not be passed on. */
  readonly filesLeft: (names: string) => string;
}

/** What a requester reads about words on their way between them and an advisor. */
export const RELAY_TEXTS: Record<Locale, RelayTexts> = {
  ja: {
    advisorSays: (advisor) => (advisor ? `${advisor}(アドバイザー)` : "アドバイザー"),
    edited: "(編集済み)",
    deleted: "(アドバイザーが削除しました)",
    file: (what) => `添付:${what}`,
    fileLeft: (what) => `添付:${what}(ここには届けられませんでした)`,
    filesLeft: (names) =>
      `「${names}」は、アドバイザーに届けられませんでした。20MBを超えるファイルや、ほかの会社のワークスペースにあるファイルは届きません。お手数ですが、内容を文章で教えていただけますか。`,
  },
  en: {
    advisorSays: (advisor) => (advisor ? `${advisor} (advisor)` : "Your advisor"),
    edited: "(edited)",
    deleted: "(deleted by the advisor)",
    file: (what) => `Attached: ${what}`,
    fileLeft: (what) => `Attached: ${what} (could not be brought here)`,
    filesLeft: (names) =>
      `“${names}” could not be passed on to your advisor. Files over 20 MB, or kept in another company's workspace, cannot be. Could you put what matters into words?`,
  },
};
