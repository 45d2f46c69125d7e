import { renderBlocks } from "./blocks.js";
import { h, icon } from "./dom.js";
import { emoji, inline, mrkdwn, REACTIONS } from "./inline.js";
import { markdown } from "./markdown.js";
import { messageMenu } from "./message-menu.js";
import { streamParts } from "./tasks.js";
import { timeOf } from "./words.js";

/** A small picture of who speaks: the signpost for Shirube, else the first letter on the person's colour. */
export function avatar(name, role) {
  if (role === "agent") return h("img", { class: "avatar", src: "/page/avatar.svg", alt: "" });
  return h("span", { class: `avatar avatar-${role}`, "aria-hidden": "true" }, [...name][0] ?? "?");
}

/** Under which name and role a message is shown; a relay speaks in a person's name. */
function speaker(message, { mirror }) {
  const member = mirror.get("members", message.user);
  if (message.subtype === "tombstone") return { name: "–", role: "requester", isApp: false };
  if (message.username) return { name: message.username, role: "advisor", isApp: true };
  return {
    name: member?.name ?? message.user,
    role: member?.role ?? "requester",
    isApp: member?.role === "agent",
  };
}

/** What the message says: streamed parts, else blocks, else text. */
function body(message, context) {
  const { mirror, t } = context;
  if (message.subtype === "tombstone") return [h("p", { class: "quiet-note" }, t("deleted"))];
  const blocks = renderBlocks(message.blocks, context);
  if (message.stream) return [...streamParts(message.stream, context, renderBlocks), ...blocks];
  if (message.markdown) return [markdown(message.markdown, t), ...blocks];
  if (blocks.length > 0) return blocks;
  return message.text ? [h("div", { class: "mrkdwn" }, mrkdwn(message.text, mirror))] : [];
}

function files(message, { t }) {
  if (!message.files?.length) return undefined;
  const item = (file) =>
    h(
      "li",
      {},
      h(
        "a",
        { class: "file", href: `/files/${file.id}/${encodeURIComponent(file.name)}`, download: file.name },
        icon("file"),
        file.title || file.name,
        h("small", {}, `${Math.max(1, Math.round(file.size / 1024))} KB`),
      ),
    );
  return h("ul", { class: "files", "aria-label": t("file") }, message.files.map(item));
}

function reactions(message, { me, t, does }) {
  if (!message.reactions?.length) return undefined;
  const pill = ({ name, users }) => {
    const mine = users.includes(me.id);
    const toggle = () => does({ do: "react", channel: message.channel, ts: message.ts, name, on: !mine });
    const label = t(mine ? "unreact" : "react", { name });
    return h(
      "button",
      {
        type: "button",
        class: "reaction",
        "aria-pressed": String(mine),
        "aria-label": `${label} (${users.length})`,
        on: { click: toggle },
      },
      emoji(name),
      h("span", {}, String(users.length)),
    );
  };
  return h("div", { class: "reactions" }, message.reactions.map(pill));
}

/** The way into a message's thread, with the newest words in it. */
function replyLine(message, { t, openThread, mirror }) {
  if (!openThread || !message.reply_count) return undefined;
  const latest = mirror.get("messages", `${message.channel}:${message.latest_reply}`);
  const words = latest?.text.replace(/\s+/g, " ").trim();
  return h(
    "button",
    { type: "button", class: "reply-line", on: { click: () => openThread(message.ts) } },
    icon("reply"),
    h("span", { class: "reply-count" }, t("replies", { n: message.reply_count })),
    words ? h("span", { class: "reply-latest" }, inline(words, mirror)) : undefined,
  );
}

function heading(message, context, { name, isApp }) {
  const { t, language } = context;
  return h(
    "div",
    { class: "message-head" },
    h("span", { class: "message-name" }, name),
    isApp ? h("span", { class: "badge" }, t("app")) : undefined,
    h(
      "time",
      { class: "message-time", datetime: new Date(Number(message.ts) * 1000).toISOString() },
      timeOf(message.ts, language),
    ),
    message.edited && message.user !== context.bot
      ? h("span", { class: "message-edited" }, t("edited"))
      : undefined,
  );
}

const STREAM_MS = 5 * 60_000;

/** Whether a streamed message can still grow: Slack ends it after five minutes. */
export function isGrowing({ stream }, now) {
  return stream?.state === "streaming" && now - stream.startedAt < STREAM_MS;
}

/** One message as an article; `context` is the pane's, with what its person can do. */
export function renderMessage(message, context) {
  const who = speaker(message, context);
  const isMine = message.user === context.me.id;
  const isStreaming = isGrowing(message, context.mirror.now());
  const surface = { kind: "message", id: `${message.channel}:${message.ts}` };
  const inside = {
    ...context,
    press: (element, block, entry) => context.pressOn(surface, element, block, entry),
    changed: (element, block, entry) => context.pressOn(surface, element, block, entry),
  };
  const content = h("div", { class: "message-body" }, body(message, inside), files(message, context));
  const classes = ["message", isMine ? "mine" : "", isStreaming ? "streaming" : "", `by-${who.role}`];
  return h(
    "article",
    {
      class: classes.filter(Boolean).join(" "),
      "aria-busy": isStreaming ? "true" : undefined,
      data: { ts: message.ts },
    },
    avatar(who.name, who.role),
    h(
      "div",
      { class: "message-main" },
      heading(message, context, who),
      content,
      message.stream?.state === "stopped_by_user"
        ? h("p", { class: "quiet-note" }, context.t("stoppedByYou"))
        : undefined,
      reactions(message, context),
      replyLine(message, context),
    ),
    isStreaming ? undefined : messageMenu(message, context, isMine, REACTIONS),
  );
}

/** A message only this person sees. */
export function renderEphemeral(ephemeral, context) {
  const surface = { kind: "ephemeral", id: ephemeral.id };
  const press = (element, block, entry) => context.pressOn(surface, element, block, entry);
  const dismiss = () => context.does({ do: "dismiss", kind: "ephemeral", id: ephemeral.id });
  return h(
    "article",
    { class: "message ephemeral by-agent" },
    avatar("", "agent"),
    h(
      "div",
      { class: "message-main" },
      h(
        "div",
        { class: "message-head" },
        h("span", { class: "message-name" }, context.mirror.get("members", context.bot)?.name ?? ""),
        h("span", { class: "badge" }, context.t("app")),
        h("span", { class: "only-you" }, context.t("onlyYou")),
      ),
      h("div", { class: "message-body" }, body(ephemeral, { ...context, press, changed: press })),
      h("button", { type: "button", class: "text-button", on: { click: dismiss } }, context.t("dismiss")),
    ),
  );
}
