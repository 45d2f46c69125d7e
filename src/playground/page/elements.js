import { h, icon } from "./dom.js";
import { textObject } from "./inline.js";

/**
 * What a person can press or set. Each renderer gets the element, its state as Slack reports it, and
 * `context` with `press(element, block, entry)`; inputs answer `entry()` with what they hold.
 */
const plain = (object) => object?.text ?? "";
const idOf = (element, block) => `${block.block_id}.${element.action_id}`;

function allOptions(element) {
  return [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
}

function button(element, block, context) {
  const style = ["primary", "danger"].includes(element.style) ? element.style : "plain";
  const press = async (event) => {
    const target = event.currentTarget;
    if (element.confirm && !(await context.confirm(element.confirm))) return;
    if (element.url) window.open(element.url, "_blank", "noopener,noreferrer");
    target.setAttribute("aria-busy", "true");
    await context.press(element, block);
    target.removeAttribute("aria-busy");
  };
  return h(
    "button",
    {
      type: "button",
      class: `button ${style}`,
      "aria-label": element.accessibility_label,
      on: { click: press },
    },
    textObject(element.text, context.mirror),
  );
}

function iconButton(element, block, context) {
  const press = () => context.press(element, block);
  return h(
    "button",
    {
      type: "button",
      class: "icon-button",
      title: plain(element.text),
      "aria-label": plain(element.text),
      on: { click: press },
    },
    icon(element.icon),
  );
}

function feedback(element, block, context) {
  const choice = (side, picture) => {
    const wanted = element[side];
    const name = wanted.accessibility_label ?? plain(wanted.text);
    const pressed = context.chosen?.get(idOf(element, block)) === wanted.value;
    const press = async (event) => {
      const group = event.currentTarget.parentElement;
      for (const other of group.children)
        other.setAttribute("aria-pressed", String(other === event.currentTarget));
      context.chosen?.set(idOf(element, block), wanted.value);
      await context.press(element, block, wanted.value);
    };
    return h(
      "button",
      {
        type: "button",
        class: "icon-button",
        title: name,
        "aria-label": name,
        "aria-pressed": String(pressed),
        on: { click: press },
      },
      icon(picture),
    );
  };
  return h(
    "div",
    { class: "feedback", role: "group" },
    choice("positive_button", "up"),
    choice("negative_button", "down"),
  );
}

function overflow(element, block, context) {
  const items = allOptions(element).map((option) =>
    h(
      "button",
      { type: "button", on: { click: () => context.press(element, block, option.value) } },
      plain(option.text),
    ),
  );
  return h(
    "details",
    { class: "menu" },
    h("summary", { class: "icon-button", "aria-label": context.t("more") }, icon("more")),
    h("div", { class: "menu-items" }, items),
  );
}

function choiceFrom(options, element, block, context, selected) {
  const blank = h("option", { value: "" }, plain(element.placeholder) || context.t("select"));
  const option = ({ value, label }) => h("option", { value, selected: value === selected }, label);
  const grouped = options.some(({ group }) => group)
    ? [...new Set(options.map(({ group }) => group))].map((group) =>
        h("optgroup", { label: group }, options.filter((candidate) => candidate.group === group).map(option)),
      )
    : options.map(option);
  const select = h(
    "select",
    { class: "field", on: { change: () => context.changed(element, block, select.value || null) } },
    blank,
    grouped,
  );
  if (selected === undefined) blank.selected = true;
  return Object.assign(select, { entry: () => select.value || null });
}

function staticSelect(element, block, context, state) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  const options = groups.flatMap((group) =>
    group.options.map((option) => ({
      value: option.value,
      label: plain(option.text),
      group: plain(group.label),
    })),
  );
  return choiceFrom(options, element, block, context, state?.selected_option?.value);
}

function directory(collection, key) {
  return (element, block, context, state) => {
    const records = context.mirror
      .list(collection)
      .filter((record) => (collection === "channels" ? record.kind !== "im" : record.role !== "agent"));
    const options = records.map((record) => ({ value: record.id, label: record.name }));
    return choiceFrom(options, element, block, context, state?.[key] ?? undefined);
  };
}

