/** Counts the tokens of a text as the provider's models do. */
export type TokenCounter = (text: string) => number;

/** One unbroken run of letters takes time that grows with its square, so long lines are counted in slices. */
const SLICES = /.{1,40}/gsu;
/** A line of a search result but for its number: the same sentences are read again and again. */
const NUMBERED = /^\[\d+\] /;
/** A marker such as `[12] `. */
const NUMBER_TOKENS = 4;
/** Lines remembered, about 2 MB. */
const MOST_LINES = 5000;

let loaded: Promise<TokenCounter> | undefined;

/**
 * The `o200k_base` encoding of OpenAI's current chat models, from the package's own files; it costs 20 MB,
 * so it is loaded only when there is a model. A special token in a person's text counts as plain text.
 * Lines are counted once and remembered, because encoding takes some 20 µs a character.
 */
export function loadTokenCounter(): Promise<TokenCounter> {
  loaded ??= (async () => {
    const [{ Tiktoken }, { default: ranks }] = await Promise.all([
      import("js-tiktoken/lite"),
      import("js-tiktoken/ranks/o200k_base"),
    ]);
    const encoding = new Tiktoken(ranks);
    const known = new Map<string, number>();
    const countLine = (line: string): number => {
      const remembered = known.get(line);
      if (remembered !== undefined) return remembered;
      const slices = line.match(SLICES) ?? [];
      const tokens = slices.reduce((sum, slice) => sum + encoding.encode(slice, [], []).length, 0);
      if (known.size >= MOST_LINES) known.clear();
      known.set(line, tokens);
      return tokens;
    };
    return (text: string) =>
      text
        .split("\n")
        .reduce(
          (sum, line) =>
            sum + countLine(line.replace(NUMBERED, "")) + (NUMBERED.test(line) ? NUMBER_TOKENS : 0) + 1,
          -1,
        );
  })();
  return loaded;
}

/** An upper bound that needs no table: Japanese runs at about one token a character, English at one in three. */
export const boundTokens: TokenCounter = (text) => {
  const latin = text.match(/[\u0020-\u007e]/g)?.length ?? 0;
  return text.length - latin + Math.ceil(latin / 3);
};
