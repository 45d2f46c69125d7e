import { AppError } from "../errors.ts";
import type { Core } from "./core.ts";
import type { SocketMode } from "./socket-mode.ts";

/** Waiting for something to become true, on the change feed and never by sleeping. */
export interface Waiting {
  waitFor<T>(predicate: () => T, options?: { timeoutMs?: number; what?: string }): Promise<NonNullable<T>>;
  settled(options?: { timeoutMs?: number }): Promise<void>;
  close(): void;
}

const TIMEOUT_MS = 10_000;

/** What a person needs to see to understand why nothing came. */
function situation(core: Core, sockets: Pick<SocketMode, "connections">): string {
  const last = core.store.list("messages").slice(-3);
  const pending = core.store.list("deliveries").filter((delivery) => delivery.state !== "acked");
  const lines = last.map(({ channel, user, text }) => `${channel} ${user}: ${text.slice(0, 80)}`);
  const waiting = pending.map(({ name, state, attempts }) => `${name} ${state} after ${attempts}`);
  return `Sockets: ${sockets.connections()}. Not delivered: ${waiting.join(", ") || "nothing"}. Last messages: ${lines.join(" | ") || "none"}`;
}

/** Waiting on one workspace; a wait that ends in vain says what was and was not delivered. */
export function createWaiting(core: Core, sockets: Pick<SocketMode, "connections">): Waiting {
  const stops = new Set<() => void>();

  const waitFor: Waiting["waitFor"] = (predicate, options = {}) =>
    new Promise((resolve, reject) => {
      const { timeoutMs = TIMEOUT_MS, what = "a change in the workspace" } = options;
      const first = predicate();
      if (first) return resolve(first);
      const stop = () => {
        clearTimeout(timer);
        unsubscribe();
        stops.delete(fail);
      };
      const fail = (reason = `Waited ${timeoutMs} ms for ${what}`) => {
        stop();
        reject(
          new AppError("wait_timeout", `${reason}. ${situation(core, sockets)}`, "See what was delivered."),
        );
      };
      const timer = setTimeout(() => fail(), timeoutMs);
      const unsubscribe = core.store.subscribe(() => {
        try {
          const value = predicate();
          if (!value) return;
          stop();
          resolve(value);
        } catch (error) {
          stop();
          reject(error as Error);
        }
      });
      stops.add(fail);
    });

  return {
    waitFor,
    async settled(options) {
      await waitFor(() => core.deliveries.pending() === 0, { what: "all deliveries to settle", ...options });
    },
    close() {
      for (const stop of [...stops]) stop();
    },
  };
}
