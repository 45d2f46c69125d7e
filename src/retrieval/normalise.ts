/** One spelling for what looks or reads the same: NFKC (full and half width), lower case, one dash, one wave dash. */
export function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212\ufe63\u2500]/g, "-")
    .replace(/[\u301c\u3030]/g, "~");
}

/** Katakana as hiragana, so that one word written in either script is one run of characters. */
export function foldKana(text: string): string {
  return text.replace(/[\u30a1-\u30f6]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0x60));
}
