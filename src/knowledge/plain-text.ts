import type { Block } from "./blocks.ts";
import { ENDS_SENTENCE, findBoilerplate } from "./boilerplate.ts";

/**
 * Text as pasted from the web: headings are bare lines, calls to action repeat, a table of contents line
 * stands about, and blank runs mean nothing. Every content sentence comes out once.
 */
export function parsePlainText(text: string): Block[] {
  const lines = text.split("\n").map((line) => line.replace(/\s+/g, " ").trim());
  const kept = dropRepeatedSentences(dropContentsList(dropBoilerplate(lines)));
  const headings = findHeadings(kept);
  const depthOf = headingDepths(kept.filter((_, i) => headings.has(i)));
  return kept.flatMap((line, i): Block[] => {
    if (line === "") return [];
    if (!headings.has(i)) return [{ kind: "paragraph", text: line }];
    return [{ kind: "heading", depth: depthOf(line), text: line }];
  });
}

const CONTENTS_LINE = /^(目次|もくじ|contents|table of contents)$/i;
const LIST_ITEM = /^([・•●◦*-]|\d+[.)．）])\s*\S/u;
const LONGEST_HEADING = 60;

function dropBoilerplate(lines: readonly string[]): string[] {
  const dropped = findBoilerplate(lines);
  return lines.filter((_, at) => !dropped.has(at));
}

/** The contents line and the entries below it that stand as lines of their own further down. */
function dropContentsList(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => CONTENTS_LINE.test(line));
  if (start < 0) return [...lines];
  const entry = (line: string) => line.replace(LIST_ITEM, (match) => match.slice(-1));
  let end = start + 1;
  while (end < lines.length) {
    const line = lines[end] as string;
    const again = lines.slice(end + 1).some((other) => other !== "" && entry(other) === entry(line));
    if (line !== "" && !again) break;
    end++;
  }
  return [...lines.slice(0, start), ...lines.slice(end)];
}

/** A full sentence that was said already is not said again; short lines may be headings and may recur. */
function dropRepeatedSentences(lines: readonly string[]): string[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    if (!ENDS_SENTENCE.test(line) || line.length < 15) return true;
    if (seen.has(line)) return false;
    seen.add(line);
    return true;
  });
}

/** Bare short lines that follow a finished sentence and have prose (or one heading more) below them. */
function findHeadings(lines: readonly string[]): ReadonlySet<number> {
  const content = lines.flatMap((line, at) => (line === "" ? [] : [{ line, at }]));
  const bare = content.map(({ line, at }, i) =>
    looksLikeHeading(line, stands(lines, at), content[i + 1]?.line),
  );
  const headings = new Set<number>();
  content.forEach(({ at }, i) => {
    if (!bare[i]) return;
    const before = content[i - 1];
    const wrapped = before && !bare[i - 1] && !ENDS_SENTENCE.test(before.line) && lines[at - 1] !== "";
    const leadsToProse = content.slice(i + 1, i + 3).some((_, offset) => bare[i + 1 + offset] === false);
    if (!wrapped && leadsToProse) headings.add(at);
  });
  return headings;
}

/** Whether blank lines set a line apart on both sides. */
function stands(lines: readonly string[], at: number): boolean {
  return (at === 0 || lines[at - 1] === "") && lines[at + 1] === "";
}

function looksLikeHeading(line: string, apart: boolean, next: string | undefined): boolean {
  if (line.length > LONGEST_HEADING || LIST_ITEM.test(line) || /[。．、,，:：;；]$/u.test(line)) return false;
  if (/。/u.test(line)) return false;
  // A question or an exclamation is a heading only where its surroundings say so.
  if (ENDS_SENTENCE.test(line)) return /[?？]$/u.test(line) && (apart || (next?.length ?? 0) > line.length);
  return true;
}

/**
 * Pasted headings have lost their level. Those that name the document's subject (a long run of the title
 * that several headings share) are its parts; the others stand below them.
 */
function headingDepths(headings: readonly string[]): (heading: string) => number {
  const [title = "", ...rest] = headings;
  const runs = title.match(/[\p{Script=Katakana}\p{Script=Han}ー]{4,}|[A-Za-z][A-Za-z ]{4,}/gu) ?? [];
  const subjects = runs.filter((run) => rest.filter((heading) => heading.includes(run)).length >= 2);
  return (heading) => {
    if (heading === title) return 1;
    if (subjects.length === 0) return 2;
    return subjects.some((subject) => heading.includes(subject)) ? 2 : 3;
  };
}
