import { h, icon } from "./dom.js";

/** Pixels the writing area grows to before it scrolls. */
const TALLEST = 180;

/**
 * Where a person writes. Enter sends, except while an input method is still composing Japanese.
 * `options`: label(), placeholder(), commands(), extras, send(text, files), stop(), canStop().
 */
export function createComposer({ t, label, placeholder, commands, extras, send, stop, canStop }) {
  const area = h("textarea", { rows: "1", enterkeyhint: "send" });
  const sendButton = h("button", { type: "submit", class: "send-button" }, icon("send"));
  const stopButton = h(
    "button",
    { type: "button", class: "stop-button", hidden: true, on: { click: () => stop() } },
    icon("stop"),
    h("span"),
  );
  const suggestions = h("div", { class: "suggestions", hidden: true });
  const hint = h("p", { class: "composer-hint" });

  const grow = () => {
    area.style.height = "auto";
    if (area.scrollHeight > 0) area.style.height = `${Math.min(area.scrollHeight, TALLEST)}px`;
    sendButton.disabled = area.value.trim() === "" && extras.chosen.hidden;
  };
  const suggest = () => {
    const typed = /^\/\S*$/.exec(area.value)?.[0];
    const fitting = typed ? commands().filter(({ command }) => command.startsWith(typed)) : [];
    suggestions.hidden = fitting.length === 0;
    suggestions.replaceChildren(
      ...fitting.map(({ command, description, usage_hint }) =>
        h(
          "button",
          { type: "button", on: { click: () => take(`${command} `) } },
          h("strong", {}, command),
          ` ${usage_hint} `,
          h("small", {}, description),
        ),
      ),
    );
  };
  const take = (text) => {
    area.value = text;
    suggestions.hidden = true;
    grow();
    area.focus();
  };
  const submit = async (event) => {
    event?.preventDefault();
    const text = area.value.trim();
    const files = extras.take();
    if (text === "" && files.length === 0) return;
    take("");
    const sent = await send(text, files);
    if (sent === false && area.value === "") take(text);
  };

  area.addEventListener("input", () => {
    grow();
    suggest();
  });
  area.addEventListener("keydown", (event) => {
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key === "Escape") suggestions.hidden = true;
    if (event.key !== "Enter" || event.shiftKey || isComposing) return;
    event.preventDefault();
    submit();
  });
  const form = h(
    "form",
    { class: "composer", on: { submit } },
    suggestions,
    extras.chosen,
    h("div", { class: "composer-box" }, extras.menu, area, stopButton, sendButton),
    hint,
  );
  new ResizeObserver(grow).observe(form);
  return {
    node: form,
    insert: (text) => take(text + area.value),
    focus: () => area.focus(),
    refresh() {
      area.placeholder = placeholder();
      area.setAttribute("aria-label", label());
      sendButton.setAttribute("aria-label", t("send"));
      stopButton.lastChild.textContent = t("stop");
      stopButton.hidden = !canStop();
      extras.refresh();
      grow();
      hint.textContent = [t("sendHint"), commands().length > 0 ? t("commandHint") : ""]
        .filter(Boolean)
        .join(" · ");
    },
  };
}
