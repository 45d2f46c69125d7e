import { renderBlocks } from "./blocks.js";
import { h, icon } from "./dom.js";

const plain = (object) => object?.text ?? "";

/** Everything a person has entered so far, by `block.action`. */
function entriesIn(node) {
  const controls = [...node.querySelectorAll("[data-key]")].filter(
    (control) => typeof control.entry === "function",
  );
  return Object.fromEntries(controls.map((control) => [control.dataset.key, control.entry()]));
}

/** Slack's modal in one pane: the rest of the pane is out of reach until it closes. */
export function createWindow({ t, mirror, does, confirm, setInert }) {
  const holder = h("div", { class: "veil", hidden: true });
  let shown;
  let errors = {};
  let opener;

  const errorWords = (code) =>
    ({ required: t("required"), too_short: t("tooShort"), too_long: t("tooLong") })[code] ?? code;
  const close = () => does({ do: "close", view: shown.id });
  const submit = async (event) => {
    event.preventDefault();
    const button = holder.querySelector("button[type=submit]");
    button?.setAttribute("aria-busy", "true");
    const { result } = await does({ do: "submit", view: shown.id, entries: entriesIn(holder) });
    button?.removeAttribute("aria-busy");
    if (result?.kind !== "errors") return;
    errors = result.errors;
    draw(shown);
    holder.querySelector(".invalid input, .invalid textarea, .invalid select")?.focus();
  };

  const draw = (view) => {
    const typed = shown?.id === view.id ? entriesIn(holder) : {};
    const press = (element, block, entry) =>
      does({
        do: "press",
        surface: { kind: "view", id: view.id },
        action_id: element.action_id,
        block_id: block.block_id,
        entry,
      });
    const changed = (element, block, entry) => {
      const isLive = block.type !== "input" || block.dispatch_action;
      if (isLive) press(element, block, entry);
    };
    const context = {
      t,
      mirror,
      confirm,
      values: withInitials(view),
      errors: { ...view.errors, ...errors },
      errorWords,
      press,
      changed,
    };
    const title = `window-title-${view.id}`;
    const form = h(
      "form",
      { novalidate: true, on: { submit } },
      h(
        "header",
        {},
        h("h2", { id: title }, plain(view.title)),
        h(
          "button",
          { type: "button", class: "icon-button", "aria-label": t("close"), on: { click: close } },
          icon("close"),
        ),
      ),
      h("div", { class: "window-body" }, renderBlocks(view.blocks, context)),
      h(
        "footer",
        {},
        h(
          "button",
          { type: "button", class: "button plain", on: { click: close } },
          plain(view.close) || t("cancel"),
        ),
        view.submit
          ? h("button", { type: "submit", class: "button primary" }, plain(view.submit))
          : undefined,
      ),
    );
    const shell = { class: "window", role: "dialog", "aria-modal": "true", "aria-labelledby": title };
    const onKey = (event) => event.key === "Escape" && close();
    holder.replaceChildren(h("div", { ...shell, on: { keydown: onKey } }, form));
    restore(form, typed);
  };

  return {
    node: holder,
    show(view) {
      if (view === shown) return;
      const isNew = view?.id !== shown?.id;
      if (isNew) errors = {};
      if (isNew && !shown) opener = document.activeElement;
      if (view) draw(view);
      shown = view;
      holder.hidden = !view;
      setInert(Boolean(view));
      if (!view) {
        holder.replaceChildren();
        opener?.focus?.();
      } else if (isNew) holder.querySelector("input, textarea, select, .button")?.focus();
    },
  };
}

const FIRST = {
  initial_option: "selected_option",
  initial_options: "selected_options",
  initial_date: "selected_date",
  initial_time: "selected_time",
  initial_date_time: "selected_date_time",
  initial_user: "selected_user",
  initial_value: "value",
};

/** What stands in the fields at first: the view's own state, else each element's initial value. */
function withInitials(view) {
  const values = structuredClone(view.values ?? {});
  for (const block of view.blocks)
    for (const element of [block.element, block.accessory, ...(block.elements ?? [])].filter(Boolean)) {
      const [initial, key] = Object.entries(FIRST).find(([name]) => element[name] !== undefined) ?? [];
      const own = values[block.block_id]?.[element.action_id];
      if (initial && !own)
        values[block.block_id] = {
          ...values[block.block_id],
          [element.action_id]: { [key]: element[initial] },
        };
    }
  return values;
}

/** Puts back what was typed before the app changed the window around it. */
function restore(form, typed) {
  for (const [key, entry] of Object.entries(typed)) {
    const control = form.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!control) continue;
    if (control.classList.contains("ticks")) {
      const chosen = [entry].flat();
      for (const input of control.querySelectorAll("input")) input.checked = chosen.includes(input.value);
    } else if ("value" in control && control.type !== "datetime-local") control.value = entry ?? "";
  }
}

/** Asks before something is done, as a button's `confirm` wants it; resolves true when agreed. */
export function createConfirm({ t, setInert, host }) {
  return (question) =>
    new Promise((resolve) => {
      const answer = (agreed) => {
        veil.remove();
        setInert(false);
        resolve(agreed);
      };
      const style = question.style === "danger" ? "danger" : "primary";
      const yes = h(
        "button",
        { type: "button", class: `button ${style}`, on: { click: () => answer(true) } },
        plain(question.confirm) || t("submit"),
      );
      const no = h(
        "button",
        { type: "button", class: "button plain", on: { click: () => answer(false) } },
        plain(question.deny) || t("cancel"),
      );
      const veil = h(
        "div",
        { class: "veil", on: { keydown: (event) => event.key === "Escape" && answer(false) } },
        h(
          "div",
          {
            class: "window small",
            role: "alertdialog",
            "aria-modal": "true",
            "aria-label": plain(question.title) || plain(question.text),
          },
          h(
            "div",
            { class: "window-body" },
            question.title ? h("h2", {}, plain(question.title)) : undefined,
            h("p", {}, plain(question.text)),
          ),
          h("footer", {}, no, yes),
        ),
      );
      host().append(veil);
      setInert(true);
      no.focus();
    });
}
