import { createHash } from "node:crypto";
import { AppError } from "../errors.ts";
import { attachAsks } from "./asks.ts";
import { assembleDocument } from "./blocks.ts";
import type { DocumentMeta, SourceDocument } from "./document.ts";
import { parseMetadata, splitFrontMatter } from "./front-matter.ts";
import { parseMarkdown } from "./markdown.ts";

export interface DocumentFile {
  /** Path relative to the knowledge folder, `/` separated. */
  readonly id: string;
  readonly bytes: Uint8Array;
  /** Text of the `.meta.yaml` beside the file, where there is one. */
  readonly sidecar?: string;
  /** Text of the `.asks.yaml` beside the file, where there is one. */
  readonly asks?: string;
}

/** Reads one Markdown file into plain text with sections; throws `knowledge_metadata` or `knowledge_empty`. */
export function parseDocument(file: DocumentFile): SourceDocument {
  const text = new TextDecoder("utf-8").decode(file.bytes).replace(/\r\n?/g, "\n");
  const { yaml, body } = splitFrontMatter(text);
  const meta = metadataOf(file, yaml);
  const document = assembleDocument(file.id, hashOf(file, meta), meta, parseMarkdown(body));
  if (document.sections.length === 0) {
    throw new AppError(
      "knowledge_empty",
      `${file.id}: no text found`,
      "Remove the file or write its content.",
    );
  }
  return file.asks === undefined ? document : attachAsks(document, file.asks);
}

function metadataOf(file: DocumentFile, yaml: string | undefined): DocumentMeta {
  const source = yaml ?? file.sidecar;
  if (source !== undefined) return parseMetadata(source, file.id);
  throw new AppError(
    "knowledge_metadata",
    `${file.id}: no metadata`,
    "Start the file with a front matter block, or put a .meta.yaml beside it.",
  );
}

function hashOf(file: DocumentFile, meta: DocumentMeta): string {
  return createHash("sha256")
    .update(file.bytes)
    .update("\0")
    .update(JSON.stringify([meta, file.asks]))
    .digest("hex");
}
