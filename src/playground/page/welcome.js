import { h } from "./dom.js";

/** An empty chat: what Shirube is for and questions to start with, the app's own when it has said them. */
export function welcome({ mirror, words, channel, send }) {
  const { t } = words;
  const own = mirror.get("prompts", channel);
  const fallback = [1, 2, 3, 4].map((n) => ({ title: t(`prompt${n}`), message: t(`prompt${n}`) }));
  const prompts = own?.prompts ?? fallback;
  return h(
    "div",
    { class: "welcome" },
    h("img", { class: "welcome-mark", src: "/page/avatar.svg", alt: "" }),
    h("h3", {}, own?.title ?? t("welcomeTitle")),
    h("p", {}, t("welcomeText")),
    h(
      "ul",
      { class: "chips", "aria-label": t("suggestions") },
      prompts.map((prompt) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "chip", on: { click: () => send(prompt.message) } },
            prompt.title === prompt.message ? undefined : h("small", {}, prompt.title),
            prompt.message,
          ),
        ),
      ),
    ),
  );
}

/** A channel nobody has written in yet. */
export function emptyChannel({ words, isAdvisors, name }) {
  const { t } = words;
  return h(
    "div",
    { class: "welcome empty" },
    h("h3", {}, t(isAdvisors ? "emptyAdvisor" : "emptyChannel")),
    h("p", {}, t(isAdvisors ? "emptyAdvisorText" : "emptyChannelText", { name })),
  );
}
