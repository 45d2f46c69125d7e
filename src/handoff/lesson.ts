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

/** A question the knowledge could not answer, with how it was asked. */
export interface Gap {
  /** The most typical wording. */
  readonly question: string;
  readonly count: number;
}

/** Two wordings belong together when this share of their character pairs is common (Jaccard). */
const SAME_GAP = 0.45;

/** Groups unanswered questions by wording, most frequent first. */
export function groupGaps(questions: readonly string[]): readonly Gap[] {
  const groups: { pairs: ReadonlySet<string>; wordings: string[] }[] = [];
  for (const question of questions) {
    const pairs = pairsOf(question);
    const group = groups.find((candidate) => overlap(candidate.pairs, pairs) >= SAME_GAP);
    if (group) group.wordings.push(question);
    else groups.push({ pairs, wordings: [question] });
  }
  return groups
    .map(({ wordings }) => ({ question: wordings[0] ?? "", count: wordings.length }))
    .sort((a, b) => b.count - a.count);
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
