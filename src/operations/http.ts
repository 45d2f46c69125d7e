import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AppError } from "../errors.ts";
import { type Check, runChecks } from "./checks.ts";

export interface OperationsServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** What readiness hangs on until `watch` is called. */
  readonly checks: readonly Check[];
  readonly metrics: () => Promise<{ readonly type: string; readonly body: string }>;
}

export interface OperationsServer {
  readonly port: number;
  /** From now on readiness hangs on these. */
  watch(checks: readonly Check[]): void;
  close(): Promise<void>;
}

/**
 * `/healthz` the process runs, `/readyz` it can serve (503 with reasons otherwise), `/metrics` Prometheus text.
 * Details name checks, never secrets or words.
 * @throws AppError `operations_port` when the port cannot be opened
 */
export async function startOperationsServer(options: OperationsServerOptions): Promise<OperationsServer> {
  const { metrics } = options;
  let checks = options.checks;
  const routes: Record<string, () => Promise<{ status: number; type: string; body: string }>> = {
    "/healthz": async () => ({ status: 200, type: "text/plain", body: "ok\n" }),
    "/readyz": async () => {
      const results = await runChecks(checks);
      const status = results.every(({ ok, advisory }) => ok || advisory) ? 200 : 503;
      return {
        status,
        type: "application/json",
        body: `${JSON.stringify({ ready: status === 200, checks: results })}\n`,
      };
    },
    "/metrics": async () => ({ status: 200, ...(await metrics()) }),
  };
  const server = createServer((request, response) => {
    const route = request.method === "GET" ? routes[(request.url ?? "").split("?")[0] ?? ""] : undefined;
    const answer = route?.() ?? Promise.resolve({ status: 404, type: "text/plain", body: "not found\n" });
    answer.then(
      ({ status, type, body }) => response.writeHead(status, { "Content-Type": type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(
        new AppError(
          "operations_port",
          `The operations port ${options.port} cannot be opened: ${cause.message}`,
          "Choose another OPERATIONS_PORT, or leave it empty.",
          { cause },
        ),
      ),
    );
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    watch: (others) => {
      checks = others;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
