import { h, icon } from "./dom.js";
import { renderElement } from "./elements.js";
import { link, textObject } from "./inline.js";
import { markdown } from "./markdown.js";
import { richText } from "./rich-text.js";
import { dataTable, table } from "./tables.js";
import { task } from "./tasks.js";

const stateOf = (context, block, element) => context.values?.[block.block_id]?.[element.action_id];
const element = (block, context, item) => renderElement(item, block, context, stateOf(context, block, item));

/** Pictures stay where they are (this page asks nobody else for anything); their words are shown. */
function image(block, { mirror, t }) {
  const caption = block.title ? textObject(block.title, mirror) : undefined;
  const words = h(
    "span",
    { class: "image-note", role: "img", "aria-label": block.alt_text },
    `${t("image")}: ${block.alt_text}`,
  );
  return h("figure", { class: "image" }, words, caption ? h("figcaption", {}, caption) : undefined);
}

function section(block, context) {
  const { mirror } = context;
  const fields = (block.fields ?? []).map((item) =>
    h("div", { class: "section-field" }, textObject(item, mirror)),
  );
  return h(
    "div",
    { class: "section" },
    h(
      "div",
      { class: "section-words" },
      block.text ? h("div", { class: "section-text" }, textObject(block.text, mirror)) : undefined,
      fields.length > 0 ? h("div", { class: "section-fields" }, fields) : undefined,
    ),
    block.accessory
      ? h("div", { class: "section-accessory" }, element(block, context, block.accessory))
      : undefined,
  );
}

const CITATION = /^(?:\*\[(\d+)\]\*|\[(\d+)\])\s*/;

/** A context line; one that starts with a source's number becomes a card to be led to. */
function contextItem(item, context) {
  if (item.type === "image") return h("span", { class: "image-note" }, item.alt_text);
  const number = CITATION.exec(item.text ?? "");
  if (!number) return h("span", { class: "context-item" }, textObject(item, context.mirror));
  const n = number[1] ?? number[2];
  const [place, ...quote] = item.text.slice(number[0].length).split("\n");
  return h(
    "div",
    { class: "source", tabindex: "-1", data: { source: n } },
    h("span", { class: "source-number" }, n),
    h(
      "div",
      {},
      h("div", { class: "source-place" }, textObject({ ...item, text: place }, context.mirror)),
      quote.length > 0
        ? h("div", { class: "source-quote" }, textObject({ ...item, text: quote.join("\n") }, context.mirror))
        : undefined,
    ),
  );
}

const SHOWN_SOURCES = 3;

/** Small print; of many sources the first few show and the rest wait behind one press. */
function contextBlock(block, context) {
  const items = (block.elements ?? []).map((item) => contextItem(item, context));
  const isSource = (item) => item.classList.contains("source");
  const rest = items.filter(isSource).slice(SHOWN_SOURCES);
  if (rest.length < 2) return h("div", { class: "context" }, items);
  const shown = items.filter((item) => !rest.includes(item));
  const summary = h("summary", { class: "text-button" }, context.t("moreSources", { n: rest.length }));
  return h("div", { class: "context" }, shown, h("details", { class: "more-sources" }, summary, rest));
}

/** Ties a control to its label, hint and error for those who do not see them together. */
function describe(control, block, id, error) {
  const isGroup = control.classList.contains("ticks");
  const described = [block.hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  control.id = id;
  if (described) control.setAttribute("aria-describedby", described);
  if (error) control.setAttribute("aria-invalid", "true");
  if (isGroup) control.setAttribute("aria-labelledby", `${id}-label`);
  else if (!block.optional) control.setAttribute("aria-required", "true");
  return isGroup;
}

function input(block, context) {
  const { t, mirror } = context;
  const id = `input-${block.block_id}-${Math.random().toString(36).slice(2)}`;
  const control = element(block, context, block.element);
  const error = context.errors?.[block.block_id];
  const isGroup = control ? describe(control, block, id, error) : true;
  const optional = block.optional ? h("span", { class: "optional" }, t("optional")) : undefined;
  const hint = block.hint
    ? h("div", { class: "hint", id: `${id}-hint` }, textObject(block.hint, mirror))
    : undefined;
  const problem = error
    ? h("div", { class: "error", id: `${id}-error`, role: "alert" }, context.errorWords(error))
    : undefined;
  return h(
    "div",
    { class: `input${error ? " invalid" : ""}`, data: { block: block.block_id } },
    h(
      isGroup ? "div" : "label",
      { class: "label", id: `${id}-label`, for: isGroup ? undefined : id },
      textObject(block.label, mirror),
      optional,
    ),
    control,
    hint,
    problem,
  );
}

function card(block, context) {
  const { mirror } = context;
  const part = (name) =>
    block[name] ? h("div", { class: `card-${name}` }, textObject(block[name], mirror)) : undefined;
  const actions = (block.actions ?? []).map((item) => element(block, context, item));
  return h(
    "div",
    { class: "card" },
    part("title"),
    part("subtitle"),
    part("body"),
    actions.length > 0 ? h("div", { class: "actions" }, actions) : undefined,
  );
}

const row = (name) => (block, context) =>
  h(
    "div",
    { class: name, role: "group" },
    (block.elements ?? []).map((item) => element(block, context, item)),
  );

const BLOCKS = {
  header: (block, { mirror }) => h("h3", { class: "block-header" }, textObject(block.text, mirror)),
  section,
  divider: () => h("hr"),
  markdown: (block, { t }) => markdown(block.text, t),
  rich_text: (block, { mirror }) => richText(block, mirror),
  image,
  context: contextBlock,
  actions: row("actions"),
  context_actions: row("context-actions"),
  input,
  table,
  data_table: dataTable,
  alert: (block, { mirror }) =>
    h(
      "div",
      { class: `alert alert-${block.level ?? "default"}`, role: "note" },
      textObject(
        typeof block.text === "string" ? { type: "plain_text", text: block.text } : block.text,
        mirror,
      ),
    ),
  card,
  carousel: (block, context) =>
    h(
      "div",
      { class: "carousel", tabindex: "0" },
      (block.elements ?? []).map((item) => card({ ...item, block_id: block.block_id }, context)),
    ),
  container: (block, context) =>
    h(
      "div",
      { class: "container" },
      block.title
        ? h("div", { class: "container-title" }, textObject(block.title, context.mirror))
        : undefined,
      renderBlocks(block.child_blocks, context),
    ),
  task_card: (block, context) => h("ol", { class: "tasks" }, task(block, context)),
  plan: (block, context) =>
    h(
      "div",
      {},
      h("p", { class: "plan-title" }, block.title),
      h(
        "ol",
        { class: "tasks" },
        (block.tasks ?? []).map((item) => task(item, context)),
      ),
    ),
  video: (block, { mirror }) =>
    h("p", {}, link(block.title_url ?? block.video_url ?? "", textObject(block.title, mirror))),
  file: (_block, { t }) => h("p", { class: "file" }, icon("file"), t("file")),
};

/** Block Kit blocks as nodes; `context` carries the mirror, the words and what a press does. */
export function renderBlocks(blocks, context) {
  return (blocks ?? []).map((block) => BLOCKS[block.type]?.(block, context)).filter(Boolean);
}
