import { cosine } from "../../retrieval/likeness.ts";
import type { Likeness } from "../../retrieval/retriever.ts";
import type { AnswerTrace } from "../answer.ts";
import type { NumberedSentence } from "../evidence/ledger.ts";

/** Compares what an answer says with what it cites, by the embedder behind the passages. */
export interface Meaning {
  /** Embeds what is about to be compared, in one call. */
  prepare(texts: readonly string[]): Promise<void>;
  /**
   * Cosine of a claim and its sources, the nearest of each alone and all together, -1 to 1;
   * nothing without an embedder or when it failed in this turn.
   */
  nearness(claim: string, cited: readonly NumberedSentence[]): Promise<number | undefined>;
  readonly bar: number;
  /** What stands in the trace about it. */
  trace(): AnswerTrace["likeness"];
}

/** One turn's comparisons; after a failure the turn goes on with the lexical checks alone and says so. */
export function createMeaning(likeness: Likeness | undefined): Meaning {
  let failed = false;
  const vectorsOf = async (texts: readonly string[]) => {
    if (!likeness || likeness.bar < 0 || failed) return undefined;
    const vectors = await likeness.vectors(texts);
    failed = vectors === undefined;
    return vectors;
  };
  return {
    bar: likeness?.bar ?? -1,
    async prepare(texts) {
      if (texts.length > 0) await vectorsOf(texts);
    },
    async nearness(claim, cited) {
      const [own, ...sources] = (await vectorsOf([claim, ...sourceTexts(cited)])) ?? [];
      if (!own) return undefined;
      return Math.max(...sources.map((source) => cosine(own, source)));
    },
    trace: () =>
      likeness && likeness.bar >= 0
        ? { embedder: likeness.embedderId, bar: likeness.bar, failed }
        : undefined,
  };
}

/** Each cited sentence, and all of them as one text when there are several. */
export function sourceTexts(cited: readonly NumberedSentence[]): string[] {
  const texts = cited.map(({ text }) => text);
  return texts.length > 1 ? [...texts, texts.join("\n")] : texts;
}
