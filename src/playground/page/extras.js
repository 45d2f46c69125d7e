import { fill, h, icon } from "./dom.js";

const LARGEST = 5 * 1024 * 1024;

/** A file's bytes in base64, without the `data:` before them. */
function read(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).split(",")[1] ?? ""));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

/**
 * The small menu beside the composer: a file to add, the bot to call, the app's global shortcuts.
 * `options`: calls() the words to insert, shortcuts(), insert(text), run(shortcut), warn(text).
 */
export function createExtras({ t, callName, shortcuts, insert, run, warn }) {
  let files = [];
  const picker = h("input", { type: "file", multiple: true, hidden: true });
  const items = h("div", { class: "menu-items" });
  const summary = h("summary", { class: "icon-button" }, icon("plus"));
  const menu = h("details", { class: "menu extras" }, summary, items);
  const chosen = h("ul", { class: "chosen", hidden: true });

  const item = (words, act) =>
    h(
      "button",
      {
        type: "button",
        on: {
          click: () => {
            menu.removeAttribute("open");
            act();
          },
        },
      },
      words,
    );
  const drawChosen = () => {
    const remove = (file) => () => {
      files = files.filter((other) => other !== file);
      drawChosen();
    };
    const entry = (file) =>
      h(
        "li",
        { class: "file" },
        icon("file"),
        file.name,
        h(
          "button",
          {
            type: "button",
            class: "icon-button",
            "aria-label": t("removeFile", { name: file.name }),
            on: { click: remove(file) },
          },
          icon("close"),
        ),
      );
    fill(chosen, files.map(entry));
    chosen.hidden = files.length === 0;
  };
  picker.addEventListener("change", async () => {
    const picked = [...picker.files];
    picker.value = "";
    if (picked.some((file) => file.size > LARGEST)) warn(t("tooLarge"));
    const small = picked.filter((file) => file.size <= LARGEST);
    const added = small.map(async (file) => ({
      name: file.name,
      mimetype: file.type || "application/octet-stream",
      content: await read(file),
    }));
    files = [...files, ...(await Promise.all(added))];
    drawChosen();
  });

  return {
    menu: h("div", { class: "extras-holder" }, menu, picker),
    chosen,
    /** Hands over the chosen files and forgets them. */
    take() {
      const taken = files;
      files = [];
      drawChosen();
      return taken;
    },
    refresh() {
      summary.setAttribute("aria-label", t("extras"));
      chosen.setAttribute("aria-label", t("file"));
      const name = callName();
      const calls = name ? [item(t("callBot", { name }), () => insert(`@${name} `))] : [];
      const global = shortcuts().filter((shortcut) => shortcut.type === "global");
      const version = [name, t("attach"), ...global.map((shortcut) => shortcut.name)].join("|");
      if (items.dataset.version === version) return;
      items.dataset.version = version;
      fill(
        items,
        item(t("attach"), () => picker.click()),
        calls,
        global.map((shortcut) => item(shortcut.name, () => run(shortcut))),
      );
    },
  };
}
