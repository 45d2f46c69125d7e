/** A piece of a model's text that is checked on its own. */
export interface Segment {
  /** As written, with its line break, list mark and markers. */
  readonly raw: string;
  /** What stands before the words: line breaks, list mark. */
  readonly lead: string;
  /** The words without markers. */
  readonly words: string;
  /** Numbers of the sentences it cites, in order. */
  readonly cites: readonly number[];
}

const MARKERS = /(?:\s?\[\d{1,4}\])+/;
const MARKER = /\s?\[(\d{1,4})\]/g;
const LEAD = /^\s*(?:(?:[-*・•]|\d+[.)])\s+)?/;

/**
 * Cuts streamed text into checkable segments as soon as each is complete:
 * a sentence with the markers that follow it, or a line.
 */
export function createSegmenter(): { push(text: string): Segment[]; end(): Segment[] } {
  let buffer = "";
  const take = (final: boolean): Segment[] => {
    const segments: Segment[] = [];
    for (;;) {
      const length = completeLength(buffer, final);
      if (length === 0) return segments;
      segments.push(toSegment(buffer.slice(0, length)));
      buffer = buffer.slice(length);
    }
  };
  return {
    push(text) {
      buffer += text;
      return take(false);
    },
    end() {
      return take(true);
    },
  };
}

/** Length of the first complete segment of `text`, 0 when more text could still belong to it. */
function completeLength(text: string, final: boolean): number {
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  if (lead === text.length) return final ? text.length : 0;
  const body = text.slice(lead);
  const stop = /[。！？!?]+[」』）)]*|\.(?=\s|\[|$)|\n/.exec(body);
  if (!stop) return final ? text.length : 0;
  const inside = openQuotation(body.slice(0, stop.index));
  if (inside && !final && stop[0] !== "\n") return 0;
  let end = stop[0] === "\n" ? stop.index : stop.index + stop[0].length;
  const after = new RegExp(`^${MARKERS.source}`).exec(body.slice(end));
  if (after) end += after[0].length;
  const rest = body.slice(end);
  const undecided = !final && stop[0] !== "\n" && /^\s?(?:\[\d{0,4}\]?)?$/.test(rest);
  return undecided ? 0 : lead + end;
}

function openQuotation(text: string): boolean {
  const opened = text.match(/[「『]/g)?.length ?? 0;
  const closed = text.match(/[」』]/g)?.length ?? 0;
  return opened > closed && text.length < 200;
}

function toSegment(raw: string): Segment {
  const lead = LEAD.exec(raw)?.[0] ?? "";
  const body = raw.slice(lead.length);
  const cites = [...body.matchAll(MARKER)].map((match) => Number(match[1]));
  return { raw, lead, words: body.replace(MARKER, "").trim(), cites };
}
