/** Slack's limits, one place (docs.slack.dev reference, block kit and chat methods; characters unless noted). */
export const LIMITS = {
  /** Markdown blocks of one payload together. */
  markdown: 11_000,
  /** All blocks of one message together; Slack refuses near 13,200. */
  allBlocks: 12_000,
  /** Top-level text; chat.update refuses more. */
  text: 3_900,
  section: 2_900,
  contextElements: 10,
  contextText: 1_900,
  actions: 25,
  buttonText: 75,
  buttonValue: 2_000,
  blocks: 50,
  modalTitle: 24,
  header: 150,
  optionText: 75,
  privateMetadata: 3_000,
  promptCount: 4,
  table: { rows: 100, columns: 20 },
  loadingMessages: 10,
  sessionTitle: 200,
  /** Sections named beside a step, and their length together; ours, for a line that can be read at a glance. */
  stepSections: 4,
  stepDetails: 200,
  sourceText: 75,
  inputMax: 3_000,
  /** Plans shown in the Home tab; ours. */
  homeCheckIns: 5,
} as const;

/** Cuts to `limit` characters, never inside a surrogate pair, and shows that it did. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const inPair = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return `${text.slice(0, inPair ? end - 1 : end)}…`;
}