/** Radio buttons, checkboxes and multi-selects: one list of options, one or many to tick. */
function ticks(type) {
  return (element, block, context, state) => {
    const chosen = type === "radio" ? [state?.selected_option] : (state?.selected_options ?? []);
    const values = chosen.filter(Boolean).map((option) => option.value);
    const name = `${idOf(element, block)}-${Math.random().toString(36).slice(2)}`;
    const entry = () => {
      const ticked = [...group.querySelectorAll("input:checked")].map((input) => input.value);
      return type === "radio" ? (ticked[0] ?? null) : ticked;
    };
    const options = allOptions(element).map((option) =>
      h(
        "label",
        { class: "tick" },
        h("input", {
          type,
          name,
          value: option.value,
          checked: values.includes(option.value),
          on: { change: () => context.changed(element, block, entry()) },
        }),
        h(
          "span",
          {},
          textObject(option.text, context.mirror),
          option.description ? h("small", {}, textObject(option.description, context.mirror)) : undefined,
        ),
      ),
    );
    const group = h("div", { class: "ticks", role: type === "radio" ? "radiogroup" : "group" }, options);
    return Object.assign(group, { entry });
  };
}

function field(type, key = "value") {
  return (element, block, context, state) => {
    const input = h(element.multiline ? "textarea" : "input", {
      class: "field",
      type: element.multiline ? undefined : type,
      rows: element.multiline ? "4" : undefined,
      placeholder: plain(element.placeholder),
      maxlength: element.max_length,
      minlength: element.min_length,
      on: { change: () => context.changed(element, block, input.value || null) },
    });
    input.value = state?.[key] ?? "";
    return Object.assign(input, { entry: () => input.value || null });
  };
}

function dateAndTime(element, block, context, state) {
  const at = state?.selected_date_time;
  const local = at ? new Date(at * 1000 - new Date(at * 1000).getTimezoneOffset() * 60_000) : undefined;
  const entry = () => (input.value ? String(Math.floor(new Date(input.value).getTime() / 1000)) : null);
  const input = h("input", {
    class: "field",
    type: "datetime-local",
    on: { change: () => context.changed(element, block, entry()) },
  });
  input.value = local ? local.toISOString().slice(0, 16) : "";
  return Object.assign(input, { entry });
}

function richTextInput(element, block, context, state) {
  const words = state?.rich_text_value?.elements?.flatMap((part) => part.elements ?? []) ?? [];
  const value = words.map((piece) => piece.text ?? "").join("");
  return field("text")({ ...element, multiline: true }, block, context, { value });
}

const RENDERERS = {
  button,
  workflow_button: button,
  icon_button: iconButton,
  feedback_buttons: feedback,
  overflow,
  static_select: staticSelect,
  external_select: field("text"),
  users_select: directory("members", "selected_user"),
  conversations_select: directory("channels", "selected_conversation"),
  channels_select: directory("channels", "selected_channel"),
  multi_static_select: ticks("checkbox"),
  checkboxes: ticks("checkbox"),
  radio_buttons: ticks("radio"),
  datepicker: field("date", "selected_date"),
  timepicker: field("time", "selected_time"),
  datetimepicker: dateAndTime,
  plain_text_input: field("text"),
  email_text_input: field("email"),
  url_text_input: field("url"),
  number_input: field("number"),
  rich_text_input: richTextInput,
  image: (element) =>
    h("span", { class: "image-note", role: "img", "aria-label": element.alt_text }, element.alt_text),
};

/** One interactive element; nothing for a type this page does not know. */
export function renderElement(element, block, context, state) {
  const node = RENDERERS[element.type]?.(element, block, context, state);
  if (!node) return undefined;
  node.dataset.key = idOf(element, block);
  // An input block has a label; a control anywhere else goes by its placeholder.
  const isBare = block.type !== "input" && typeof node.entry === "function";
  if (isBare) node.setAttribute("aria-label", plain(element.placeholder) || context.t("select"));
  return node;
}
