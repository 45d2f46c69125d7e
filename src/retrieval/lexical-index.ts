import {
  addScores,
  type Bm25Parameters,
  buildPostings,
  countTerms,
  type Postings,
  type TermFrequencies,
  termKey,
} from "./bm25.ts";
import { normalise } from "./normalise.ts";
import { bareSentences, bigramKeys, scriptTokens, wordTokens } from "./tokenize.ts";

/** What of a chunk is searched; headings and asks help to find it and are never shown as its text. */
export interface LexicalEntry {
  readonly text: string;
  readonly heading: string;
  /** Questions people ask about the chunk's section, in their own words. */
  readonly asks: readonly string[];
}

/** Numbers behind the ranking; small and large collections want different ones (measured, bench/retrieval). */
export interface LexicalParameters {
  readonly words: Bm25Parameters;
  readonly scripts: Bm25Parameters;
  readonly sentences: Bm25Parameters;
  /** Weight of a heading's terms against the text's, in words and scripts. */
  readonly heading: number;
  /** Weight of the terms of `asks`. */
  readonly asks: number;
}

const CHANNEL_WEIGHTS = { words: 1, scripts: 0.7, sentences: 0.5 } as const;

/** Chunks from which the parameters tuned on 11,144 paragraphs apply. */
const LARGE_COLLECTION = 1_000;

export function lexicalParameters(chunkCount: number): LexicalParameters {
  if (chunkCount >= LARGE_COLLECTION) {
    return {
      words: { k1: 0.7, b: 0.9 },
      scripts: { k1: 0.2, b: 0.9 },
      sentences: { k1: 0.5, b: 0.6 },
      heading: 0,
      asks: 1,
    };
  }
  const gentle = { k1: 0.8, b: 0.5 };
  return { words: gentle, scripts: gentle, sentences: gentle, heading: 1.5, asks: 1 };
}

/** Three BM25 channels over the same chunks; `owners` names the chunk of each sentence. */
export interface LexicalIndex {
  readonly words: Postings;
  readonly scripts: Postings;
  readonly sentences: Postings;
  readonly owners: Uint32Array;
}

export function buildLexicalIndex(
  entries: readonly LexicalEntry[],
  parameters = lexicalParameters(entries.length),
): LexicalIndex {
  const channel = (tokens: (normalised: string) => string[], bm25: Bm25Parameters) =>
    buildPostings(
      entries.length,
      (item) => fieldTerms(entries[item] as LexicalEntry, tokens, parameters),
      bm25,
    );
  const { sentences, owners } = sentenceList(entries);
  return {
    words: channel(wordTokens, parameters.words),
    scripts: channel(scriptTokens, parameters.scripts),
    sentences: buildPostings(
      sentences.length,
      (item) => {
        const terms = new Map<number, number>();
        countTerms(terms, bigramKeys(sentences[item] as string));
        return terms;
      },
      parameters.sentences,
    ),
    owners,
  };
}

function fieldTerms(
  entry: LexicalEntry,
  tokens: (normalised: string) => string[],
  parameters: LexicalParameters,
): TermFrequencies {
  const terms = new Map<number, number>();
  countTerms(terms, tokens(normalise(entry.text)).map(termKey));
  if (parameters.heading > 0) {
    countTerms(terms, tokens(normalise(entry.heading)).map(termKey), parameters.heading);
  }
  for (const ask of entry.asks) countTerms(terms, tokens(normalise(ask)).map(termKey), parameters.asks);
  return terms;
}

/** Each ask counts as one more sentence of its chunk, so a question can match a question. */
function sentenceList(entries: readonly LexicalEntry[]) {
  const sentences: string[] = [];
  const owners: number[] = [];
  entries.forEach((entry, owner) => {
    for (const text of [entry.text, ...entry.asks]) {
      for (const sentence of bareSentences(normalise(text))) {
        sentences.push(sentence);
        owners.push(owner);
      }
    }
  });
  return { sentences, owners: Uint32Array.from(owners) };
}

/** A question cut into the terms of each channel. */
export interface LexicalQuery {
  readonly words: TermFrequencies;
  readonly scripts: TermFrequencies;
  readonly sentences: TermFrequencies;
}

/** Terms of a question; `related` are other words for what it says, at a lower weight. */
export function lexicalQuery(
  question: string,
  related: readonly { readonly text: string; readonly weight: number }[] = [],
): LexicalQuery {
  const words = new Map<number, number>();
  const scripts = new Map<number, number>();
  const sentences = new Map<number, number>();
  for (const { text, weight } of [{ text: question, weight: 1 }, ...related]) {
    const normalised = normalise(text);
    countTerms(words, wordTokens(normalised).map(termKey), weight);
    countTerms(scripts, scriptTokens(normalised).map(termKey), weight);
    for (const sentence of bareSentences(normalised)) countTerms(sentences, bigramKeys(sentence), weight);
  }
  return { words, scripts, sentences };
}

/** The lexical score of every chunk: words + 0.7 scripts + 0.5 best sentence. */
export function lexicalScores(index: LexicalIndex, query: LexicalQuery): Float64Array {
  const scores = new Float64Array(index.words.count);
  addScores(index.words, query.words, CHANNEL_WEIGHTS.words, scores);
  addScores(index.scripts, query.scripts, CHANNEL_WEIGHTS.scripts, scores);
  const perSentence = new Float64Array(index.owners.length);
  addScores(index.sentences, query.sentences, CHANNEL_WEIGHTS.sentences, perSentence);
  const best = new Float64Array(scores.length);
  index.owners.forEach((owner, sentence) => {
    const score = perSentence[sentence] as number;
    if (score > (best[owner] as number)) best[owner] = score;
  });
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] as number) + (best[i] as number);
  return scores;
}
