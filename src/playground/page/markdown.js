import { marked } from "/page/marked.js";
import { h } from "./dom.js";
import { link } from "./inline.js";

const decode = (text) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

/** Text with its `[1]` markers as small buttons that lead to the source below. */
export function cited(text, t) {
  return text.split(/(\[\d{1,2}\])/).map((part) => {
    const number = /^\[(\d{1,2})\]$/.exec(part)?.[1];
    if (!number) return part;
    return h(
      "button",
      {
        type: "button",
        class: "cite",
        "aria-label": t("jumpToSource", { n: number }),
        data: { cite: number },
      },
      number,
    );
  });
}

const INLINE = {
  strong: (token, t) => h("strong", {}, inline(token.tokens, t)),
  em: (token, t) => h("em", {}, inline(token.tokens, t)),
  del: (token, t) => h("s", {}, inline(token.tokens, t)),
  codespan: (token) => h("code", {}, decode(token.text)),
  br: () => h("br"),
  link: (token, t) => link(token.href, inline(token.tokens, t)),
  image: (token) => link(token.href, token.text || token.href),
  escape: (token) => token.text,
  html: (token) => token.raw,
  text: (token, t) => (token.tokens ? inline(token.tokens, t) : cited(decode(token.text), t)),
};

function inline(tokens = [], t) {
  return tokens.flatMap((token) => INLINE[token.type]?.(token, t) ?? token.raw ?? "");
}

function table(token, t) {
  const cell = (tag) => (entry, i) =>
    h(tag, { class: `align-${token.align[i] ?? "left"}` }, inline(entry.tokens, t));
  return h(
    "div",
    { class: "table-scroll", tabindex: "0" },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, token.header.map(cell("th")))),
      h(
        "tbody",
        {},
        token.rows.map((row) => h("tr", {}, row.map(cell("td")))),
      ),
    ),
  );
}

function item(token, t) {
  const box = token.task ? (token.checked ? "☑ " : "☐ ") : undefined;
  return h("li", { class: token.task ? "task-item" : undefined }, box, blocks(token.tokens, t));
}

const BLOCK = {
  heading: (token, t) => h("h3", { class: `heading-${Math.min(3, token.depth)}` }, inline(token.tokens, t)),
  paragraph: (token, t) => h("p", {}, inline(token.tokens, t)),
  text: (token, t) => h("span", {}, token.tokens ? inline(token.tokens, t) : decode(token.text)),
  code: (token) => h("pre", { tabindex: "0" }, h("code", {}, token.text)),
  blockquote: (token, t) => h("blockquote", {}, blocks(token.tokens, t)),
  list: (token, t) =>
    h(
      token.ordered ? "ol" : "ul",
      { start: token.ordered && token.start !== 1 ? token.start : undefined },
      token.items.map((entry) => item(entry, t)),
    ),
  table,
  hr: () => h("hr"),
  html: (token) => h("p", {}, token.raw),
};

function blocks(tokens = [], t) {
  return tokens.flatMap((token) => BLOCK[token.type]?.(token, t) ?? []);
}

/** Markdown as nodes built one by one: whatever the text holds, it can never become mark-up or script. */
export function markdown(text, t) {
  return h("div", { class: "markdown" }, blocks(marked.lexer(text, { gfm: true, breaks: true }), t));
}
