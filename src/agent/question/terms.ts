const RUN =
  /\p{sc=Han}[\p{sc=Han}々]*|[\p{sc=Katakana}][\p{sc=Katakana}ー]*|[a-z][a-z0-9+#.-]*|\d+(?:[.,]\d+)*/giu;

/** Words of English too common to say what a text is about. */
const ENGLISH_NOISE = new Set(
  "the a an of to in on for and or is are am be been was were do does did how what which who why when where can could should would will may might it its this that these those i me my you your we our they their them with from by at as about into than then so if not no yes more most some any all only also just very there here have has had get make tell please give want know".split(
    " ",
  ),
);

/** Runs of content characters: kanji, katakana, Latin words (without the commonest), numbers. */
export function contentRuns(text: string): string[] {
  const runs = text.normalize("NFKC").toLowerCase().match(RUN) ?? [];
  return runs
    .map((run) => run.replace(/[.-]+$/, "").replace(/(?<=.{3})ー$/u, ""))
    .filter((run) => run !== "" && run !== "ー" && run !== "s" && !ENGLISH_NOISE.has(run));
}

/** A run as the pieces texts are compared by: kanji as pairs, an English word as its stem. */
function piecesOf(run: string): string[] {
  if (/^\p{sc=Han}/u.test(run)) {
    if (run.length <= 2) return [run];
    return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
  }
  return [/^[a-z]/.test(run) ? englishStem(run) : run];
}

/** Enough stemming that "designing", "designed" and "designs" meet; not a dictionary. */
export function englishStem(word: string): string {
  if (word.length <= 3) return word;
  return word
    .replace(/ies$/, "y")
    .replace(/(?:ing|ed|es|s|ly|ment|al|ity)$/, "")
    .replace(/(.)\1$/, "$1")
    .replace(/e$/, "");
}

/** The pieces by which two texts are compared. */
export function contentPieces(text: string): Set<string> {
  return new Set(contentRuns(text).flatMap(piecesOf));
}

/** Share of `part`'s pieces that stand in `whole`, 0 to 1; 0 when `part` has none. */
export function coverage(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  if (part.size === 0) return 0;
  let found = 0;
  for (const piece of part) if (whole.has(piece)) found++;
  return found / part.size;
}

/** Whether a text has no content piece but these. */
export function hasOnly(text: string, pieces: ReadonlySet<string>): boolean {
  const own = contentPieces(text);
  return own.size === 0 || coverage(own, pieces) === 1;
}
