import type { IncomingMessage } from "node:http";
import { isObject } from "./arguments.ts";
import type { Core } from "./core.ts";
import { type Route, readBody, sendJson } from "./http-server.ts";
import type { Fields } from "./records.ts";
import { Refusal } from "./refusal.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { WebApi } from "./web-api.ts";

/** One workspace behind the server; several share it when the app is installed in several. */
export interface Tenant {
  readonly core: Core;
  readonly api: WebApi;
  readonly responses: ResponseUrls;
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

/** The token a request carries, in its header or among its fields. */
function tokenOf(request: IncomingMessage, fields: Fields = {}): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  return bearer ?? (typeof fields.token === "string" ? fields.token : undefined);
}

/** A client's id and secret from HTTP Basic, as OAuth also allows. */
function clientOf(request: IncomingMessage): Fields {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (!basic) return {};
  const [client_id, client_secret] = Buffer.from(basic, "base64").toString().split(":");
  return { client_id, client_secret };
}

/** Of several workspaces that one token opens, the one a call names, or the one it is about. */
function meantBy(fields: Fields, opened: readonly Tenant[]): Tenant | undefined {
  const named = opened.find(({ core }) => core.teamId === fields.team_id);
  const channel = String(fields.channel ?? fields.channel_id ?? "");
  return named ?? opened.find(({ core }) => core.store.get("channels", channel)) ?? opened[0];
}

/** `/api/<method>`: the workspace is the one whose token, code or refresh token is shown. */
function apiRoute(tenants: readonly Tenant[]): Route {
  return async (request, response, path) => {
    const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
    if (!method) return false;
    const fields = { ...clientOf(request), ...parseFields(request, await readBody(request)) };
    const token = tokenOf(request, fields);
    const shown = [fields.code, fields.refresh_token, token].map(String);
    const owners = shown.map((secret) => tenants.filter(({ core }) => core.installs.owns(secret)));
    const owner = meantBy(fields, owners.find(({ length }) => length > 0) ?? []);
    const reply = await (owner ?? tenants[0])?.api.call({ method, token, fields });
    if (!reply) return false;
    if (reply.hangUp) request.socket.destroy();
    else sendJson(response, reply.status, reply.body, reply.headers);
    return true;
  };
}

function responseRoute(tenants: readonly Tenant[]): Route {
  return async (request, response, path) => {
    const token = /^\/response\/(\w+)$/.exec(path)?.[1];
    const tenant = tenants.find(({ responses }) => responses.owns(token ?? "")) ?? tenants[0];
    if (!token || !tenant) return false;
    const fields = parseFields(request, await readBody(request));
    try {
      tenant.responses.use(token, fields);
      response.writeHead(200, { "Content-Type": "text/plain" }).end("ok");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      sendJson(response, error.code.endsWith("_url") ? 404 : 400, { ok: false, error: error.code });
    }
    return true;
  };
}

function uploadRoute(tenants: readonly Tenant[]): Route {
  return async (request, response, path) => {
    const id = /^\/upload\/(\w+)$/.exec(path)?.[1] ?? "";
    const core = tenants.find((tenant) => tenant.core.store.get("files", id))?.core;
    const file = core?.store.get("files", id);
    if (!core || !file) return false;
    const content = await uploaded(request);
    core.store.put("files", id, { ...file, size: content.length, content: content.toString("base64") });
    response.writeHead(200).end("OK");
    return true;
  };
}

/** Files open for the app's token, and for the page on this very server. */
function fileRoute(tenants: readonly Tenant[]): Route {
  return async (request, response, path) => {
    const id = /^\/files\/(\w+)\//.exec(path)?.[1] ?? "";
    const tenant = tenants.find(({ core }) => core.store.get("files", id));
    const file = tenant?.core.store.get("files", id);
    if (!tenant || !file) return false;
    const isApp = tenant.core.installs.owns(tokenOf(request) ?? "");
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
}

/** `GET /oauth/v2/authorize`: whoever comes here agrees at once and is sent back with a code. */
function installRoute(tenants: readonly Tenant[]): Route {
  return async (request, response, path) => {
    if (path !== "/oauth/v2/authorize" || request.method !== "GET") return false;
    const query = Object.fromEntries(new URL(request.url ?? "/", "http://localhost").searchParams);
    const isAsked = ({ core }: Tenant) => [core.teamId, core.organisation?.id].includes(query.team);
    const tenant = tenants.find(isAsked) ?? tenants[0];
    try {
      response.writeHead(302, { Location: tenant?.core.installs.authorize(query) }).end();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      sendJson(response, 400, { ok: false, error: error.code });
    }
    return true;
  };
}

/** Everything an app asks of the workspaces behind one server. */
export function createTenantRoutes(tenants: readonly Tenant[]): readonly Route[] {
  return [apiRoute, responseRoute, uploadRoute, fileRoute, installRoute].map((route) => route(tenants));
}
