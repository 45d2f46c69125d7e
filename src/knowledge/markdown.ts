import { Lexer, type Token, type Tokens } from "marked";
import type { Block } from "./blocks.ts";

/** Markdown (GitHub flavour) as blocks of plain text: markup gone, images dropped, code and tables kept. */
export function parseMarkdown(markdown: string): Block[] {
  return new Lexer({ gfm: true }).lex(markdown).flatMap((token) => blocksOf(token));
}

function blocksOf(token: Token): Block[] {
  switch (token.type) {
    case "heading":
      return [{ kind: "heading", depth: token.depth, text: inline(token.tokens ?? []) }];
    case "paragraph":
    case "text":
      return paragraph(token.tokens ? inline(token.tokens) : token.text);
    case "blockquote":
      return (token.tokens ?? []).flatMap(blocksOf);
    case "list":
      return (token as Tokens.List).items.flatMap((item) => item.tokens.flatMap(blocksOf));
    case "table":
      return tableRows(token as Tokens.Table).flatMap(paragraph);
    case "code":
      return paragraph(token.text);
    default:
      return [];
  }
}

function paragraph(text: string): Block[] {
  return [{ kind: "paragraph", text }];
}

function tableRows(table: Tokens.Table): string[] {
  const row = (cells: readonly Tokens.TableCell[]) => cells.map((cell) => inline(cell.tokens)).join(" | ");
  return [row(table.header), ...table.rows.map(row)];
}

function inline(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === "br") return "\n";
      if (token.type === "image" || token.type === "html") return "";
      if ("tokens" in token && token.tokens) return inline(token.tokens);
      return "text" in token ? decode(token.text) : "";
    })
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => ENTITIES[name] as string);
}
