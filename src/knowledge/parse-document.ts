import { createHash } from "node:crypto";
import { AppError, messageOf } from "../errors.ts";
import { attachAsks } from "./asks.ts";
import { assembleDocument, type Block } from "./blocks.ts";
import { decodeText } from "./decode-text.ts";
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

interface Content {
  readonly blocks: readonly Block[];
  /** Metadata the file itself carries, as YAML. */
  readonly yaml?: string;
  /** Title the file itself carries. */
  readonly title?: string;
}

const LARGEST_FILE = 50 * 1024 * 1024;

const TEXT_READERS: Readonly<Record<string, (file: DocumentFile) => Content>> = {
  ".md": (file) => readText(file, parseMarkdown),
  ".markdown": (file) => readText(file, parseMarkdown),
  ".txt": (file) => readText(file, parsePlainText),
};
/** Formats whose parsers are large, and loaded only when such a file turns up. */
const HEAVY_READERS: Readonly<Record<string, (file: DocumentFile) => Promise<Content>>> = {
  ".html": readHtml,
  ".htm": readHtml,
  ".pdf": readPdf,
  ".docx": async ({ bytes, id }) => (await import("./docx.ts")).parseDocx(bytes, id),
};

/** Markdown's own grammar looks back from every bracket: more than an article has can take minutes. */
const MANY_BRACKETS = 1_000;
const OPENING_BRACKET = 0x5b;
const NEWLINE = 0x0a;
/** Bytes; patterns that look for the end of a line look from everywhere in it. */
const LONG_LINE = 10_000;

/** Whether reading a file can take long or much memory, so that it belongs into a worker. */
export function isHeavy(file: DocumentFile): boolean {
  if (extension(file.id) in HEAVY_READERS || file.bytes.length > 1024 * 1024) return true;
  let brackets = 0;
  let lineStart = 0;
  let longest = 0;
  for (const [at, byte] of file.bytes.entries()) {
    if (byte === OPENING_BRACKET) brackets += 1;
    if (byte !== NEWLINE) continue;
    longest = Math.max(longest, at - lineStart);
    lineStart = at + 1;
  }
  return brackets > MANY_BRACKETS || Math.max(longest, file.bytes.length - lineStart) > LONG_LINE;
}

/** Whether a file's name says that it can be read. */
export function isSupported(id: string): boolean {
  return extension(id) in TEXT_READERS || extension(id) in HEAVY_READERS;
}

function extension(id: string): string {
  return /\.[^./]+$/.exec(id)?.[0].toLowerCase() ?? "";
}

/**
 * Reads a file of any supported format into plain text with sections; metadata comes from its front matter,
 * the file beside it, or is guessed.
 * @throws AppError `knowledge_*`, naming the file and what to do
 */
export async function readDocument(file: DocumentFile): Promise<SourceDocument> {
  const reader = HEAVY_READERS[extension(file.id)];
  if (!reader) return parseDocument(file);
  assertSize(file);
  return toDocument(file, await readHeavy(file, reader));
}

/** Reads Markdown or plain text at once; otherwise like `readDocument`. */
export function parseDocument(file: DocumentFile): SourceDocument {
  const reader = TEXT_READERS[extension(file.id)];
  if (!reader) {
    throw new AppError(
      "knowledge_format",
      `${file.id}: this kind of file cannot be read`,
      "Convert it to text.",
    );
  }
  assertSize(file);
  return toDocument(file, reader(file));
}

function assertSize({ id, bytes }: DocumentFile): void {
  if (bytes.length <= LARGEST_FILE) return;
  const size = `${Math.round(bytes.length / 1024 / 1024)} MB`;
  throw new AppError("knowledge_large", `${id}: ${size}, at most 50 MB are read`, "Split the file.");
}

async function readHeavy(
  file: DocumentFile,
  reader: (file: DocumentFile) => Promise<Content>,
): Promise<Content> {
  try {
    return await reader(file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      "knowledge_damaged",
      `${file.id}: cannot be opened (${messageOf(error)})`,
      "Save it anew.",
      {
        cause: error,
      },
    );
  }
}

function readText(file: DocumentFile, parse: (text: string) => Block[]): Content {
  const { yaml, body } = splitFrontMatter(decodeText(file.bytes, file.id));
  return { blocks: parse(body), ...(yaml === undefined ? {} : { yaml }) };
}

/** A PDF's first line may be anything, so its file name is its title. */
async function readPdf({ id, bytes }: DocumentFile): Promise<Content> {
  const { parsePdf } = await import("./pdf.ts");
  return { blocks: await parsePdf(bytes), title: id.replace(/^.*\//, "").replace(/\.[^.]+$/, "") };
}

async function readHtml(file: DocumentFile): Promise<Content> {
  const { declaredCharset, parseHtml } = await import("./html.ts");
  return parseHtml(decodeText(file.bytes, file.id, declaredCharset(file.bytes)), file.id);
}

function toDocument(file: DocumentFile, content: Content): SourceDocument {
  const described = content.yaml ?? file.sidecar;
  const inferred = () => {
    const meta = inferMetadata(file.id, content.blocks);
    return content.title === undefined ? meta : { ...meta, title: content.title };
  };
  const meta = described === undefined ? inferred() : parseMetadata(described, file.id);
  const document = assembleDocument(file.id, hashOf(file, meta), meta, content.blocks);
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
