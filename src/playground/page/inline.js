import { h } from "./dom.js";

const EMOJI = {
  "+1": "👍",
  thumbsup: "👍",
  "-1": "👎",
  thumbsdown: "👎",
  wave: "👋",
  tada: "🎉",
  eyes: "👀",
  heart: "❤️",
  pray: "🙏",
  bow: "🙇",
  white_check_mark: "✅",
  heavy_check_mark: "✔️",
  warning: "⚠️",
  bulb: "💡",
  memo: "📝",
  speech_balloon: "💬",
  handshake: "🤝",
  raised_hand: "✋",
  hourglass: "⌛",
  hourglass_flowing_sand: "⏳",
  seedling: "🌱",
  sparkles: "✨",
  mag: "🔍",
  book: "📖",
  books: "📚",
  bell: "🔔",
  lock: "🔒",
  clock3: "🕒",
  calendar: "📅",
  bust_in_silhouette: "👤",
  busts_in_silhouette: "👥",
  compass: "🧭",
  signpost: "🪧",
  smile: "😄",
  slightly_smiling_face: "🙂",
  thinking_face: "🤔",
  x: "❌",
  arrow_right: "➡️",
  star: "⭐",
  rocket: "🚀",
  ok_hand: "👌",
};

/** The picture of an emoji's name; the name itself when it is not a known one. */
export const emoji = (name) => EMOJI[name] ?? `:${name}:`;
export const REACTIONS = ["+1", "heart", "tada", "pray", "eyes"];

const decode = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const isSafe = (url) => /^(https?:|mailto:)/i.test(url);

/** The message a permalink of this workspace stands for; undefined for any other address. */
export function permalinked(href) {
  const url = new URL(href, location.href);
  const [, channel, seconds, micro] = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(url.pathname) ?? [];
  if (url.origin !== location.origin || !channel) return undefined;
  return { channel, ts: `${seconds}.${micro}`, thread: url.searchParams.get("thread_ts") ?? undefined };
}

/** A link that leaves the page in a new tab; text alone when the address is not one to follow. */
export function link(url, label) {
  if (!isSafe(url)) return h("span", {}, label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

function date(expression) {
  const [, at, format, , fallback] = /^!date\^(\d+)\^([^^|]*)(\^[^|]*)?\|?(.*)$/.exec(expression) ?? [];
  if (!at) return h("span", {}, expression);
  const shown = new Date(Number(at) * 1000);
  const words = format
    .replace(/\{date[^}]*\}/g, new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(shown))
    .replace(/\{time[^}]*\}/g, new Intl.DateTimeFormat(undefined, { timeStyle: "short" }).format(shown));
  return h("time", { datetime: shown.toISOString() }, words || fallback);
}

/** What stands between angle brackets in mrkdwn: a person, a channel, a call, a date or a link. */
function reference(inner, mirror) {
  const [target, label] = inner.split("|");
  if (target.startsWith("@")) {
    const member = mirror.get("members", target.slice(1));
    return h("span", { class: "mention" }, `@${member?.name ?? label ?? target.slice(1)}`);
  }
  if (target.startsWith("#")) {
    const channel = mirror.get("channels", target.slice(1));
    return h("span", { class: "mention" }, `#${channel?.name ?? label ?? target.slice(1)}`);
  }
  if (target.startsWith("!date")) return date(inner);
  if (target.startsWith("!"))
    return h("span", { class: "mention call" }, `@${label ?? target.slice(1).split("^")[0]}`);
  return link(decode(target), decode(label ?? target.replace(/^mailto:/, "")));
}

// Slack's rule: a mark counts only at a word's edge, so "*太字*です" keeps its asterisks there and here.
const EDGE = "[\\s.,;:!?()\\[\\]{}\"'—–-]";
const MARKS = [
  ["*", "strong"],
  ["_", "em"],
  ["~", "s"],
];
const marked = new RegExp(`(?<=^|${EDGE}|[*_~])([*_~])(?=\\S)((?:(?!\\1).)*?\\S)\\1(?=$|${EDGE}|[*_~])`, "s");
const TOKEN = /(`[^`\n]+`)|<([^<>\n]+)>|:([a-z0-9_+-]+):/;

function plain(text) {
  return decode(text)
    .split("\n")
    .flatMap((line, i) => (i === 0 ? [line] : [h("br"), line]));
}

/** One stretch of mrkdwn as nodes. */
export function inline(text, mirror) {
  const token = TOKEN.exec(text);
  const mark = marked.exec(text);
  if (mark && (!token || mark.index < token.index)) {
    const [, sign, body] = mark;
    const tag = MARKS.find(([candidate]) => candidate === sign)?.[1] ?? "span";
    return [
      ...plain(text.slice(0, mark.index)),
      h(tag, {}, inline(body, mirror)),
      ...inline(text.slice(mark.index + mark[0].length), mirror),
    ];
  }
  if (!token) return plain(text);
  const [whole, code, ref, name] = token;
  const node = code
    ? h("code", {}, decode(code.slice(1, -1)))
    : ref
      ? reference(ref, mirror)
      : (EMOJI[name] ?? whole);
  return [
    ...plain(text.slice(0, token.index)),
    node,
    ...inline(text.slice(token.index + whole.length), mirror),
  ];
}

function quoted(lines, mirror) {
  const text = lines.map((line) => line.replace(/^&gt; ?/, "")).join("\n");
  return h("blockquote", {}, inline(text, mirror));
}

/** Slack's mrkdwn: code blocks and quotes around stretches of inline text. */
export function mrkdwn(text, mirror) {
  return text.split(/```\n?([\s\S]*?)```/).flatMap((part, i) => {
    if (i % 2 === 1) return [h("pre", {}, h("code", {}, decode(part.replace(/\n$/, ""))))];
    const groups = [];
    for (const line of part.split("\n")) {
      const isQuote = line.startsWith("&gt;");
      const last = groups.at(-1);
      if (last && last.isQuote === isQuote) last.lines.push(line);
      else groups.push({ isQuote, lines: [line] });
    }
    return groups.flatMap(({ isQuote, lines }) =>
      isQuote ? [quoted(lines, mirror)] : inline(lines.join("\n"), mirror),
    );
  });
}

/** A text object: mrkdwn, or plain text with its emoji. */
export function textObject(object, mirror) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, mirror);
  return plain(object.text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] ?? whole));
}
