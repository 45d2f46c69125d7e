import { renderBlocks } from "./blocks.js";
import { createComposer } from "./composer.js";
import { fill, h } from "./dom.js";
import { createExtras } from "./extras.js";
import { permalinked } from "./inline.js";
import { isGrowing } from "./message.js";
import { act } from "./mirror.js";
import { createPaneHead } from "./pane-head.js";
import { createStatusLine } from "./status.js";
import { createMessageList } from "./thread.js";
import { emptyChannel, welcome } from "./welcome.js";
import { createConfirm, createWindow } from "./window.js";

/** One person's screen: their direct messages with Shirube, their channels and their Home. */
export function createPane({ kind, mirror, words, roles, start }) {
  const { t } = words;
  const state = {
    me: undefined,
    place: start,
    thread: undefined,
    fresh: false,
    seen: new Map(),
    chosen: new Map(),
  };
  const place = { member: () => mirror.list("members").find((member) => member.id === state.me) };
  const members = () => mirror.list("members").filter((member) => roles.includes(member.role));
  const list = createMessageList({ t });
  const statusLine = createStatusLine();
  const main = h("div", { class: "pane-main" });
  const notices = h("div", { class: "notices", role: "alert" });
  const node = h("section", { class: `pane pane-${kind}`, data: { pane: kind } });
  const setInert = (isInert) => {
    for (const part of [head.node, main, composer.node]) part.inert = isInert;
  };
  const confirm = createConfirm({ t, setInert, host: () => node });
  const does = async (action) => {
    const answer = await act(state.me, action);
    if (!answer.ok)
      warn(answer.error === "gone" || answer.error === "no_such_element" ? t("gone") : t("failed"));
    return answer;
  };
  const warn = (text) => {
    const note = h("p", { class: "notice" }, text);
    notices.append(note);
    setTimeout(() => note.remove(), 6_000);
  };
  const modal = createWindow({ t, mirror, does, confirm, setInert });

  const channel = () => (state.place === "dm" ? place.member()?.dm : state.place);
  /** Goes somewhere; back in the chat, the conversation that was open is open again. */
  const go = (to, thread, isNew = false) => {
    const isOther = to !== state.place;
    if (state.place === "dm") state.chat = { thread: openThread(), fresh: state.fresh };
    const returns = to === "dm" && isOther && !thread && !isNew;
    Object.assign(state, { place: to, thread, fresh: isNew }, returns ? state.chat : {});
    if (to === "home") does({ do: "open", tab: "home" });
    if (to === "dm" && isOther) does({ do: "open", tab: "messages" });
    draw();
    // With a finger, focus would open the keyboard over what was just asked for.
    if (to !== "home" && matchMedia("(hover: hover)").matches) composer.focus();
  };
  const roots = () =>
    mirror
      .messages(place.member()?.dm)
      .filter((message) => !message.thread_ts || message.thread_ts === message.ts);
  /** In direct messages every conversation is a thread; the newest is open unless another was asked for. */
  const openThread = () => {
    if (state.place !== "dm") return state.thread;
    if (state.thread || state.fresh) return state.thread;
    return roots().at(-1)?.ts;
  };
  const isBusy = () => {
    const thread = openThread();
    const status = mirror.get("statuses", `${channel()}:${thread}`);
    const isStreaming = mirror
      .messages(channel())
      .some((message) => message.thread_ts === thread && isGrowing(message, mirror.now()));
    return isStreaming || (status && status.expiresAt > mirror.now());
  };
  const send = async (text, files = []) => {
    const [, command, rest = ""] = /^(\/\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    const known = mirror.state.facts.commands?.some((candidate) => candidate.command === command);
    if (known) return (await does({ do: "command", command, text: rest, channel: channel() })).ok;
    const thread = openThread();
    const { ok, result } = await does({ do: "say", channel: channel(), text, thread_ts: thread, files });
    if (ok && state.place === "dm" && !thread) Object.assign(state, { thread: result, fresh: false });
    list.toEnd();
    draw();
    return ok;
  };
  const extras = createExtras({
    t,
    callName: () => (state.place === "dm" ? undefined : mirror.get("members", mirror.state.facts.bot)?.name),
    shortcuts: () => mirror.state.facts.shortcuts ?? [],
    insert: (text) => composer.insert(text),
    run: (shortcut) => does({ do: "shortcut", callback_id: shortcut.callback_id }),
    warn: (text) => warn(text),
  });
  const composer = createComposer({
    t,
    extras,
    label: () => placeholder(),
    placeholder: () => placeholder(),
    commands: () => mirror.state.facts.commands ?? [],
    send,
    stop: () => does({ do: "stop", channel: channel(), thread_ts: openThread() }),
    canStop: isBusy,
  });
  const placeholder = () => {
    if (state.place === "dm") return openThread() ? t("replyPlaceholder") : t("messagePlaceholder");
    if (state.thread) return t("threadPlaceholder");
    return t("channelPlaceholder", { name: `#${mirror.get("channels", state.place)?.name ?? ""}` });
  };
  const choose = (id) => {
    Object.assign(state, { me: id, thread: undefined, fresh: false });
    does({ do: "open", tab: "messages" });
    draw();
  };
  const head = createPaneHead({ kind, mirror, words, state, members, go, choose, roots, openThread });

  const context = () => ({
    mirror,
    t,
    does,
    redraw: draw,
    confirm,
    language: words.language,
    me: place.member(),
    bot: mirror.state.facts.bot,
    chosen: state.chosen,
    shortcuts: mirror.state.facts.shortcuts ?? [],
    openThread: state.place === "dm" || state.thread ? undefined : (ts) => go(state.place, ts),
    pressOn: (surface, element, block, entry) =>
      does({ do: "press", surface, action_id: element.action_id, block_id: block.block_id, entry }),
  });

  const drawHome = () => {
    const home = mirror.list("views").find((view) => view.type === "home" && view.user === state.me);
    const press = (element, block, entry) =>
      does({
        do: "press",
        surface: { kind: "view", id: home.id },
        action_id: element.action_id,
        block_id: block.block_id,
        entry,
      });
    const blocks = home
      ? renderBlocks(home.blocks, { ...context(), values: home.values, press, changed: press })
      : [];
    const words = blocks.length > 0 ? blocks : h("p", { class: "quiet-note" }, t("emptyHome"));
    if (main.dataset.home === home?.hash && main.dataset.language === t("home")) return;
    Object.assign(main.dataset, { home: home?.hash ?? "", language: t("home") });
    fill(main, h("div", { class: "scroller home" }, words));
  };
  const drawMessages = () => {
    delete main.dataset.home;
    const thread = openThread();
    const all = mirror.messages(channel());
    const isTop = (message) =>
      !message.thread_ts || message.thread_ts === message.ts || message.subtype === "thread_broadcast";
    const isFirst = state.place === "dm" && !thread;
    const messages = isFirst
      ? []
      : thread
        ? all.filter((m) => m.ts === thread || m.thread_ts === thread)
        : all.filter(isTop);
    const ephemerals = mirror
      .list("ephemerals")
      .filter(
        (e) => e.user === state.me && e.channel === channel() && (e.thread_ts === thread || !e.thread_ts),
      );
    const actor = place.member();
    const botName = mirror.get("members", mirror.state.facts.bot)?.name ?? "";
    const intro = isFirst
      ? welcome({ mirror, words, channel: channel(), send })
      : messages.length === 0 && !thread
        ? emptyChannel({
            words,
            name: botName,
            isAdvisors: mirror.get("channels", state.place)?.kind === "private",
          })
        : undefined;
    const status = thread ? mirror.get("statuses", `${channel()}:${thread}`) : undefined;
    const statusNode = statusLine(status, botName, mirror.now());
    if (!actor) return;
    list.show({
      where: `${state.me} ${channel()} ${thread}`,
      messages,
      ephemerals,
      intro,
      statusNode,
      context: context(),
    });
    fill(main, list.node);
  };
  const drawNotices = () => {
    for (const notice of mirror.list("notices").filter((n) => n.user === state.me)) {
      warn(t("appDidNotRespond"));
      act(state.me, { do: "dismiss", kind: "notice", id: notice.id });
    }
  };
  const draw = () => {
    if (!mirror.state.ready) return;
    state.me ??= members()[0]?.id;
    if (node.offsetParent) state.seen.set(channel(), mirror.messages(channel()).at(-1)?.ts ?? "0");
    node.setAttribute("aria-label", t(`${kind}Label`));
    head.draw();
    if (state.place === "home") drawHome();
    else drawMessages();
    composer.node.hidden = state.place === "home";
    composer.refresh();
    const views = mirror.list("views").filter((view) => view.type === "modal" && view.user === state.me);
    modal.show(views.find((view) => !views.some((other) => other.previous_view_id === view.id)));
    drawNotices();
  };

  node.addEventListener("click", (event) => {
    const href = event.target.closest?.("a[href]")?.href;
    const pointed = href && permalinked(href);
    if (!pointed) return;
    event.preventDefault();
    go(pointed.channel === place.member()?.dm ? "dm" : pointed.channel, pointed.thread);
    requestAnimationFrame(() => list.toMessage(pointed.ts));
  });
  node.append(head.node, main, composer.node, notices, modal.node);
  return { node, draw, choose, members, state, unread: head.unread };
}
