import { expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { parseConfig } from "../../src/config/config.ts";
import { silentLogger } from "../../src/log.ts";
import { createMetrics } from "../../src/metrics.ts";
import type { Check } from "../../src/operations/checks.ts";
import { runChecks } from "../../src/operations/checks.ts";
import { startOperationsServer } from "../../src/operations/http.ts";
import { temporaryFolder } from "../support/databases.ts";
import { freePort } from "../support/free-port.ts";

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

test("while the database is away the metrics tell everything else", async () => {
  const metrics = createMetrics();
  metrics.handoff("claim");
  metrics.watchQueue("inbox", () => Promise.reject(new Error("gone")));
  metrics.watchQueue("outbox", async () => ({ open: 2, parked: 0 }));
  await using server = closing(
    await startOperationsServer({ port: 0, host: "127.0.0.1", checks: [], metrics: metrics.text }),
  );
  const response = await fetch(`http://127.0.0.1:${server.port}/metrics`);
  const body = await response.text();
  expect(response.status).toBe(200);
  expect(body).toContain('shirube_handoff_events_total{event="claim"} 1');
  expect(body).toContain('shirube_queue_items{queue="outbox",state="open"} 2');
  expect(body).not.toContain('queue="inbox"');
});

test("a process that waits for its database is alive, says that it is starting, and gives its port back when it gives up", async () => {
  const operations = { port: await freePort(), host: "127.0.0.1" };
  const folder = temporaryFolder();
  const leaving = new AbortController();
  const slack = { botToken: "xoxb-1", appToken: "xapp-1" };
  const starting = createApp(
    {
      ...parseConfig({}),
      operations,
      slack,
      dataDir: folder.path,
      databaseUrl: "postgres://nobody@127.0.0.1:1/none",
    },
    { logger: silentLogger, signal: leaving.signal },
  );
  const get = (path: string) => fetch(`http://127.0.0.1:${operations.port}${path}`);
  await expect
    .poll(() =>
      get("/healthz").then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  const ready = await get("/readyz");
  expect(ready.status).toBe(503);
  expect(await ready.text()).toContain("are being opened");
  leaving.abort();
  await expect(starting).rejects.toThrow();
  await expect(get("/healthz")).rejects.toThrow();
  folder[Symbol.dispose]();
});

function closing<T extends { close(): Promise<void> }>(thing: T) {
  return { ...thing, [Symbol.asyncDispose]: () => thing.close() };
}

test("any other path is nothing", async () => {
  await using server = await serve([well]);
  expect((await server.get("/../.env")).status).toBe(404);
});
