import type { Core } from "./core.ts";
import { type Route, sendJson } from "./http-server.ts";
import { Refusal } from "./refusal.ts";

/** `GET /oauth/v2/authorize`: whoever comes here agrees at once and is sent back with a code. */
export function createInstallRoute(core: Core): Route {
  return async (request, response, path) => {
    if (path !== "/oauth/v2/authorize" || request.method !== "GET") return false;
    const query = new URL(request.url ?? "/", "http://localhost").searchParams;
    try {
      const address = core.installs.authorize(Object.fromEntries(query));
      response.writeHead(302, { Location: address }).end();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      sendJson(response, 400, { ok: false, error: error.code });
    }
    return true;
  };
}
