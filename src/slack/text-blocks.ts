import type { KnownBlock } from "@slack/types";
import type { Locale } from "../conversation/conversation.ts";
import type { Source } from "../guidance/guidance.ts";
import { cut, LIMITS } from "./limits.ts";
import { escapeMrkdwn } from "./safe-text.ts";

export const plain = (text: string, limit: number = LIMITS.optionText) => ({
  type: "plain_text" as const,
  text: cut(text, limit),
});

export const header = (text: string): KnownBlock => ({ type: "header", text: plain(text, LIMITS.header) });

export const section = (mrkdwn: string): KnownBlock => ({
  type: "section",
  text: { type: "mrkdwn", text: cut(mrkdwn, LIMITS.section), verbatim: true },
});

export const note = (mrkdwn: string): KnownBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text: cut(mrkdwn, LIMITS.contextText), verbatim: true }],
});

/** A sentence of the sources and the section it stands in, unless it stands below that very name. */
export function quoted({ quote, section: place }: Source, locale: Locale, under = ""): string {
  const [open, close] = locale === "ja" ? ["「", "」"] : ["“", "”"];
  const words = `${open}${escapeMrkdwn(quote)}${close}`;
  return place === under ? words : `${words} (${escapeMrkdwn(place)})`;
}
