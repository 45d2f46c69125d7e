import { h, icon } from "./dom.js";
import { emoji } from "./inline.js";

const decode = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
/** Links as people typed them, without Slack's brackets. */
const asTyped = (text) => decode(text.replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, "$1"));

/** Puts an editor in the message's place until it is saved or given up. */
function editInPlace(article, message, { t, does, redraw }) {
  const bodyNode = article.querySelector(".message-body");
  const area = h("textarea", { class: "field", rows: "3", "aria-label": t("edit") });
  area.value = asTyped(message.text);
  const leave = () => {
    editor.replaceWith(bodyNode);
    article.querySelector("summary")?.focus();
    redraw();
  };
  const save = async (event) => {
    event.preventDefault();
    const text = area.value.trim();
    if (text) await does({ do: "edit", channel: message.channel, ts: message.ts, text });
    leave();
  };
  const editor = h(
    "form",
    { class: "editor", on: { submit: save, keydown: (event) => event.key === "Escape" && leave() } },
    area,
    h(
      "div",
      { class: "actions" },
      h("button", { type: "submit", class: "button primary" }, t("save")),
      h("button", { type: "button", class: "button plain", on: { click: leave } }, t("cancel")),
    ),
  );
  bodyNode.replaceWith(editor);
  area.focus();
}

/** What one can do with a message: react, reply in its thread, a shortcut, edit or delete one's own. */
export function messageMenu(message, context, isMine, names) {
  const { t, does, me, openThread, shortcuts, confirm } = context;
  const at = { channel: message.channel, ts: message.ts };
  const close = (event) => event.currentTarget.closest("details")?.removeAttribute("open");
  const closing = (run) => (event) => {
    close(event);
    return run(event);
  };
  const item = (words, run, kind = "") =>
    h("button", { type: "button", class: kind, on: { click: closing(run) } }, words);
  const mine = (name) =>
    message.reactions?.some((reaction) => reaction.name === name && reaction.users.includes(me.id));
  const faces = names.map((name) =>
    h(
      "button",
      {
        type: "button",
        class: "face",
        "aria-label": t(mine(name) ? "unreact" : "react", { name }),
        on: { click: closing(() => does({ do: "react", ...at, name, on: !mine(name) })) },
      },
      emoji(name),
    ),
  );
  const remove = async () => {
    const question = { text: { type: "plain_text", text: t("confirmDelete") }, style: "danger" };
    const confirmed = await confirm({
      ...question,
      confirm: { text: t("delete") },
      deny: { text: t("cancel") },
    });
    if (confirmed) await does({ do: "delete", ...at });
  };
  const edit = (event) => editInPlace(event.currentTarget.closest("article"), message, context);
  const onMessage = shortcuts
    .filter((shortcut) => shortcut.type === "message")
    .map((shortcut) =>
      item(shortcut.name, () => does({ do: "shortcut", callback_id: shortcut.callback_id, message: at })),
    );
  return h(
    "details",
    { class: "menu message-menu" },
    h("summary", { class: "icon-button", "aria-label": t("more") }, icon("more")),
    h(
      "div",
      { class: "menu-items" },
      h("div", { class: "faces" }, faces),
      openThread ? item(t("reply"), () => openThread(message.thread_ts ?? message.ts)) : undefined,
      onMessage,
      isMine ? item(t("edit"), edit) : undefined,
      isMine ? item(t("delete"), remove, "danger") : undefined,
    ),
  );
}
