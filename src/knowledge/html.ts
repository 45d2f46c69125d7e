import { type CheerioAPI, load } from "cheerio";
import type { AnyNode, Element } from "domhandler";
import { AppError } from "../errors.ts";
import type { Block } from "./blocks.ts";
import { findBoilerplate } from "./boilerplate.ts";

/** A page's own words; what surrounds them on every page of a site is left out. */
export interface HtmlContent {
  readonly title?: string;
  readonly blocks: readonly Block[];
}

const FURNITURE =
  "script,style,noscript,template,svg,iframe,form,button,input,select,nav,footer,aside,dialog," +
  "[role=navigation],[role=banner],[role=contentinfo],[role=search],[role=complementary],[aria-hidden=true],[hidden]";
/** Class names and ids by which sites mark what is not the article. */
const FURNITURE_NAME =
  /(^|[\s_-])(ad|ads|advert\w*|banner|breadcrumbs?|sns|share|social|related|recommend\w*|cta|cookie|popup|modal|toc|sidebar|pagination|comment-?form)($|[\s_-])/i;
const PARAGRAPH = new Set("p li dt dd blockquote pre figcaption caption address summary td th".split(" "));
/** Deeper than any page is written; beyond it lies an attack on the stack. */
const DEEPEST = 200;
const MOST_NODES = 500_000;

/** The charset an HTML file declares in its first kilobyte. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
}

/** Reads a saved page: headings, paragraphs, list items and table rows of its main part, in order. */
export function parseHtml(html: string, id: string): HtmlContent {
  const $ = load(html);
  checkShape($, id);
  const title = ($("meta[property='og:title']").attr("content") ?? $("title").first().text()).trim();
  $(FURNITURE).remove();
  $("[class],[id]").each((_, element) => {
    const { class: names = "", id: own = "" } = element.attribs;
    if (FURNITURE_NAME.test(`${names} ${own}`) && !isMain(element)) $(element).remove();
  });
  const blocks = collect($, mainPart($));
  const dropped = findBoilerplate(blocks.map((block) => block.text.replace(/\s+/g, " ").trim()));
  return { ...(title && { title }), blocks: blocks.filter((_, at) => !dropped.has(at)) };
}

function isMain(element: Element): boolean {
  return ["html", "body", "main", "article"].includes(element.name);
}

/** Parsing is no recursion, but walking the result is: a page made to overflow the stack is refused first. */
function checkShape($: CheerioAPI, id: string): void {
  let nodes = 0;
  let level: readonly AnyNode[] = $.root().toArray() as readonly AnyNode[];
  for (let depth = 0; level.length > 0; depth++) {
    nodes += level.length;
    if (depth > DEEPEST || nodes > MOST_NODES) {
      throw new AppError(
        "knowledge_html",
        `${id}: nested too deeply or too large`,
        "Save the page's text instead.",
      );
    }
    level = level.flatMap((node) => ("children" in node ? node.children : []));
  }
}

/** The article, where the page marks one that holds most of its text; else its main part; else all of it. */
function mainPart($: CheerioAPI): AnyNode {
  const body = $("body")[0] ?? $.root()[0];
  const whole = $(body as AnyNode).text().length;
  for (const selector of ["article", "main", "[role=main]"]) {
    const found = $(selector);
    if (found.length === 1 && found.text().length > whole * 0.5) return found[0] as AnyNode;
  }
  return body as AnyNode;
}

function collect($: CheerioAPI, root: AnyNode): Block[] {
  const blocks: Block[] = [];
  let loose = "";
  const flush = () => {
    if (loose.trim() !== "") blocks.push({ kind: "paragraph", text: tidy(loose) });
    loose = "";
  };
  const visitElement = (node: Element): void => {
    const heading = /^h([1-6])$/.exec(node.name);
    if (node.name === "br") loose += "\n";
    else if (heading) {
      flush();
      blocks.push({ kind: "heading", depth: Number(heading[1]), text: tidy($(node).text()) });
    } else if (node.name === "tr") {
      flush();
      const cells = $(node).children("td,th").toArray();
      blocks.push({ kind: "paragraph", text: cells.map((cell) => tidy($(cell).text())).join(" | ") });
    } else if (PARAGRAPH.has(node.name) || isBlock(node)) {
      flush();
      for (const child of node.children) visit(child);
      flush();
    } else for (const child of node.children) visit(child);
  };
  const visit = (node: AnyNode): void => {
    if (node.type === "text") loose += node.data;
    else if (node.type === "tag") visitElement(node);
  };
  visit(root);
  flush();
  return blocks;
}

const BLOCKS = new Set(
  "html body article main section div header ul ol dl table tbody thead tfoot figure hr details".split(" "),
);

function isBlock(node: Element): boolean {
  return BLOCKS.has(node.name);
}

/** White space as a browser shows it: runs become one blank, written line breaks stay. */
function tidy(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}
