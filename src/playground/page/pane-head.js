import { fill, h, icon } from "./dom.js";
import { timeOf } from "./words.js";

/** The top of a pane: whose screen it is, who one is there, where one can go, and earlier conversations. */
export function createPaneHead({ kind, mirror, words, state, members, go, choose, roots, openThread }) {
  const { t } = words;
  const title = h("h2", { class: "pane-title" });
  const note = h("p", { class: "pane-note" });
  const who = h("select", { class: "who", on: { change: () => choose(who.value) } });
  const tabs = h("nav", { class: "tabs" });
  const bar = h("div", { class: "thread-bar" });
  let drawn = "";

  const places = () => {
    const me = mirror.get("members", state.me);
    const rooms = mirror
      .list("channels")
      .filter((channel) => channel.kind !== "im" && channel.members.includes(me?.id));
    const named = rooms
      .sort((a) => (a.kind === "private" ? -1 : 1))
      .map((channel) => ({ id: channel.id, label: `# ${channel.name}`, channel: channel.id }));
    const own = [
      { id: "dm", label: t("chat"), channel: me?.dm },
      ...(mirror.state.facts.home ? [{ id: "home", label: t("home") }] : []),
    ];
    return kind === "requester" ? [...own, ...named] : [...named, ...own];
  };
  const unread = ({ id, channel }) => {
    if (!channel || (id === state.place && node.offsetParent)) return 0;
    const seen = state.seen.get(channel) ?? "0";
    return mirror.messages(channel).filter((message) => message.ts > seen && message.user !== state.me)
      .length;
  };
  const tab = (place) => {
    const count = unread(place);
    return h(
      "button",
      {
        type: "button",
        class: "tab",
        "aria-current": place.id === state.place ? "page" : undefined,
        on: { click: () => go(place.id) },
        data: { place: place.id },
      },
      place.label,
      count > 0
        ? h("span", { class: "count", "aria-label": t("unread", { n: count }) }, String(count))
        : undefined,
    );
  };
  const titleOf = (root) => {
    const session = mirror.get("sessions", `${root.channel}:${root.ts}`);
    if (root.subtype === "tombstone") return t("deleted");
    return session?.title || root.text.replace(/\s+/g, " ").slice(0, 40) || t("noTitle");
  };
  const conversations = () => {
    const known = roots().reverse();
    if (known.length === 0) return undefined;
    const current = openThread();
    const item = (root) =>
      h(
        "button",
        {
          type: "button",
          class: root.ts === current ? "current" : "",
          on: {
            click: (event) => {
              event.currentTarget.closest("details").removeAttribute("open");
              go("dm", root.ts);
            },
          },
        },
        h("span", {}, titleOf(root)),
        h("small", {}, timeOf(root.ts, words.language)),
      );
    return h(
      "details",
      { class: "menu history" },
      h(
        "summary",
        { class: "text-button" },
        icon("history"),
        t("conversations"),
        h("span", { class: "count calm" }, String(known.length)),
      ),
      h("div", { class: "menu-items" }, known.map(item)),
    );
  };
  const threadBar = () => {
    if (state.place === "dm")
      return roots().length === 0
        ? []
        : [
            conversations(),
            h(
              "button",
              { type: "button", class: "text-button", on: { click: () => go("dm", undefined, true) } },
              icon("plus"),
              t("newConversation"),
            ),
          ];
    if (!state.thread) return [];
    const back = () => go(state.place);
    return [
      h(
        "button",
        { type: "button", class: "text-button", on: { click: back } },
        icon("back"),
        t("backToChannel"),
      ),
      h("span", { class: "thread-word" }, t("thread")),
    ];
  };

  const node = h(
    "header",
    { class: "pane-head" },
    h("div", { class: "pane-top" }, h("div", {}, title, note), who),
    tabs,
    bar,
  );
  return {
    node,
    /** Messages of others that this pane has not shown yet. */
    unread: () => places().reduce((sum, place) => sum + unread(place), 0),
    draw() {
      title.textContent = t(`${kind}Pane`);
      tabs.setAttribute("aria-label", t(`${kind}Places`));
      note.textContent = t(`${kind}Note`);
      who.setAttribute("aria-label", t("actAs"));
      const spots = places();
      const facts = [
        words.language,
        state.me,
        state.place,
        openThread(),
        members().map((member) => member.name),
        spots.map((place) => [place.label, unread(place)]),
        roots().map(titleOf),
      ];
      const version = JSON.stringify(facts);
      if (version === drawn) return;
      drawn = version;
      who.replaceChildren(
        ...members().map((member) =>
          h("option", { value: member.id, selected: member.id === state.me }, member.name),
        ),
      );
      fill(tabs, spots.map(tab));
      fill(bar, threadBar());
      bar.hidden = bar.childElementCount === 0;
    },
  };
}
