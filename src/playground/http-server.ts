import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { AppError } from "../errors.ts";
import type { Fields } from "./records.ts";
import { Refusal } from "./refusal.ts";

/** A further handler, such as the page; true when it took the request. */
export type Route = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

/** Where to listen. */
export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Says on purpose that other machines may connect. */
  readonly exposed: boolean;
}

const LOCAL = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);
const BODY_LIMIT = 10 * 1024 * 1024;

/** Reads a whole request body; refuses one that is too large. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > BODY_LIMIT) throw new Refusal("request_too_large");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Answers with a JSON object. */
export function sendJson(response: ServerResponse, status: number, body: Fields, headers: Fields = {}): void {
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    ...(headers as Record<string, string>),
  });
  response.end(JSON.stringify(body));
}

/**
 * A page elsewhere must not reach this server: the Host header has to name it (DNS rebinding), and a browser's
 * Origin has to be its own (cross-site posts). Programs send no Origin.
 */
export function isWelcome(request: IncomingMessage, exposed: boolean): boolean {
  const host = request.headers.host ?? "";
  const name = host.replace(/:\d+$/, "");
  if (!exposed && !LOCAL.has(name)) return false;
  const origin = request.headers.origin;
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
}

/** A server whose routes are tried in turn; `upgrade` takes WebSocket connections at `/link/`. */
export function createHttpServer(
  routes: readonly Route[],
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
  exposed: boolean,
): Server {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isWelcome(request, exposed))
      return sendJson(response, 403, { ok: false, error: "forbidden_origin" });
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    for (const route of routes) if (await route(request, response, path)) return;
    sendJson(response, 404, { ok: false, error: "not_found" });
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const code = error instanceof Refusal ? error.code : "internal_error";
      if (!response.headersSent)
        sendJson(response, error instanceof Refusal ? 400 : 500, { ok: false, error: code });
      else response.end();
    });
  });
  server.on("upgrade", (request, socket, head) => {
    if (request.url?.startsWith("/link/") && isWelcome(request, exposed)) upgrade(request, socket, head);
    else socket.destroy();
  });
  return server;
}

/** Starts listening; only on this machine unless `exposed` says otherwise. */
export async function listen(server: Server, { host, port, exposed }: ServerOptions): Promise<number> {
  if (!LOCAL.has(host) && !exposed)
    throw new AppError(
      "playground_not_local",
      `The playground would listen on ${host}, where others could read and write everything in it.`,
      "Leave the host at 127.0.0.1, or say on purpose that the playground may be reached from elsewhere.",
    );
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        new AppError(
          cause.code === "EADDRINUSE" ? "port_in_use" : "listen_failed",
          `The playground cannot listen on ${host}:${port} (${cause.code})`,
          "Choose another port, or stop the program that holds this one.",
          { cause },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}
