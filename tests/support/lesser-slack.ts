import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

type Fields = Record<string, unknown>;

/** A message as this server keeps it: text and blocks, nothing of a stream, no markdown. */
export interface LesserMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts: string | undefined;
  text: string;
  blocks: readonly { readonly type: string; readonly [field: string]: unknown }[];
}

/**
 * A Slack-compatible server by other hands, that knows a few methods and no more. It shares nothing with the
 * playground, sends every envelope to every socket, and takes only the block types of some years ago.
 */
export interface LesserSlack extends AsyncDisposable {
  readonly apiUrl: string;
  readonly messages: readonly LesserMessage[];
  /** Methods asked for that it does not know. */
  readonly unknown: readonly string[];
  readonly acks: readonly string[];
  sockets(): number;
  /** The next calls of a method fail with this status, after doing their work or instead of it. */
  fail(method: string, times: number, afterCommit?: boolean): void;
  say(user: string, text: string, threadTs?: string): string;
  press(user: string, message: LesserMessage, action: Fields): void;
}

const OLD_BLOCKS = ["section", "divider", "context", "actions", "header", "image"];

/** @param manner how it says that it does not know a method */
export async function startLesserSlack(manner: "unknown_method" | "404"): Promise<LesserSlack> {
  const messages: LesserMessage[] = [];
  const unknown: string[] = [];
  const acks: string[] = [];
  const clients = new Set<WebSocket>();
  const faults = new Map<string, { times: number; afterCommit: boolean }>();
  let clock = 1_700_000_000_000_000;
  const nextTs = () => {
    clock += 1_000;
    return `${Math.floor(clock / 1e6)}.${String(clock % 1e6).padStart(6, "0")}`;
  };

  const refusesBlocks = (fields: Fields) =>
    ((fields.blocks as LesserMessage["blocks"]) ?? []).some(({ type }) => !OLD_BLOCKS.includes(type));
  const methods: Record<string, (fields: Fields) => Fields> = {
    "auth.test": () => ({
      ok: true,
      team_id: "T1",
      user_id: "UBOT",
      bot_id: "BBOT",
      team: "Lesser",
      user: "bot",
    }),
    "apps.connections.open": () => ({ ok: true, url: `ws://127.0.0.1:${port()}/socket` }),
    "chat.postMessage": (fields) => {
      if (refusesBlocks(fields)) return { ok: false, error: "invalid_blocks" };
      const { channel, thread_ts, text = "", blocks = [] } = fields as Fields & LesserMessage;
      const message = { channel, ts: nextTs(), thread_ts, text, blocks };
      messages.push(message);
      return { ok: true, channel, ts: message.ts };
    },
    "chat.update": (fields) => {
      if (refusesBlocks(fields)) return { ok: false, error: "invalid_blocks" };
      const message = messages.find(({ ts }) => ts === fields.ts);
      if (!message) return { ok: false, error: "message_not_found" };
      Object.assign(message, { text: fields.text, blocks: fields.blocks ?? [] });
      return { ok: true, ts: message.ts };
    },
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = (request.url ?? "").split("/").at(-1) ?? "";
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const known = methods[method];
    if (!known) {
      unknown.push(method);
      if (manner === "404")
        response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>Not Found</h1>");
      else json(response, { ok: false, error: "unknown_method" });
      return;
    }
    const fields = readForm(Buffer.concat(chunks).toString());
    const fault = faults.get(method);
    if (fault && fault.times > 0) {
      fault.times -= 1;
      if (fault.afterCommit) known(fields);
      response.writeHead(500).end("broken");
      return;
    }
    json(response, known(fields));
  };

  const server = createServer((request, response) => void answer(request, response));
  const socketServer = new WebSocketServer({ server });
  socketServer.on("connection", (socket) => {
    clients.add(socket);
    socket.on("close", () => clients.delete(socket));
    socket.on("message", (data) => acks.push(JSON.parse(String(data)).envelope_id));
    socket.send(JSON.stringify({ type: "hello", num_connections: clients.size }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = () => (server.address() as AddressInfo).port;
  let envelopes = 0;
  const send = (type: string, payload: Fields) => {
    envelopes += 1;
    const text = JSON.stringify({
      type,
      envelope_id: `e${envelopes}`,
      payload,
      accepts_response_payload: false,
    });
    for (const client of clients) client.send(text);
  };

  return {
    apiUrl: `http://127.0.0.1:${port()}/api/`,
    messages,
    unknown,
    acks,
    sockets: () => clients.size,
    fail: (method, times, afterCommit = false) => void faults.set(method, { times, afterCommit }),
    say(user, text, threadTs) {
      const ts = nextTs();
      const event = {
        type: "message",
        channel: "D1",
        channel_type: "im",
        user,
        text,
        ts,
        thread_ts: threadTs,
      };
      send("events_api", { type: "event_callback", team_id: "T1", event_id: `Ev${ts}`, event });
      return ts;
    },
    press(user, { channel, ts, thread_ts }, action) {
      send("interactive", {
        type: "block_actions",
        team: { id: "T1" },
        user: { id: user },
        channel: { id: channel },
        message: { ts, thread_ts },
        trigger_id: "t1",
        response_url: "",
        actions: [{ type: "button", action_ts: nextTs(), block_id: "b", ...action }],
      });
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.terminate();
      socketServer.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function json(response: ServerResponse, body: Fields): void {
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

/** Slack's client sends forms in which structures are JSON. */
function readForm(body: string): Fields {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  );
}
