import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Block } from "./blocks.ts";
import { ENDS_SENTENCE } from "./boilerplate.ts";

interface Line {
  readonly text: string;
  readonly page: number;
}

/** A line on this many pages, or on more than half of them, is a running head or foot. */
const RUNNING = 3;
/** A line much shorter than the page's longest did not end because the page did. */
const SHORT = 0.6;

/** Reads a PDF page by page; wrapped lines are joined, running heads and page numbers dropped. */
export async function parsePdf(bytes: Uint8Array): Promise<Block[]> {
  const { PDFParse } = await import("pdf-parse");
  const home = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const parser = new PDFParse({
    data: new Uint8Array(bytes),
    // Japanese fonts that are not embedded are read through these tables.
    cMapUrl: `${join(home, "cmaps")}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(home, "standard_fonts")}/`,
    isEvalSupported: false,
    verbosity: 0,
  });
  try {
    const { pages } = await parser.getText({ pageJoiner: "" });
    const lines = pages.map(({ num, text }) =>
      text.split("\n").map((line): Line => ({ text: line.replace(/\s+/g, " ").trim(), page: num })),
    );
    return dropRunningLines(lines).flatMap(joinWrapped);
  } finally {
    await parser.destroy();
  }
}

function dropRunningLines(pages: readonly (readonly Line[])[]): Line[][] {
  const seen = new Map<string, number>();
  const shape = (line: Line) => line.text.replace(/\d+/g, "#");
  for (const page of pages) {
    for (const text of new Set(page.map(shape))) seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  const running = (line: Line) => {
    const count = seen.get(shape(line)) ?? 0;
    return line.text !== "" && (count >= RUNNING || (pages.length > 1 && count > pages.length / 2));
  };
  const pageNumber = /^[-–—\s]*(p(age)?\.?\s*)?\d+(\s*(\/|of)\s*\d+)?[-–—\s]*$/i;
  return pages.map((page) => page.filter((line) => !running(line) && !pageNumber.test(line.text)));
}

/** Lines of one page as paragraphs; a short line of its own before prose is a heading. */
function joinWrapped(lines: readonly Line[]): Block[] {
  const widest = Math.max(0, ...lines.map(({ text }) => text.length));
  const blocks: Block[] = [];
  let paragraph = "";
  const flush = (page: number) => {
    if (paragraph !== "") blocks.push({ kind: "paragraph", text: paragraph, page });
    paragraph = "";
  };
  for (const [i, { text, page }] of lines.entries()) {
    const next = lines[i + 1]?.text ?? "";
    if (text === "") flush(page);
    else if (paragraph === "" && next !== "" && looksLikeHeading(text, widest)) {
      blocks.push({ kind: "heading", depth: 2, text, page });
    } else {
      paragraph += paragraph === "" ? text : `${joint(paragraph, text)}${text}`;
      if (ENDS_SENTENCE.test(text) && text.length < widest * 0.9) flush(page);
    }
  }
  flush(lines.at(-1)?.page ?? 1);
  return blocks;
}

function looksLikeHeading(line: string, widest: number): boolean {
  return !ENDS_SENTENCE.test(line) && line.length < widest * SHORT && !/[、,]$|^[・•\-\d]/.test(line);
}

/** Japanese is written on without a blank; words of other languages need one. */
function joint(before: string, after: string): string {
  return /[a-z0-9,.;:)]$/i.test(before) && /^[a-z0-9(]/i.test(after) ? " " : "";
}
