import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "../errors.ts";
import type { Faults } from "./faults.ts";
import { LIMITS } from "./limits.ts";
import type { Delivery, Fields } from "./records.ts";
import type { Store } from "./store.ts";

/** One attempt at handing something to the app. */
export interface Envelope {
  readonly envelopeId: string;
  readonly kind: Delivery["kind"];
  readonly payload: Fields;
  readonly attempt: number;
  readonly retryReason: string;
}

/** How envelopes reach the app: Socket Mode, or signed HTTP requests. */
export interface Transport {
  /** The acknowledgement's payload; undefined when nobody could be reached. Rejects when the line broke. */
  send(envelope: Envelope, timeoutMs: number): Promise<Fields>;
  /** Breaks every open line without a word. */
  cut(): void;
}

/** Times in milliseconds. */
export interface DeliveryOptions {
  /** How long the app may take to acknowledge. */
  readonly ackTimeoutMs: number;
  /** Waiting time before each further attempt at an event. */
  readonly retryDelaysMs: readonly number[];
}

/** Slack's published behaviour: three seconds to acknowledge; retries at once, after one and five minutes. */
export const SLACK_DELIVERY: DeliveryOptions = {
  ackTimeoutMs: LIMITS.ackMs,
  retryDelaysMs: [0, 60_000, 300_000],
};

/** Settled deliveries that can still be looked at; older ones are forgotten. */
const SETTLED_KEPT = 5_000;

/** Everything sent to the app, retried as Slack retries. */
export interface Deliveries {
  /** Sends an event; it is retried until acknowledged or given up. */
  event(name: string, payload: Fields): void;
  /** Sends an interaction or command once; resolves with what the app acknowledged it with. */
  interaction(kind: "interactive" | "slash_commands", name: string, payload: Fields): Promise<Fields>;
  /** Sends what an earlier process had accepted but not delivered. */
  resume(): void;
  /** How many are under way or waiting for another attempt. */
  pending(): number;
  close(): void;
}

/** Deliveries over a transport, each one a record in the store so that nothing is hidden from a test. */
export function createDeliveries(
  store: Store,
  transport: Transport,
  options: DeliveryOptions,
  faults: Faults,
): Deliveries {
  const timers = new Set<NodeJS.Timeout>();
  const open = new Set<string>();
  const settled: string[] = [];
  let closed = false;

  const update = (delivery: Delivery) => {
    if (!closed) store.put("deliveries", delivery.id, delivery);
  };
  const settle = (delivery: Delivery, state: "acked" | "lost", ackMs?: number) => {
    const { payload: _sent, ...facts } = delivery;
    open.delete(delivery.id);
    update({ ...facts, state, ...(ackMs === undefined ? {} : { ackMs }) });
    settled.push(delivery.id);
    const oldest = settled.length > SETTLED_KEPT ? settled.shift() : undefined;
    if (oldest !== undefined && !closed) store.remove("deliveries", oldest);
  };
  const later = (delivery: Delivery, reason: string) => {
    const delay = options.retryDelaysMs[delivery.attempts - 1];
    if (delay === undefined) return settle(delivery, "lost");
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(delivery, reason);
    }, delay);
    timer.unref();
    timers.add(timer);
  };
  const send = async (delivery: Delivery, reason: string): Promise<Fields> => {
    const envelope: Envelope = {
      envelopeId: randomUUID(),
      kind: delivery.kind,
      payload: delivery.payload ?? {},
      attempt: delivery.attempts,
      retryReason: reason,
    };
    const delayMs = faults.takeDelay();
    if (delayMs > 0) await pause(delayMs);
    const first = transport.send(envelope, options.ackTimeoutMs);
    if (faults.takeDuplicate()) void transport.send(envelope, options.ackTimeoutMs).catch(() => undefined);
    if (faults.takeCut()) transport.cut();
    const reply = await first;
    if (faults.takeDroppedAck())
      throw new AppError("timeout", "The acknowledgement was lost", "A fault asked for by the caller.");
    return reply;
  };
  const attempt = async (delivery: Delivery, reason: string): Promise<void> => {
    if (closed) return;
    const tried = { ...delivery, attempts: delivery.attempts + 1 };
    open.add(tried.id);
    update(tried);
    const started = performance.now();
    try {
      await send({ ...tried, attempts: delivery.attempts }, reason);
      settle(tried, "acked", performance.now() - started);
    } catch (error) {
      if (!closed) later(tried, error instanceof AppError ? error.code : "unknown_error");
    }
  };

  return {
    event(name, payload) {
      const id = randomUUID();
      const delivery: Delivery = {
        id,
        kind: "events_api",
        name,
        eventId: String(payload.event_id),
        payload,
        attempts: 0,
        state: "pending",
      };
      update(delivery);
      void attempt(delivery, "");
    },
    async interaction(kind, name, payload) {
      const delivery: Delivery = { id: randomUUID(), kind, name, payload, attempts: 1, state: "pending" };
      open.add(delivery.id);
      update(delivery);
      const started = performance.now();
      try {
        const reply = await send({ ...delivery, attempts: 0 }, "");
        settle(delivery, "acked", performance.now() - started);
        return reply;
      } catch (error) {
        settle(delivery, "lost");
        throw error;
      }
    },
    resume() {
      for (const delivery of store.list("deliveries"))
        if (delivery.state === "pending" && delivery.kind === "events_api") void attempt(delivery, "timeout");
    },
    pending: () => open.size,
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
