import { contentPieces, coverage } from "../question/terms.ts";
import { OPENS_A_WAY } from "./manner.ts";
import { isSelfReview } from "./phrasing.ts";
import type { Scored } from "./score.ts";

export interface PickOptions {
  /** Keeps to the role of the best sentence. */
  readonly oneRole?: boolean;
  /** The best sentence leads, and only what holds as much of the subject stands beside it. */
  readonly topFirst?: boolean;
}

/** Share of what the best sentence holds of a question that one beside it must hold too. */
const HOLDS_TOO = 0.5;

/** A sentence must reach this share of the best one's score to stand beside it. */
const WORTH_SAYING = 0.55;
/** What stands next to the best sentence continues its thought. */
const CONTINUES = 0.12;
/** So much more of the question the best sentence must hold than the section's first to go before it. */
const ANSWERS_OUTRIGHT = 0.2;
/** So much better it must score to do so where the section itself is all that the question names. */
const ANSWERS_FAR_BETTER = 0.5;

/**
 * The best few sentences, at most `limit` from at most two sections, the better section first.
 * They are read in the order of the knowledge, but one that answers outright comes before what introduces it.
 */
export function pickSentences(scored: readonly Scored[], limit: number, options: PickOptions = {}): Scored[] {
  const { oneRole = false, topFirst = false } = options;
  const [top] = scored;
  if (!top) return [];
  const picked: Scored[] = [top];
  const sections = new Set([top.section.section.key]);
  for (const candidate of continued(scored, top)) {
    if (picked.length >= limit) break;
    const key = candidate.section.section.key;
    if (!sections.has(key) && sections.size >= 2) continue;
    if (candidate.score < top.score * WORTH_SAYING) continue;
    if (topFirst && candidate.held < top.held * HOLDS_TOO) continue;
    if (oneRole && !candidate.sentence.roles.every((role) => top.sentence.roles.includes(role))) continue;
    if (picked.some(({ sentence }) => saysTheSame(sentence.text, candidate.sentence.text))) continue;
    sections.add(key);
    picked.push(candidate);
  }
  return topFirst ? topThenRest(picked, top) : inReadingOrder(picked, top);
}

function topThenRest(picked: readonly Scored[], top: Scored): Scored[] {
  return [top, ...inReadingOrder(picked, top).filter((one) => one !== top)];
}

function continued(scored: readonly Scored[], top: Scored): Scored[] {
  return scored
    .filter((candidate) => candidate !== top)
    .map((candidate) => {
      const next = candidate.section === top.section && candidate.at === top.at + 1;
      return next ? { ...candidate, score: candidate.score + CONTINUES } : candidate;
    })
    .sort((a, b) => b.score - a.score);
}

function inReadingOrder(picked: readonly Scored[], top: Scored): Scored[] {
  const order = [...new Set(subjectFirst(picked).map(({ section }) => section.section.key))];
  const sorted = picked.toSorted(
    (a, b) => order.indexOf(a.section.section.key) - order.indexOf(b.section.section.key) || a.at - b.at,
  );
  const first = sorted[0] as Scored;
  const better =
    top.direct - first.direct >= ANSWERS_OUTRIGHT ||
    (top.direct === first.direct && top.score - first.score >= ANSWERS_FAR_BETTER);
  const outright = first !== top && !top.aside && better;
  return outright ? [top, ...sorted.filter((other) => other !== top)] : sorted;
}

/** What stands under the subject asked for opens, what another section adds follows. */
function subjectFirst(picked: readonly Scored[]): Scored[] {
  return [...picked.filter(({ aside }) => !aside), ...picked.filter(({ aside }) => aside)];
}

/** Sections this far behind the best one speak of something else. */
const STILL_RELATED = 0.35;

/** For a worry: one more sentence that opens a way, about the same role; what is valued before what to look back on. */
export function wayForward(scored: readonly Scored[], picked: readonly Scored[]): Scored | undefined {
  const roles = new Set(picked.flatMap(({ sentence }) => sentence.roles));
  const best = Math.max(...scored.map(({ section }) => section.score), 0.01);
  const ways = scored.filter(
    (one) =>
      !picked.includes(one) &&
      one.section.score / best >= STILL_RELATED &&
      OPENS_A_WAY.test(one.sentence.text) &&
      one.sentence.roles.every((role) => roles.has(role)) &&
      !picked.some(({ sentence }) => saysTheSame(sentence.text, one.sentence.text)),
  );
  return ways.find(({ sentence }) => !isSelfReview(sentence.text)) ?? ways[0];
}

function saysTheSame(a: string, b: string): boolean {
  const [left, right] = [contentPieces(a), contentPieces(b)];
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  return coverage(small, large) > 0.8;
}
