/** Languages the knowledge can be written in. */
export type KnowledgeLanguage = "ja" | "en";

/** What the front matter (or the `.meta.yaml` beside a binary file) says about a document. */
export interface DocumentMeta {
  readonly title: string;
  /** Where the content comes from, in words a requester may read. */
  readonly source: string;
  readonly url?: string;
  readonly language: KnowledgeLanguage;
  /** Day somebody last checked the content, `YYYY-MM-DD`; `unknown` for a file that brings no metadata. */
  readonly reviewed: string;
  /** Whose claims the document's "we" statements are. */
  readonly publisher: string;
}

/** One file of the knowledge folder, parsed to plain text. */
export interface SourceDocument {
  /** Path relative to the knowledge folder, `/` separated. */
  readonly id: string;
  /** SHA-256 (hex) of the file's bytes and its metadata. */
  readonly hash: string;
  readonly meta: DocumentMeta;
  /** The text that every offset of its sections and chunks points into. */
  readonly text: string;
  readonly sections: readonly Section[];
}

/** The text under one heading. Offsets are UTF-16 code units into `SourceDocument.text`. */
export interface Section {
  /** Headings from the document title down to this section, at least one. */
  readonly headingPath: readonly string[];
  readonly start: number;
  readonly end: number;
  /** 1-based page of a paged format. */
  readonly page?: number;
  /** Questions people ask about this section, in their own words; searched, never shown. */
  readonly asks?: readonly string[];
}

/** A retrievable piece of one section; `text === document.text.slice(start, end)`. */
export interface Chunk {
  /** Hash of document id, heading path and text, so equal content has an equal id. */
  readonly id: string;
  readonly documentId: string;
  readonly headingPath: readonly string[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly page?: number;
}
