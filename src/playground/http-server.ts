import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { AppError } from "../errors.ts";
import { isObject } from "./arguments.ts";
import type { Core } from "./core.ts";
import type { Fields } from "./records.ts";
import { Refusal } from "./refusal.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { SocketMode } from "./socket-mode.ts";
import type { WebApi } from "./web-api.ts";

/** A further handler, such as the page; true when it took the request. */
export type Route = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

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

/** Fields of a JSON or form body, with the query string's underneath. */
function parseFields(request: IncomingMessage, body: Buffer): Fields {
  const query = Object.fromEntries(new URL(request.url ?? "/", "http://localhost").searchParams);
  const type = request.headers["content-type"] ?? "";
  if (body.length === 0) return query;
  if (!type.includes("json"))
    return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) };
  try {
    const value: unknown = JSON.parse(body.toString());
    if (isObject(value)) return { ...query, ...value };
  } catch {
    throw new Refusal("invalid_json");
  }
  throw new Refusal("json_not_object");
}

/** The bytes of an upload: the raw body, or the one part of a form as Slack's own client sends it. */
async function uploaded(request: IncomingMessage): Promise<Buffer> {
  const body = await readBody(request);
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return body;
  const form = await new Response(body, { headers: { "Content-Type": type } }).formData();
  const [part] = [...form.values()];
  return typeof part === "string" || !part ? Buffer.from(part ?? "") : Buffer.from(await part.arrayBuffer());
}

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

/** Everything the workspace serves, on one port. */
export function createHttpServer(
  core: Core,
  parts: { readonly api: WebApi; readonly sockets: SocketMode; readonly responses: ResponseUrls },
  exposed: boolean,
  extra: readonly Route[],
): Server {
  const api: Route = async (request, response, path) => {
    const name = /^\/api\/([\w.]+)$/.exec(path)?.[1];
    if (!name) return false;
    const fields = parseFields(request, await readBody(request));
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const token = bearer ?? (typeof fields.token === "string" ? fields.token : undefined);
    const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const [client_id, client_secret] = Buffer.from(basic ?? "", "base64")
      .toString()
      .split(":");
    const known = basic ? { client_id, client_secret, ...fields } : fields;
    const reply = await parts.api.call({ method: name, token, fields: known });
    if (reply.hangUp) request.socket.destroy();
    else sendJson(response, reply.status, reply.body, reply.headers);
    return true;
  };
  const responseUrl: Route = async (request, response, path) => {
    const token = /^\/response\/(\w+)$/.exec(path)?.[1];
    if (!token) return false;
    const fields = parseFields(request, await readBody(request));
    try {
      parts.responses.use(token, fields);
      response.writeHead(200, { "Content-Type": "text/plain" }).end("ok");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      sendJson(response, error.code.endsWith("_url") ? 404 : 400, { ok: false, error: error.code });
    }
    return true;
  };
  const files: Route = async (request, response, path) => {
    const upload = /^\/upload\/(\w+)$/.exec(path)?.[1];
    const file = core.store.get("files", upload ?? /^\/files\/(\w+)\//.exec(path)?.[1] ?? "");
    if (!file) return false;
    if (upload) {
      const content = await uploaded(request);
      core.store.put("files", file.id, {
        ...file,
        size: content.length,
        content: content.toString("base64"),
      });
      response.writeHead(200).end("OK");
      return true;
    }
    const isApp = request.headers.authorization === `Bearer ${core.app.botToken}`;
    if (!isApp && request.headers["sec-fetch-site"] !== "same-origin") {
      sendJson(response, 401, { ok: false, error: "not_authed" });
      return true;
    }
    response.writeHead(200, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "X-Content-Type-Options": "nosniff",
    });
    response.end(Buffer.from(file.content, "base64"));
    return true;
  };

  const routes = [api, responseUrl, files, ...extra];
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
    if (request.url?.startsWith("/link/") && isWelcome(request, exposed))
      parts.sockets.upgrade(request, socket, head);
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
