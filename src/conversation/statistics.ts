import type { Identity } from "./identity.ts";

/** What happened since a moment. */
export interface PeriodCounts {
  /** Requesters' turns. */
  readonly questions: number;
  /** Answers with sources. */
  readonly answered: number;
  /** Handoffs that were sent. */
  readonly handoffs: number;
  /** People who said how things went some time after a handoff, and those of them who had tried what was advised. */
  readonly checkIns: number;
  readonly tried: number;
}

/** A question that the knowledge could not answer, and who asked it. */
export interface Unanswered {
  readonly text: string;
  readonly asker: Identity;
}

/** Numbers for an operator and for advisors. */
export interface Statistics {
  since(at: number): Promise<PeriodCounts>;
  /** Questions since then (epoch ms) that the knowledge could not answer, as they were stored, oldest first; nobody is shown them as they are. */
  unanswered(at: number): Promise<readonly Unanswered[]>;
  /**
   * Median time from request to claim over the last twenty of a workspace or its organisation, milliseconds;
   * undefined below five: no guess is better.
   */
  usualWait(team: string): Promise<number | undefined>;
  /** Handoffs waiting in the line of this advisor's workspace or organisation, and held by them. */
  queue(advisor: Identity): Promise<{ readonly waiting: number; readonly mine: number }>;
  /** True for somebody who has ever held a handoff. */
  isAdvisor(person: Identity): Promise<boolean>;
}
