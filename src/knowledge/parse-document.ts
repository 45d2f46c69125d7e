import { createHash } from "node:crypto";
import { AppError } from "../errors.ts";
import { attachAsks } from "./asks.ts";
import { assembleDocument, type Block } from "./blocks.ts";
import type { DocumentMeta, SourceDocument } from "./document.ts";
import { inferMetadata, parseMetadata, splitFrontMatter } from "./front-matter.ts";
import { parseMarkdown } from "./markdown.ts";
import { parsePlainText } from "./plain-text.ts";

export interface DocumentFile {
  /** Path relative to the knowledge folder, `/` separated. */
  readonly id: string;
  readonly bytes: Uint8Array;
  /** Text of the `.meta.yaml` beside the file, where there is one. */
  readonly sidecar?: string;
  /** Text of the `.asks.yaml` beside the file, where there is one. */
  readonly asks?: string;
}

const PARSERS: Readonly<Record<string, (text: string) => Block[]>> = {
  ".md": parseMarkdown,
  ".markdown": parseMarkdown,
  ".txt": parsePlainText,
};

/** Whether a file's name says that it can be read. */
export function isSupported(id: string): boolean {
  return extension(id) in PARSERS;
}

function extension(id: string): string {
  return /\.[^./]+$/.exec(id)?.[0].toLowerCase() ?? "";
}

/**
 * Reads a file into plain text with sections; metadata comes from its front matter, the file beside it,
 * or is guessed.
 * @throws AppError `knowledge_format`, `knowledge_metadata`, `knowledge_asks` or `knowledge_empty`
 */
export function parseDocument(file: DocumentFile): SourceDocument {
  const parse = PARSERS[extension(file.id)];
  if (!parse) {
    throw new AppError(
      "knowledge_format",
      `${file.id}: this kind of file cannot be read`,
      "Convert it to text.",
    );
  }
  const text = new TextDecoder("utf-8").decode(file.bytes).replace(/\r\n?/g, "\n");
  const { yaml, body } = splitFrontMatter(text);
  const blocks = parse(body);
  const described = yaml ?? file.sidecar;
  const meta = described === undefined ? inferMetadata(file.id, blocks) : parseMetadata(described, file.id);
  const document = assembleDocument(file.id, hashOf(file, meta), meta, blocks);
  if (document.sections.length === 0) {
    throw new AppError(
      "knowledge_empty",
      `${file.id}: no text found`,
      "Remove the file or write its content.",
    );
  }
  return file.asks === undefined ? document : attachAsks(document, file.asks);
}

function hashOf(file: DocumentFile, meta: DocumentMeta): string {
  return createHash("sha256")
    .update(file.bytes)
    .update("\0")
    .update(JSON.stringify([meta, file.asks]))
    .digest("hex");
}
