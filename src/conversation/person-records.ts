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

/** A message of ours that showed something of the person's, to be removed from Slack: ids, no words. */
export interface Removal {
  readonly kind: "removal";
  /** The workspace through which it was posted. */
  readonly team: string;
  readonly channel: string;
  /** Of a file's copy its id. */
  readonly ts: string;
  /** Its send-once key. */
  readonly key: string;
  /** The conversation or handoff it belonged to. */
  readonly owner: string;
  /** How advisors knew the person; empty for what advisors never saw. */
  readonly alias: string;
}

/** What is known of a person, to be shown to them or to be forgotten. */
export interface PersonRecords {
  export(person: Identity): Promise<PersonExport>;
  /**
   * Wipes every word by or about the person from the database, freed pages included; counts and states stay.
   * In the same step it puts what has to go from Slack as well into the outbox, one `Removal` a message.
   * @param lane where in the outbox; one of its own when not said
   * @returns how many conversations were wiped
   */
  erase(person: Identity, lane?: string): Promise<number>;
}
