import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What is counted; labels are closed sets of words, never anything a person wrote. */
export interface Metrics {
  answered(labels: {
    readonly grounding: string;
    readonly decision: string;
    readonly model: string;
    readonly fallback: boolean;
    readonly seconds: number;
  }): void;
  handoff(event: string): void;
  /** Reads queue depths whenever the metrics are read. */
  watchQueue(queue: string, counts: () => Promise<{ readonly open: number; readonly parked: number }>): void;
  /** Prometheus text format. */
  text(): Promise<{ readonly type: string; readonly body: string }>;
}

/** Seconds; an answer without a model takes milliseconds, one with a model seconds. */
const BUCKETS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const answers = new Counter({
    name: "shirube_answers_total",
    help: "Answers by how far citations carry them, what was decided, and who wrote them.",
    labelNames: ["grounding", "decision", "model", "fallback"],
    registers,
  });
  const seconds = new Histogram({
    name: "shirube_answer_seconds",
    help: "Time from the agent reading a question to its finished answer.",
    buckets: BUCKETS,
    registers,
  });
  const handoffs = new Counter({
    name: "shirube_handoff_events_total",
    help: "Changes of handoffs' states.",
    labelNames: ["event"],
    registers,
  });
  const queues: { queue: string; counts: () => Promise<{ open: number; parked: number }> }[] = [];
  new Gauge({
    name: "shirube_queue_items",
    help: "Stored work: open, and parked after too many attempts.",
    labelNames: ["queue", "state"],
    registers,
    async collect() {
      this.reset();
      // While the database is away the depths are unknown, and everything else is wanted all the more.
      await Promise.allSettled(
        queues.map(async ({ queue, counts }) => {
          const { open, parked } = await counts();
          this.set({ queue, state: "open" }, open);
          this.set({ queue, state: "parked" }, parked);
        }),
      );
    },
  });
  return {
    answered({ grounding, decision, model, fallback, seconds: took }) {
      answers.inc({ grounding, decision, model, fallback: String(fallback) });
      seconds.observe(took);
    },
    handoff: (event) => handoffs.inc({ event }),
    watchQueue: (queue, counts) => void queues.push({ queue, counts }),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
