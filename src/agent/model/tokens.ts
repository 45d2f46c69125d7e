/** Counts the tokens of a text as the provider's models do. */
export type TokenCounter = (text: string) => number;

/** One unbroken run of letters takes time that grows with its square, so long texts are counted in slices. */
const SLICE = 100;

function slicesOf(text: string): string[] {
  return text.match(new RegExp(`[^]{1,${SLICE}}`, "gu")) ?? [];
}

let loaded: Promise<TokenCounter> | undefined;

/**
 * The `o200k_base` encoding of OpenAI's current chat models, from the package's own files; it costs 20 MB,
 * so it is loaded only when there is a model. A special token in a person's text counts as plain text.
 */
export function loadTokenCounter(): Promise<TokenCounter> {
  loaded ??= (async () => {
    const [{ Tiktoken }, { default: ranks }] = await Promise.all([
      import("js-tiktoken/lite"),
      import("js-tiktoken/ranks/o200k_base"),
    ]);
    const encoding = new Tiktoken(ranks);
    return (text: string) =>
      slicesOf(text).reduce((sum, slice) => sum + encoding.encode(slice, [], []).length, 0);
  })();
  return loaded;
}

/** An upper bound that needs no table: Japanese runs at about one token a character, English at one in three. */
export const boundTokens: TokenCounter = (text) => {
  const latin = text.match(/[\u0020-\u007e]/g)?.length ?? 0;
  return text.length - latin + Math.ceil(latin / 3);
};
