/** A joiner that shows nothing but keeps Slack from reading a mention. */
const WORD_JOINER = "\u2060";

/**
 * Makes every mention in foreign text (a model's, an article's, a person's) inert on every surface:
 * `<!channel>`, `<!here>`, `<!everyone>`, `<!subteam^…>`, `<@U…>`, `<#C…>` and the bare `@channel` forms.
 */
export function withoutMentions(text: string): string {
  let inert = text;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = inert.replace(CONTROL, inertForm);
    if (next === inert) break;
    inert = next;
  }
  return inert
    .replace(/<(?=!|@[UWB]|#[CG])/gi, `<${WORD_JOINER}`)
    .replace(/([@＠])(channel|here|everyone)\b/gi, `$1${WORD_JOINER}$2`);
}

/** One control sequence with none inside; what never closes costs no second look. */
const CONTROL = /<([!@#])([^<>]*)>/g;
/** Sequences wrapped in sequences; any that are left beyond this are broken up as they stand. */
const DEEPEST = 8;

function inertForm(whole: string, kind: string, body: string): string {
  const bar = body.indexOf("|");
  const id = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? "" : body.slice(bar + 1);
  if (kind === "@") return /^[UWB][A-Z0-9]+$/i.test(id) ? `@${WORD_JOINER}${label || "…"}` : whole;
  if (kind === "#") return /^[CG][A-Z0-9]+$/i.test(id) ? `#${label || "…"}` : whole;
  if (/^(channel|here|everyone)$/i.test(id)) return `@${WORD_JOINER}${id}`;
  if (/^subteam\^/i.test(id)) return `@${WORD_JOINER}${label.replace(/^@/, "") || "group"}`;
  return /^date\^/i.test(id) && label ? label : body;
}

/** For mrkdwn text objects, where `&`, `<` and `>` are control characters. */
export function escapeMrkdwn(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** Undoes Slack's escaping, so that the agent and the store see what the person typed. */
export function unescapeSlack(text: string): string {
  return text
    .replace(/<(?:https?:|mailto:)[^<>|]*\|([^<>]*)>/g, "$1")
    .replace(/<((?:https?:|mailto:)[^<>]*)>/g, "$1")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

const PUNCTUATION = /^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu;

/**
 * Moves punctuation at the edges of `**bold**` outside, since next to kana or full-width marks
 * the delimiters would otherwise be shown as asterisks (CommonMark flanking rules).
 */
export function fixEmphasis(markdown: string): string {
  return markdown.replace(/\*\*([^*\n]+)\*\*/g, (whole, inner: string) => {
    const core = inner.replace(PUNCTUATION, "");
    if (core === "") return inner;
    const at = inner.indexOf(core);
    if (at === 0 && core.length === inner.length) return whole;
    return `${inner.slice(0, at)}**${core}**${inner.slice(at + core.length)}`;
  });
}

/** Markdown ready for a markdown block or a stream. */
export function safeMarkdown(markdown: string): string {
  return fixEmphasis(withoutMentions(markdown));
}

/** A person's own mrkdwn, passed on with its formatting but without its power to notify. */
export function safeMrkdwn(mrkdwn: string): string {
  return withoutMentions(mrkdwn);
}

/** Markdown as a notification or a screen reader can use it. */
export function plainText(markdown: string): string {
  return withoutMentions(markdown)
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/^#{1,6}\s+/gm, "")
    .replace(/\[([^\][]+)\]\([^()]+\)/g, "$1");
}
