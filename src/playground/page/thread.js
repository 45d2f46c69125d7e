import { fill, h } from "./dom.js";
import { renderEphemeral, renderMessage } from "./message.js";

const NEAR = 80;
const SHORT = 160;
const MARGIN = 14;
const POINTED_MS = 2_000;

/**
 * A scrolling list of messages that keeps a node as long as its record is the same, stays at the end while
 * the reader is there, and offers the way down otherwise.
 */
export function createMessageList({ t }) {
  const known = new Map();
  const items = h("div", { class: "messages", role: "log", "aria-live": "polite" });
  const status = h("div", { class: "status", role: "status" });
  const before = h("div", { class: "before" });
  const jump = h("button", { type: "button", class: "jump", hidden: true, on: { click: () => toEnd() } });
  const scroller = h("div", { class: "scroller", tabindex: "-1" }, before, items, status);
  let place = "";
  let isAtEnd = true;

  /** The last message, with the short question before it: an answer is read from its beginning. */
  const reading = () => {
    const last = items.lastElementChild;
    const asked = last?.previousElementSibling;
    return asked?.classList.contains("mine") && asked.offsetHeight < SHORT ? asked : last;
  };
  const end = () => {
    const first = reading();
    if (!first) return 0;
    return Math.min(scroller.scrollHeight - scroller.clientHeight, first.offsetTop - MARGIN);
  };
  const toEnd = () => {
    // Only ever forward: somebody reading on below must not be pulled back.
    scroller.scrollTop = Math.max(scroller.scrollTop, end());
    isAtEnd = true;
    jump.hidden = true;
  };
  scroller.addEventListener("scroll", () => {
    isAtEnd = end() - scroller.scrollTop < NEAR;
    if (isAtEnd) jump.hidden = true;
  });

  scroller.addEventListener("click", (event) => {
    const n = event.target.closest?.("[data-cite]")?.dataset.cite;
    if (!n) return;
    const source = event.target.closest(".message")?.querySelector(`[data-source="${n}"]`);
    source?.closest("details")?.setAttribute("open", "");
    source?.scrollIntoView({ block: "nearest", behavior: "smooth" });
    source?.focus({ preventScroll: true });
  });
  new ResizeObserver(() => isAtEnd && toEnd()).observe(items);

  /** The node of a record, made anew only when the record, the reader or the language changed. */
  const nodeOf = (key, record, context, render) => {
    const version = `${context.me.id} ${context.language} ${Boolean(context.openThread)}`;
    const old = known.get(key);
    const isEditing = old?.node.querySelector(".editor");
    if (old && (isEditing || (old.record === record && old.version === version))) return old.node;
    const focused = old?.node.contains(document.activeElement)
      ? document.activeElement.dataset.key
      : undefined;
    const node = render(record, context);
    known.set(key, { record, version, node });
    if (focused) queueMicrotask(() => node.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus());
    return node;
  };

  return {
    node: h("div", { class: "list" }, scroller, jump),
    toEnd,
    /** Brings one message before the reader's eyes. */
    toMessage(ts) {
      const message = known.get(ts)?.node;
      message?.scrollIntoView({ block: "center" });
      message?.classList.add("pointed");
      setTimeout(() => message?.classList.remove("pointed"), POINTED_MS);
    },
    /** Shows messages and ephemerals in time order, after `intro`. */
    show({ where, messages, ephemerals, intro, statusNode, context }) {
      if (where !== place) {
        known.clear();
        place = where;
        scroller.scrollTop = 0;
        isAtEnd = true;
      }
      const entries = [
        ...messages.map((record) => ({
          ts: record.ts,
          node: nodeOf(record.ts, record, context, renderMessage),
        })),
        ...ephemerals.map((record) => ({
          ts: record.ts,
          node: nodeOf(record.id, record, context, renderEphemeral),
        })),
      ].sort((a, b) => (a.ts < b.ts ? -1 : 1));
      const grew = entries.length > items.childElementCount;
      fill(before, intro);
      fill(
        items,
        entries.map(({ node }) => node),
      );
      fill(status, statusNode);
      jump.textContent = t("newMessages");
      if (isAtEnd) requestAnimationFrame(toEnd);
      else if (grew) jump.hidden = false;
    },
  };
}
