import { h } from "./dom.js";
import { cited } from "./markdown.js";
import { richText } from "./rich-text.js";

function content(cell, { mirror, t }) {
  if (!cell) return "";
  if (cell.type === "rich_text") return richText(cell, mirror);
  return cited(String(cell.text ?? cell.number ?? cell.value ?? ""), t);
}

function row(cells, { tag, header, settings, context }) {
  return h(
    "tr",
    {},
    cells.map((cell, i) => {
      const isHeader = tag === "th" || i === header;
      const scope = tag === "th" ? "col" : isHeader ? "row" : undefined;
      return h(
        isHeader ? "th" : "td",
        { scope, class: `align-${settings[i]?.align ?? "left"}` },
        content(cell, context),
      );
    }),
  );
}

function build(block, rows, context) {
  const [head, ...body] = rows;
  const settings = block.column_settings ?? [];
  const header = block.row_header_column_index ?? 0;
  return h(
    "table",
    {},
    block.caption ? h("caption", {}, block.caption) : undefined,
    h("thead", {}, head ? row(head, { tag: "th", header, settings, context }) : undefined),
    h(
      "tbody",
      {},
      body.map((cells) => row(cells, { tag: "td", header, settings, context })),
    ),
  );
}

/** A table block; a wide one scrolls by itself. */
export function table(block, context) {
  return h(
    "div",
    {
      class: "table-scroll",
      tabindex: "0",
      role: "group",
      "aria-label": block.caption ?? context.t("table"),
    },
    build(block, block.rows ?? [], context),
  );
}

/** A data table: its rows in pages, as many at a time as the app asked for. */
export function dataTable(block, context) {
  const { t } = context;
  const [head, ...body] = block.rows ?? [];
  const size = block.page_size ?? 5;
  const total = Math.max(1, Math.ceil(body.length / size));
  let page = 0;
  const holder = h("div", {
    class: "table-scroll",
    tabindex: "0",
    role: "group",
    "aria-label": block.caption,
  });
  const label = h("span", { "aria-live": "polite" });
  const show = () => {
    const rows = body.slice(page * size, page * size + size);
    holder.replaceChildren(build(block, [head ?? [], ...rows], context));
    label.textContent = t("page", { n: page + 1, total });
  };
  const turn = (step) => () => {
    page = Math.min(total - 1, Math.max(0, page + step));
    show();
  };
  show();
  if (total === 1) return holder;
  const button = (word, step) =>
    h("button", { type: "button", class: "quiet", on: { click: turn(step) } }, t(word));
  return h("div", {}, holder, h("div", { class: "pager" }, button("previous", -1), label, button("next", 1)));
}
