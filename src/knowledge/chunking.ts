import { createHash } from "node:crypto";
import type { Chunk, KnowledgeLanguage, Section, SourceDocument } from "./document.ts";
import { type Sentence, splitSentences } from "./sentences.ts";

/** Part of a snapshot's identity: another number means other chunks for the same text. */
export const CHUNKER_VERSION = 1;

/** Characters a chunk aims at and never exceeds; English needs about twice the characters for the same content. */
export const CHUNK_SIZES: Readonly<Record<KnowledgeLanguage, { target: number; limit: number }>> = {
  ja: { target: 360, limit: 600 },
  en: { target: 720, limit: 1200 },
};

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a document into chunks of whole sentences, evenly filled, never across sections.
 * Nothing but white space between chunks is left out, and nothing stands in two chunks.
 */
export function chunkDocument(document: SourceDocument): Chunk[] {
  const size = CHUNK_SIZES[document.meta.language];
  return document.sections.flatMap((section) =>
    chunkRanges(document.text, section, size).map((range) => toChunk(document, section, range)),
  );
}

function toChunk(document: SourceDocument, section: Section, range: Range): Chunk {
  const text = document.text.slice(range.start, range.end);
  const id = createHash("sha256")
    .update(JSON.stringify([document.id, section.headingPath, range.start, text]))
    .digest("hex")
    .slice(0, 20);
  return {
    id,
    documentId: document.id,
    headingPath: section.headingPath,
    text,
    ...range,
    ...(section.page === undefined ? {} : { page: section.page }),
  };
}

function chunkRanges(text: string, section: Range, size: { target: number; limit: number }): Range[] {
  const pieces = splitSentences(text.slice(section.start, section.end)).flatMap((sentence) =>
    cutLongSentence(sentence, size.limit),
  );
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last) return [];
  const count = Math.max(1, Math.round((last.end - first.start) / size.target));
  const even = Math.ceil((last.end - first.start) / count);
  const ranges: Range[] = [];
  let start = first.start;
  let end = first.start;
  for (const piece of pieces) {
    const grown = piece.end - start;
    const half = (piece.end - piece.start) / 2;
    if (end > start && (grown - half > even || grown > size.limit)) {
      ranges.push({ start, end });
      start = piece.start;
    }
    end = piece.end;
  }
  ranges.push({ start, end });
  return ranges.map((range) => ({ start: range.start + section.start, end: range.end + section.start }));
}

/** A run without any sentence end is cut at a comma or blank near the limit, never inside a character. */
function cutLongSentence(sentence: Sentence, limit: number): Range[] {
  const ranges: Range[] = [];
  let start = sentence.start;
  while (sentence.end - start > limit) {
    const window = sentence.text.slice(start - sentence.start, start - sentence.start + limit);
    const soft = Math.max(...["、", "，", ", ", " ", "　"].map((mark) => window.lastIndexOf(mark)));
    let length = soft > limit / 2 ? soft + 1 : limit;
    const code = window.charCodeAt(length - 1);
    if (code >= 0xd800 && code <= 0xdbff) length -= 1;
    ranges.push({ start, end: start + length });
    start += length;
  }
  ranges.push({ start, end: sentence.end });
  return ranges;
}
