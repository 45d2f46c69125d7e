import type { IncomingMessage, ServerResponse } from "node:http";
import type { Route } from "./http-server.ts";
import type { Desk } from "./interactions.ts";
import type { Fields, Message } from "./records.ts";
import { type Change, COLLECTION_NAMES, type CollectionName } from "./store.ts";

/** What a person's screen has no use for. */
const HIDDEN: ReadonlySet<CollectionName> = new Set(["deliveries", "notifications", "files"]);
const HEARTBEAT_MS = 15_000;

/** A record as a screen gets it: without file contents and what only programs read. */
function visible(collection: CollectionName, record: unknown): unknown {
  if (collection !== "messages" || record === null) return record;
  const { metadata: _metadata, files, ...message } = record as Message;
  return files ? { ...message, files: files.map(({ content: _content, ...file }) => file) } : message;
}

/** Server-sent events: first everything (`all`), then each change (`change`), for ever. */
export function createFeedRoute(desk: Desk, facts: () => Fields): Route {
  const { store } = desk.core;
  return async (request: IncomingMessage, response: ServerResponse, path) => {
    if (path !== "/feed") return false;
    response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    });
    const send = (name: string, data: unknown) =>
      response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    const collections = Object.fromEntries(
      COLLECTION_NAMES.filter((name) => !HIDDEN.has(name)).map((name) => [
        name,
        Object.fromEntries(store.entries(name).map(([id, record]) => [id, visible(name, record)])),
      ]),
    );
    send("all", { facts: facts(), collections });
    const stop = store.subscribe((change: Change) => {
      if (HIDDEN.has(change.collection)) return;
      const { collection, id, record } = change;
      send("change", { collection, id, record: visible(collection, record) });
    });
    const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
    heartbeat.unref();
    request.on("close", () => {
      stop();
      clearInterval(heartbeat);
    });
    return true;
  };
}
