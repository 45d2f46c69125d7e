import { teamOf } from "../conversation/identity.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { type Absences, hoursOnDuty, NOBODY_AWAY } from "./absences.ts";
import type { CheckIns } from "./check-in.ts";
import type { Handoff } from "./handoff.ts";
import type { HandoffStore } from "./handoff-store.ts";
import type { Handoffs } from "./handoffs.ts";
import type { AdvisorHours } from "./hours.ts";
import { CLOCK, dueStep, mayBeDue, type Timing } from "./timing.ts";

export interface ClockworkOptions {
  readonly store: HandoffStore;
  readonly handoffs: Handoffs;
  readonly checkIns: Pick<CheckIns, "tick">;
  readonly hours: AdvisorHours;
  /** @default nobody is ever away */
  readonly absences?: Absences;
  readonly timing: Timing;
  readonly now: () => number;
  readonly logger: Logger;
}

export interface Clockwork {
  /** Does everything that is due at this moment; safe in any number of processes at once. */
  tick(): Promise<void>;
  start(everyMs: number): void;
  stop(): Promise<void>;
}

/** Lets time act on handoffs: reminders, escalation, release, closing, and the question after one. */
export function createClockwork({
  store,
  handoffs,
  checkIns,
  hours,
  absences = NOBODY_AWAY,
  timing,
  now,
  logger,
}: ClockworkOptions): Clockwork {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const isOwnerAway = async ({ conversationId, ownerId: userId }: Handoff): Promise<boolean> =>
    userId !== undefined &&
    (await absences.until({ team: teamOf(conversationId), userId }, now())) !== undefined;

  const step = async (handoff: Handoff, onDuty: AdvisorHours): Promise<void> => {
    const due = dueStep(handoff, now(), timing, onDuty);
    if (!due) return;
    // Reminding somebody who is away only makes the requester wait longer.
    if (due.kind === "advisor_line" && due.line === "owner_silent" && (await isOwnerAway(handoff))) {
      await handoffs.act(handoff.id, "release", CLOCK);
      return;
    }
    if (due.kind === "event") {
      await handoffs.act(handoff.id, due.event, CLOCK);
      return;
    }
    // The key makes it one line per stay in a state, whoever says it first.
    const key = `${handoff.id}:${due.line}:${handoff.updatedAt}`;
    const message =
      due.kind === "advisor_line"
        ? {
            kind: due.kind,
            handoffId: handoff.id,
            line: due.line,
            ...(handoff.ownerId && { actorId: handoff.ownerId }),
          }
        : { kind: due.kind, handoffId: handoff.id, line: due.line };
    await store.enqueue([{ key, message }]);
  };

  const tick = async (): Promise<void> => {
    const onDutyIn = new Map<string, AdvisorHours>();
    for (const handoff of await store.lasting(mayBeDue(now(), timing))) {
      const team = teamOf(handoff.conversationId);
      try {
        const onDuty = onDutyIn.get(team) ?? (await hoursOnDuty(hours, absences, team, now()));
        onDutyIn.set(team, onDuty);
        await step(handoff, onDuty);
      } catch (error) {
        logger.error("a handoff's timer failed", { handoff: handoff.id, reason: messageOf(error) });
      }
    }
    await checkIns.tick();
  };

  return {
    tick,
    start(everyMs) {
      timer = setInterval(() => {
        running = running.then(tick).catch((error) => {
          logger.error("the handoffs' timers could not be read", { reason: messageOf(error) });
        });
      }, everyMs);
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
