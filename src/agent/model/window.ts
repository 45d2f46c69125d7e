import { recentTurns, type Turn } from "../../conversation/conversation.ts";
import { addressesSoftware } from "../../knowledge/orders.ts";
import type { TokenCounter } from "./tokens.ts";

/** Turns a model reads word for word. */
const WINDOW = 8;
const WINDOW_TOKENS = 3000;
const SUMMARY_TOKENS = 500;

/** The last turns that fit, oldest first; a turn that does not fit ends the window, so that nothing is missing within it. */
export function windowOf(turns: readonly Turn[], count: TokenCounter): readonly Turn[] {
  const spoken = recentTurns(spokenIn(turns), WINDOW);
  let left = WINDOW_TOKENS;
  const cut = spoken.findLastIndex(({ text }) => {
    left -= count(text);
    return left < 0;
  });
  return spoken.slice(cut + 1);
}

/**
 * What came before the window, as a running summary: each question with the sections that answered it.
 * It is put together from what was said and cited, so it can add nothing; the oldest goes first when it grows long.
 */
export function summaryBefore(turns: readonly Turn[], window: readonly Turn[], count: TokenCounter): string {
  const earlier = spokenIn(turns).slice(0, spokenIn(turns).length - window.length);
  const lines = earlier.flatMap((turn, at) => {
    if (turn.role !== "requester") return [];
    const answer = earlier.slice(at + 1).find(({ role }) => role !== "requester");
    const cited = (answer?.citations ?? []).flatMap(({ headingPath }) => headingPath.at(-1) ?? []);
    const headings = [...new Set(cited)].filter((heading) => !addressesSoftware(heading));
    return [headings.length > 0 ? `${short(turn.text)} → ${headings.join(", ")}` : short(turn.text)];
  });
  let left = SUMMARY_TOKENS;
  const cut = lines.findLastIndex((line) => {
    left -= count(line);
    return left < 0;
  });
  return lines.slice(cut + 1).join(" / ");
}

function spokenIn(turns: readonly Turn[]): readonly Turn[] {
  return turns.filter(({ role }) => role !== "marker");
}

function short(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}
