import { h } from "./dom.js";

const TURN_MS = 2200;

/** The "is thinking…" line of a thread, its words taking turns; one node for as long as the status lasts. */
export function createStatusLine() {
  let record;
  let node;
  let timer;
  const stop = () => {
    clearInterval(timer);
    record = node = timer = undefined;
  };
  return (status, name, now) => {
    if (!status || status.expiresAt <= now) {
      stop();
      return undefined;
    }
    if (status === record) return node;
    stop();
    record = status;
    const words = status.loading_messages.length > 0 ? status.loading_messages : [status.status];
    const text = h("span", {}, words[0]);
    node = h(
      "p",
      { class: "status-line" },
      h("img", { class: "avatar", src: "/page/avatar.svg", alt: "" }),
      h("span", { class: "visually-hidden" }, `${name}: `),
      text,
      h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
    );
    let turn = 0;
    if (words.length > 1)
      timer = setInterval(() => {
        turn = (turn + 1) % words.length;
        text.textContent = words[turn];
      }, TURN_MS);
    return node;
  };
}
