import { expect, test } from "vitest";
import { createMetrics } from "../../src/metrics.ts";
import type { Check } from "../../src/operations/checks.ts";
import { runChecks } from "../../src/operations/checks.ts";
import { startOperationsServer } from "../../src/operations/http.ts";

const well: Check = { name: "database", hint: "", run: async () => "sqlite" };

async function serve(checks: readonly Check[]) {
  const metrics = createMetrics();
  metrics.answered({
    grounding: "grounded",
    decision: "answer",
    model: "extractive",
    fallback: false,
    seconds: 0.02,
  });
  metrics.watchQueue("inbox", async () => ({ open: 3, parked: 1 }));
  const server = await startOperationsServer({ port: 0, host: "127.0.0.1", checks, metrics: metrics.text });
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
    return { status: response.status, body: await response.text() };
  };
  return { get, [Symbol.asyncDispose]: () => server.close() };
}

test("a process that can serve says it is alive and ready", async () => {
  await using server = await serve([well]);
  expect(await server.get("/healthz")).toEqual({ status: 200, body: "ok\n" });
  expect((await server.get("/readyz")).status).toBe(200);
});

test("a process that cannot reach its database is alive but not ready, and says what to do", async () => {
  const failing: Check = {
    name: "database",
    hint: "Check DATABASE_URL.",
    run: async () => Promise.reject(new Error("refused")),
  };
  await using server = await serve([well, failing]);
  expect((await server.get("/healthz")).status).toBe(200);
  const ready = await server.get("/readyz");
  expect(ready.status).toBe(503);
  expect(ready.body).toContain("Check DATABASE_URL.");
});

test("a check that hangs counts as failed", async () => {
  const [result] = await runChecks([{ name: "slow", hint: "", run: () => new Promise(() => undefined) }], 5);
  expect(result).toMatchObject({ ok: false, detail: "no answer in time" });
});

test("metrics count answers and stored work, and nothing a person wrote", async () => {
  await using server = await serve([well]);
  const { body } = await server.get("/metrics");
  expect(body).toContain(
    'shirube_answers_total{grounding="grounded",decision="answer",model="extractive",fallback="false"} 1',
  );
  expect(body).toContain('shirube_queue_items{queue="inbox",state="parked"} 1');
});

test("any other path is nothing", async () => {
  await using server = await serve([well]);
  expect((await server.get("/../.env")).status).toBe(404);
});
