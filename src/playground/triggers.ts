import { LIMITS } from "./limits.ts";
import { demand } from "./refusal.ts";

/** What a person just did, so that the app may open a window for them. */
export interface Trigger {
  readonly user: string;
  /** The modal it happened in. */
  readonly view?: string | undefined;
}

/** Tickets to open a modal: three seconds, one use. */
export interface Triggers {
  issue(trigger: Trigger): string;
  /** Refuses what is unknown, late or used. */
  spend(id: string): Trigger;
}

/** Triggers of one workspace; `now` in epoch milliseconds. */
export function createTriggers(now: () => number, newId: () => string): Triggers {
  const issued = new Map<string, Trigger & { readonly at: number; used: boolean }>();
  return {
    issue(trigger) {
      const id = newId();
      for (const [old, { at }] of issued) if (now() - at > 60_000) issued.delete(old);
      issued.set(id, { ...trigger, at: now(), used: false });
      return id;
    },
    spend(id) {
      const trigger = issued.get(id);
      demand(trigger, "invalid_trigger_id");
      demand(!trigger.used, "exchanged_trigger_id");
      demand(now() - trigger.at <= LIMITS.triggerMs, "expired_trigger_id");
      trigger.used = true;
      return trigger;
    },
  };
}
