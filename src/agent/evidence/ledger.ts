import { createHash } from "node:crypto";
import type { Citation } from "../../conversation/conversation.ts";
import { provenanceOf } from "../../retrieval/provenance.ts";
import type { OutlineSection, SourceSentence } from "./outline.ts";

/** A sentence under the number by which a model cites it in this turn. */
export interface NumberedSentence extends SourceSentence {
  readonly number: number;
}

/** A section that a search of this turn found. */
export interface FoundSection {
  readonly section: OutlineSection;
  readonly sentences: readonly NumberedSentence[];
  readonly score: number;
}

/** Every sentence that was laid before the model in this turn; nothing else can be cited. */
export interface Ledger {
  add(section: OutlineSection, score: number): FoundSection;
  sentence(number: number): NumberedSentence | undefined;
  readonly sentences: readonly NumberedSentence[];
  readonly sections: readonly FoundSection[];
}

export function createLedger(): Ledger {
  const sentences: NumberedSentence[] = [];
  const sections = new Map<string, FoundSection>();
  return {
    sentences,
    get sections() {
      return [...sections.values()];
    },
    sentence: (number) => sentences[number - 1],
    add(section, score) {
      const known = sections.get(section.key);
      if (known) return known;
      const numbered = section.sentences.map((sentence, at) => ({
        ...sentence,
        number: sentences.length + 1 + at,
      }));
      sentences.push(...numbered);
      const found = { section, sentences: numbered, score };
      sections.set(section.key, found);
      return found;
    },
  };
}

/** The citation a requester sees for a sentence, under the marker `number`. */
export function toCitation(sentence: SourceSentence, number: number): Citation {
  const { chunk, document } = sentence.passage;
  return {
    number,
    chunkId: chunk.id,
    documentId: chunk.documentId,
    title: document.title,
    publisher: document.publisher,
    source: provenanceOf(document),
    language: document.language,
    headingPath: chunk.headingPath,
    quote: sentence.text,
    start: sentence.start,
    end: sentence.end,
    hash: createHash("sha256").update(sentence.text).digest("hex").slice(0, 16),
    ...(document.url && { url: document.url }),
  };
}
