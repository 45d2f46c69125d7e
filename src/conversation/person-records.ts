import type { Identity } from "./identity.ts";

/** Everything kept about one person, as they may read it. */
export interface PersonExport {
  readonly conversations: readonly {
    readonly startedAt: number;
    readonly turns: readonly { readonly role: string; readonly text: string; readonly at: number }[];
  }[];
  readonly handoffs: readonly {
    readonly state: string;
    readonly createdAt: number;
    readonly brief: unknown;
    readonly named: boolean;
  }[];
  readonly feedback: readonly { readonly value: string; readonly reason?: string; readonly at: number }[];
  /** An advisor who is away: until when, epoch ms. */
  readonly awayUntil?: number;
  /** Questions after a handoff that the person asked for, and what they answered. */
  readonly checkIns: readonly {
    readonly handoffId: string;
    readonly days: number;
    readonly dueAt: number;
    readonly state: string;
    readonly outcome?: string;
  }[];
}

/** A message of ours that showed something of the person's. */
export interface MirroredPost {
  /** The workspace through which it was posted. */
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
}

/** What is known of a person, to be shown to them or to be forgotten. */
export interface PersonRecords {
  export(person: Identity): Promise<PersonExport>;
  /** Where our messages about this person stand, so that they can be removed from Slack first. */
  posts(person: Identity): Promise<readonly MirroredPost[]>;
  /**
   * Wipes every word by or about the person from the database, freed pages included; counts and states stay.
   * @returns how many conversations were wiped
   */
  erase(person: Identity): Promise<number>;
}
