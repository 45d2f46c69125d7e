import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { AppError } from "../errors.ts";
import { isObject } from "./arguments.ts";
import type { Envelope, Transport } from "./deliveries.ts";
import { LIMITS } from "./limits.ts";
import type { Fields } from "./records.ts";
import { demand } from "./refusal.ts";

/** Slack's side of Socket Mode. */
export interface SocketMode extends Transport {
  /** A fresh single-use address for one connection. */
  open(origin: string): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  /** Tells one connection (or all) to go, as Slack does every few hours: a warning first when asked. */
  refresh(options?: { all?: boolean; warning?: boolean }): void;
  /** The app's Socket Mode is switched off for good; `restore` switches it on. */
  disableLink(): void;
  restoreLink(): void;
  close(): void;
}

interface Waiting {
  readonly socket: WebSocket;
  readonly resolve: (reply: Fields) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

const PING_MS = 10_000;
const lost = (code: string) =>
  new AppError(code, "The app did not take the envelope", "Check that the app is connected.");

/** Connections of one app; each envelope goes to any one of them, in turn. */
export function createSocketMode(
  appId: string,
  onConnections: (count: number) => void = () => {},
): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, Waiting[]>();
  const newcomers = new Set<() => void>();
  let turn = 0;
  let disabled = false;

  const settle = (envelopeId: string, socket: WebSocket, finish: (entry: Waiting) => void) => {
    const entries = waiting.get(envelopeId) ?? [];
    const entry = entries.find((candidate) => candidate.socket === socket) ?? entries[0];
    if (!entry) return;
    clearTimeout(entry.timer);
    const rest = entries.filter((other) => other !== entry);
    if (rest.length > 0) waiting.set(envelopeId, rest);
    else waiting.delete(envelopeId);
    finish(entry);
  };
  const received = (socket: WebSocket, data: string) => {
    let frame: unknown;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    if (!isObject(frame) || typeof frame.envelope_id !== "string") return;
    const reply = isObject(frame.payload) ? frame.payload : {};
    settle(frame.envelope_id, socket, (entry) => entry.resolve(reply));
  };
  const gone = (socket: WebSocket) => {
    const index = sockets.indexOf(socket);
    if (index >= 0) sockets.splice(index, 1);
    onConnections(sockets.length);
    for (const [id, entries] of waiting)
      if (entries.some((entry) => entry.socket === socket))
        settle(id, socket, (entry) => entry.reject(lost("connection_failed")));
  };
  const say = (socket: WebSocket, frame: Fields) => socket.send(JSON.stringify(frame));
  const greet = (socket: WebSocket) => {
    sockets.push(socket);
    onConnections(sockets.length);
    socket.on("message", (data) => received(socket, String(data)));
    socket.on("error", () => socket.terminate());
    const ping = setInterval(() => socket.ping(), PING_MS);
    ping.unref();
    socket.on("close", () => {
      clearInterval(ping);
      gone(socket);
    });
    say(socket, {
      type: "hello",
      num_connections: sockets.length,
      connection_info: { app_id: appId },
      debug_info: { host: "playground", approximate_connection_time: 18_060 },
    });
    for (const arrive of [...newcomers]) arrive();
  };
  const dismiss = (socket: WebSocket, reason: string) => {
    say(socket, { type: "disconnect", reason, debug_info: { host: "playground" } });
    const timer = setTimeout(() => socket.terminate(), PING_MS);
    timer.unref();
    socket.once("close", () => clearTimeout(timer));
  };

  const nextSocket = () => {
    const open = sockets.filter((socket) => socket.readyState === socket.OPEN);
    turn += 1;
    return open[turn % Math.max(1, open.length)];
  };
  /** The first connection to come within the time, while there is none. */
  const someone = (timeoutMs: number) =>
    new Promise<WebSocket | undefined>((resolve) => {
      const timer = setTimeout(() => arrive(), timeoutMs);
      const arrive = () => {
        clearTimeout(timer);
        newcomers.delete(arrive);
        resolve(nextSocket());
      };
      newcomers.add(arrive);
    });
  const hand = (envelope: Envelope, socket: WebSocket, timeoutMs: number) =>
    new Promise<Fields>((resolve, reject) => {
      const timer = setTimeout(
        () => settle(envelope.envelopeId, socket, (entry) => entry.reject(lost("timeout"))),
        timeoutMs,
      );
      const entry: Waiting = { socket, resolve, reject, timer };
      waiting.set(envelope.envelopeId, [...(waiting.get(envelope.envelopeId) ?? []), entry]);
      say(socket, {
        envelope_id: envelope.envelopeId,
        type: envelope.kind,
        accepts_response_payload: envelope.kind !== "events_api",
        payload: envelope.payload,
        ...(envelope.kind === "events_api"
          ? { retry_attempt: envelope.attempt, retry_reason: envelope.retryReason }
          : {}),
      });
    });

  return {
    open(origin) {
      demand(!disabled, "link_disabled");
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${origin.replace(/^http/, "ws")}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? "/", "http://localhost").searchParams.get("ticket") ?? "";
      if (disabled || !tickets.delete(ticket) || sockets.length >= LIMITS.socketConnections)
        return void socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n");
      server.handleUpgrade(request, socket, head, greet);
    },
    async send(envelope: Envelope, timeoutMs) {
      const socket = nextSocket() ?? (await someone(timeoutMs));
      if (!socket) throw lost("connection_failed");
      return hand(envelope, socket, timeoutMs);
    },
    connections: () => sockets.length,
    refresh({ all = false, warning = false } = {}) {
      for (const socket of all ? [...sockets] : sockets.slice(0, 1)) {
        if (warning)
          say(socket, { type: "disconnect", reason: "warning", debug_info: { host: "playground" } });
        dismiss(socket, "refresh_requested");
      }
    },
    disableLink() {
      disabled = true;
      for (const socket of [...sockets]) dismiss(socket, "link_disabled");
    },
    restoreLink() {
      disabled = false;
    },
    cut() {
      for (const socket of [...sockets]) socket.terminate();
    },
    close() {
      for (const arrive of [...newcomers]) arrive();
      for (const [id, entries] of waiting)
        for (const { socket } of entries) settle(id, socket, (entry) => entry.reject(lost("closed")));
      for (const socket of [...sockets]) socket.terminate();
      server.close();
    },
  };
}
