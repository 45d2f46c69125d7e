import { type Identity, teamOf } from "../conversation/identity.ts";
import type { Handoff } from "./handoff.ts";
import type { OutboxEntry } from "./outbox.ts";

/** Days after which a requester may be asked how things went; theirs to choose. */
export const CHECK_IN_DAYS = [30, 90] as const;
export type CheckInDays = (typeof CHECK_IN_DAYS)[number];

/** What came of the advice, in the requester's own view; `stop` also means never to be asked again. */
export const CHECK_IN_OUTCOMES = ["tried", "not_yet", "talk", "stop"] as const;
export type CheckInOutcome = (typeof CHECK_IN_OUTCOMES)[number];

/** One question, asked once, some time after a handoff was resolved. */
export interface CheckIn {
  readonly handoffId: string;
  readonly days: CheckInDays;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  readonly state: "waiting" | "asked" | "answered" | "cancelled";
}

/** Check-ins on disk, at most one a handoff; a change and its messages are one transaction. */
export interface CheckInStore {
  /**
   * Plans one, in place of a cancelled one or one for another day.
   * @returns false when the same is planned already or the question has been asked
   */
  plan(checkIn: Omit<CheckIn, "state">, at: number, entries: readonly OutboxEntry[]): Promise<boolean>;
  /** @returns false when none was waiting */
  cancel(handoffId: string, at: number, entries: readonly OutboxEntry[]): Promise<boolean>;
  /** Cancels all of this person's that wait, in silence. */
  cancelAll(requester: Identity, at: number): Promise<void>;
  /** What is due at this moment in conversations that no open handoff holds. */
  due(now: number): Promise<readonly CheckIn[]>;
  /** From waiting to asked, one conditional UPDATE. @returns false when another process was first */
  ask(checkIn: CheckIn, at: number, entries: readonly OutboxEntry[]): Promise<boolean>;
  /** Back from asked to waiting until `dueAt`. */
  postpone(handoffId: string, dueAt: number, at: number): Promise<void>;
  /** Keeps the first answer. @returns false when it was not asked or has been answered */
  answer(handoffId: string, outcome: CheckInOutcome, at: number): Promise<boolean>;
  get(handoffId: string): Promise<CheckIn | undefined>;
}

/** What a requester can do about being asked later, and what time does. */
export interface CheckIns {
  /** @returns false when it is not theirs, the handoff is not resolved, or it is planned or asked already */
  plan(handoff: Handoff, userId: string, days: CheckInDays): Promise<boolean>;
  cancel(handoff: Handoff, userId: string): Promise<boolean>;
  answer(handoff: Handoff, userId: string, outcome: CheckInOutcome): Promise<boolean>;
  /** Stores the questions that are due at this moment; safe in any number of processes at once. */
  tick(): Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function createCheckIns(store: CheckInStore, now: () => number): CheckIns {
  const entry = (
    { handoffId, days, dueAt }: Omit<CheckIn, "state">,
    line: "planned" | "question" | "cancelled",
  ): OutboxEntry => ({
    key: `check-in:${handoffId}:${dueAt}:${line}`,
    message: { kind: "check_in", handoffId, days, line },
  });
  return {
    async plan(handoff, userId, days) {
      const over = handoff.state === "resolved" || handoff.state === "closed";
      if (!over || handoff.requesterId !== userId) return false;
      const at = now();
      const checkIn = { handoffId: handoff.id, days, dueAt: at + days * DAY_MS };
      return store.plan(checkIn, at, [entry(checkIn, "planned")]);
    },
    async cancel(handoff, userId) {
      if (handoff.requesterId !== userId) return false;
      const known = await store.get(handoff.id);
      return known ? store.cancel(handoff.id, now(), [entry(known, "cancelled")]) : false;
    },
    async answer(handoff, userId, outcome) {
      if (handoff.requesterId !== userId) return false;
      const taken = await store.answer(handoff.id, outcome, now());
      if (taken && outcome === "stop")
        await store.cancelAll({ team: teamOf(handoff.conversationId), userId }, now());
      return taken;
    },
    async tick() {
      for (const checkIn of await store.due(now())) {
        await store.ask(checkIn, now(), [entry(checkIn, "question")]);
      }
    },
  };
}

/**
 * Whether the question may leave now. While a handoff is open in its conversation it waits another day, unless an
 * earlier attempt may have arrived: then it is left out, since nobody is asked twice.
 */
export async function mayAsk(
  store: CheckInStore,
  handoffId: string,
  { isHeld, attempt, now }: { readonly isHeld: boolean; readonly attempt: number; readonly now: number },
): Promise<boolean> {
  if (isHeld) {
    if (attempt === 1) await store.postpone(handoffId, now + DAY_MS, now);
    return false;
  }
  return (await store.get(handoffId))?.state === "asked";
}
