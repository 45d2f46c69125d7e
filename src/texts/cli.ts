/** What an operator reads in the terminal. */
export const CLI_TEXTS = {
  playgroundReady: (url: string) => `
  しるべ · Shirube is running.

    Open ${url}

  Left you are the person asking, right you are the advisor. Ctrl-C stops it.
`,
} as const;
