import { isObject } from "./arguments.ts";
import type { Message } from "./records.ts";

const CALL = /<!(channel|here|everyone|subteam\^[A-Z0-9]+)(?:\|[^>]*)?>|<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;

/** Keys whose strings Slack reads as mark-up; plain_text objects are not among them. */
const READ = new Set(["text", "markdown", "pretext", "fallback"]);

function calls(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) calls(item, found);
    return;
  }
  if (!isObject(value) || value.type === "plain_text" || value.type === "button") return;
  if (value.type === "user") found.add(String(value.user_id));
  if (value.type === "broadcast") found.add(String(value.range));
  if (value.type === "usergroup") found.add(`subteam^${String(value.usergroup_id)}`);
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === "string" && READ.has(key))
      for (const match of item.matchAll(CALL)) found.add(match[1] ?? match[2] ?? "");
    if (typeof item === "object") calls(item, found);
  }
}

/** Everybody this message would call, on any of its surfaces. */
export function namedIn(message: Message): readonly string[] {
  const found = new Set<string>();
  calls(
    {
      text: message.text,
      markdown: message.markdown,
      parts: [message.blocks, message.attachments, message.stream?.parts],
    },
    found,
  );
  return [...found];
}
