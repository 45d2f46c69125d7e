import type { Unanswered } from "../conversation/statistics.ts";

/** Knowledge that came out of a consultation: written by one advisor, approved by another. */
export interface Lesson {
  readonly id: string;
  /** The handoff it came from, if any. */
  readonly handoffId: string | undefined;
  readonly question: string;
  readonly answer: string;
  readonly state: "draft" | "approved" | "withdrawn";
  readonly authorId: string;
  readonly approvedBy: string | undefined;
  readonly createdAt: number;
  readonly approvedAt: number | undefined;
  /** Advice ages: after this moment it is no longer cited. Epoch ms. */
  readonly expiresAt: number;
}

export interface LessonStore {
  /** Stores a draft, or the author's new words while it is one. @returns false when it is no longer a draft */
  save(lesson: Lesson): Promise<boolean>;
  get(id: string): Promise<Lesson | undefined>;
  /** One conditional UPDATE: a draft becomes approved once, and never by its author. */
  approve(id: string, approverId: string, at: number): Promise<boolean>;
  withdraw(id: string): Promise<boolean>;
  /** Approved and not expired at `now`, oldest first. */
  current(now: number): Promise<readonly Lesson[]>;
}

/** A subject, or words that several people used alike. */
export interface Gap {
  readonly question: string;
  readonly count: number;
}

/** What the knowledge could not answer. */
export interface Gaps {
  /** Most frequent first. */
  readonly shared: readonly Gap[];
  /** How many questions only one person asked: their words stay theirs. */
  readonly single: number;
}

export interface GapOptions {
  /** Our own name for what a question is about, where we have one. */
  readonly subjectOf: (question: string) => string | undefined;
  /** Whether whoever reads the gaps may read this person's words at all. */
  readonly isOurs: (asker: Unanswered["asker"]) => boolean;
}

/** Two wordings belong together when this share of their character pairs is common (Jaccard). */
const SAME_GAP = 0.45;
/** Groups unanswered questions by subject, or by wording where they have none. */
export function groupGaps(questions: readonly Unanswered[], options: GapOptions): Gaps {
  const groups: { subject?: string; pairs: ReadonlySet<string>; asked: Unanswered[] }[] = [];
  for (const question of questions) {
    const subject = options.subjectOf(question.text);
    const pairs = pairsOf(question.text);
    const group = groups.find((known) =>
      subject || known.subject ? known.subject === subject : overlap(known.pairs, pairs) >= SAME_GAP,
    );
    if (group) group.asked.push(question);
    else groups.push({ ...(subject && { subject }), pairs, asked: [question] });
  }
  const shared: Gap[] = [];
  let single = 0;
  for (const { subject, asked } of groups) {
    const question = subject ?? sharedWording(asked, options);
    if (question) shared.push({ question, count: asked.length });
    else single += asked.length;
  }
  return { shared: shared.sort((a, b) => b.count - a.count), single };
}

/** The longest of our people's wordings of which somebody else among them wrote every part as well. */
function sharedWording(asked: readonly Unanswered[], { isOurs }: GapOptions): string | undefined {
  const ours = asked
    .filter(({ asker }) => isOurs(asker))
    .map((one) => ({ ...one, pairs: pairsOf(one.text) }));
  return ours
    .filter(({ pairs, asker }) =>
      ours.some(
        (other) => other.asker.userId !== asker.userId && [...pairs].every((pair) => other.pairs.has(pair)),
      ),
    )
    .sort((a, b) => b.pairs.size - a.pairs.size)[0]?.text;
}

function pairsOf(text: string): ReadonlySet<string> {
  const clean = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, "");
  const pairs = new Set<string>();
  for (let index = 0; index + 1 < clean.length; index += 1) pairs.add(clean.slice(index, index + 2));
  return pairs;
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((pair) => b.has(pair)).length;
  return common === 0 ? 0 : common / (a.size + b.size - common);
}
