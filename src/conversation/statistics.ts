/** Numbers for an operator and for advisors; no words, no people. */
export interface Statistics {
  /** Requesters' turns since then (epoch ms), answers with sources, and handoffs that were sent. */
  since(
    at: number,
  ): Promise<{ readonly questions: number; readonly answered: number; readonly handoffs: number }>;
  /** Questions since then (epoch ms) that the knowledge could not answer, as they were stored, oldest first. */
  unanswered(at: number): Promise<readonly string[]>;
  /** Median time from request to claim over the last twenty, milliseconds; undefined below five: no guess is better. */
  usualWait(): Promise<number | undefined>;
  /** Handoffs waiting in line, and held by this advisor. */
  queue(advisorId: string): Promise<{ readonly waiting: number; readonly mine: number }>;
  /** True for somebody who has ever held a handoff. */
  isAdvisor(userId: string): Promise<boolean>;
}
