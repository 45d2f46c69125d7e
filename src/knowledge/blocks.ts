import type { DocumentMeta, Section, SourceDocument } from "./document.ts";

/** What every format is read into: headings and paragraphs in reading order. */
export type Block =
  | { readonly kind: "heading"; readonly depth: number; readonly text: string; readonly page?: number }
  | { readonly kind: "paragraph"; readonly text: string; readonly page?: number };

interface OpenSection {
  readonly headingPath: readonly string[];
  readonly start: number;
  readonly page?: number;
}

/** Headings stay on one line, and paragraphs lose trailing blanks, so offsets and quotes are stable. */
function tidy(block: Block): string {
  // Line by line: an expression that looks for blanks before a line break tries each of a million blanks anew.
  const lines = block.text.split(/\r\n?|\n/).map((line) => line.trimEnd());
  const text = lines.join("\n");
  return block.kind === "heading" ? text.replace(/\s+/g, " ").trim() : text.trim();
}

/**
 * Writes blocks into one plain text and marks the sections in it.
 * A heading equal to the document's title is the title, not a section below it;
 * a section breaks where its page changes, so that a page number is always right.
 */
export function assembleDocument(
  id: string,
  hash: string,
  meta: DocumentMeta,
  blocks: readonly Block[],
): SourceDocument {
  let text = "";
  let open: OpenSection | undefined;
  const sections: Section[] = [];
  const outline = createOutline(meta.title);

  const close = () => {
    if (open && text.length > open.start) sections.push({ ...open, end: text.length });
    open = undefined;
  };
  const write = (block: Block, content: string) => {
    if (block.kind === "heading" || open?.page !== block.page) close();
    text += text === "" ? "" : open ? "\n" : "\n\n";
    if (block.kind === "heading") outline.enter(block.depth, content);
    else {
      const page = block.page === undefined ? {} : { page: block.page };
      open ??= { headingPath: outline.path(), start: text.length, ...page };
    }
    text += content;
  };
  for (const block of blocks) {
    const content = tidy(block);
    if (content !== "") write(block, content);
  }
  close();
  return { id, hash, meta, text, sections };
}

/** The headings above the place being written. */
function createOutline(title: string) {
  const headings: { depth: number; text: string }[] = [];
  return {
    enter(depth: number, text: string) {
      while (headings.length > 0 && (headings.at(-1)?.depth ?? 0) >= depth) headings.pop();
      if (text !== title) headings.push({ depth, text });
    },
    path: () => [title, ...headings.map((heading) => heading.text)],
  };
}
