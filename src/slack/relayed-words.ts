import type { RelayedFile } from "../handoff/outbox.ts";
import { cut, LIMITS } from "./limits.ts";
import type { Message } from "./posting.ts";
import { isCarried } from "./relay-files.ts";
import { escapeMrkdwn, safeMrkdwn } from "./safe-text.ts";

/** What one side reads about the other's words, in its language. */
export interface RelayTexts {
  readonly edited: string;
  readonly deleted: string;
  readonly file: (what: string) => string;
  readonly fileLeft: (what: string) => string;
}

export interface ShownWords {
  readonly text: string;
  /** @default "new" */
  readonly change?: "new" | "edited" | "deleted";
  readonly files?: readonly RelayedFile[];
  /** An advisor, by an id we know ourselves, who hears of these words from Slack. */
  readonly calls?: string;
}

/** Somebody's words as the other side sees them: who, what, and what was attached but could not come along. */
export function renderRelayed(from: string, shown: ShownWords, texts: RelayTexts): Message {
  const { change = "new" } = shown;
  const words = change === "deleted" ? texts.deleted : wordsOf(shown, texts);
  const mark = change === "edited" ? ` ${texts.edited}` : "";
  const call = shown.calls ? [`<@${shown.calls}>`] : [];
  return {
    text: [...call, `${from}${mark}: ${words}`].join(" "),
    blocks: [
      ...call.map((text) => ({ type: "section" as const, text: { type: "mrkdwn" as const, text } })),
      {
        type: "context",
        elements: [{ type: "mrkdwn", text: `*${escapeMrkdwn(from)}*${mark}`, verbatim: true }],
      },
      ...pieces(words, LIMITS.section).map((piece) => ({
        type: "section" as const,
        text: { type: "mrkdwn" as const, text: cut(piece, LIMITS.section), verbatim: true },
        expand: true,
      })),
    ],
  };
}

/** A file that comes along shows itself; without any words it is named, so that the message says something. */
function wordsOf({ text, files = [] }: ShownWords, texts: RelayTexts): string {
  const lines = files.flatMap((file) => {
    if (!isCarried(file)) return [texts.fileLeft(safeMrkdwn(describeFile(file)))];
    return text.trim() === "" ? [texts.file(safeMrkdwn(describeFile(file)))] : [];
  });
  return [safeMrkdwn(text), ...lines].filter((line) => line.trim() !== "").join("\n");
}

/** A file's name, and its size where Slack tells it. */
function describeFile({ name, size }: RelayedFile): string {
  if (size === 0) return name;
  const kilobytes = Math.max(1, Math.round(size / 1024));
  return `${name} (${kilobytes < 1024 ? `${kilobytes} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`})`;
}

/** Long words over several sections, cut at line ends where there are any. */
function pieces(text: string, limit: number): string[] {
  if (text.length <= limit) return [text || " "];
  const newline = text.lastIndexOf("\n", limit);
  const at = newline > limit / 2 ? newline + 1 : limit;
  return [text.slice(0, at), ...pieces(text.slice(at), limit)];
}
