import type { Store } from "./store.ts";

const escapeText = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Text as Slack's composer sends it: escaped, bare addresses made links. */
export function composeText(text: string): string {
  return escapeText(text).replace(/https?:\/\/[^\s<>|、。）」]+/g, (url) => `<${url}>`);
}

/** The same, with `@name` made a mention of that member, the longest name first. */
export function composeWithMentions(store: Store, text: string): string {
  const members = store.list("members").toSorted((a, b) => b.name.length - a.name.length);
  return members.reduce((line, { id, name }) => line.replaceAll(`@${name}`, `<@${id}>`), composeText(text));
}
