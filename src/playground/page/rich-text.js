import { h } from "./dom.js";
import { emoji, link } from "./inline.js";

function styled(node, style = {}) {
  let result = node;
  if (style.code) result = h("code", {}, result);
  if (style.strike) result = h("s", {}, result);
  if (style.italic) result = h("em", {}, result);
  if (style.bold) result = h("strong", {}, result);
  return result;
}

const PIECES = {
  text: (piece) => h("span", { class: "pre-line" }, piece.text),
  link: (piece) => link(piece.url, piece.text ?? piece.url),
  emoji: (piece) => emoji(piece.name),
  user: (piece, mirror) =>
    h("span", { class: "mention" }, `@${mirror.get("members", piece.user_id)?.name ?? piece.user_id}`),
  channel: (piece, mirror) =>
    h("span", { class: "mention" }, `#${mirror.get("channels", piece.channel_id)?.name ?? piece.channel_id}`),
  broadcast: (piece) => h("span", { class: "mention call" }, `@${piece.range}`),
  usergroup: (piece) => h("span", { class: "mention call" }, `@${piece.usergroup_id}`),
  date: (piece) => h("time", {}, piece.fallback ?? new Date(piece.timestamp * 1000).toLocaleString()),
  color: (piece) => h("code", {}, piece.value),
};

function pieces(elements = [], mirror) {
  return elements.map((piece) => styled(PIECES[piece.type]?.(piece, mirror) ?? "", piece.style));
}

const PARTS = {
  rich_text_section: (part, mirror) => h("p", {}, pieces(part.elements, mirror)),
  rich_text_preformatted: (part, mirror) =>
    h("pre", { tabindex: "0" }, h("code", {}, pieces(part.elements, mirror))),
  rich_text_quote: (part, mirror) => h("blockquote", {}, pieces(part.elements, mirror)),
  rich_text_list: (part, mirror) =>
    h(
      part.style === "ordered" ? "ol" : "ul",
      { class: `indent-${Math.min(4, part.indent ?? 0)}` },
      (part.elements ?? []).map((entry) => h("li", {}, pieces(entry.elements, mirror))),
    ),
};

/** A rich_text block, also as it stands in table cells and tasks. */
export function richText(block, mirror) {
  return h(
    "div",
    { class: "rich-text" },
    (block.elements ?? []).map((part) => PARTS[part.type]?.(part, mirror)),
  );
}
