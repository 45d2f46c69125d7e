import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PLAYGROUND_TEXTS } from "../texts/playground.ts";
import { type Route, sendJson } from "./http-server.ts";

/** The page is plain files, served from the sources whether this module was built or not. */
const FOLDER = join(import.meta.dirname, "..", "..", "src", "playground", "page");

const VENDORED: Readonly<Record<string, string>> = { "marked.js": "marked" };

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** Nothing but this server's own files may run, style or be asked; no mark-up can be made from strings. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const HEADERS = {
  "Content-Security-Policy": POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-cache",
};

function pathOf(name: string): string | undefined {
  const vendored = VENDORED[name];
  if (vendored) return fileURLToPath(import.meta.resolve(vendored));
  return /^[a-z-]+\.(html|css|js|svg)$/.test(name) ? join(FOLDER, name) : undefined;
}

/** The page's own files, the one library it uses, and its texts. */
export const pageFiles: Route = async (request, response, path) => {
  if (request.method !== "GET") return false;
  if (path === "/page/texts.json") {
    sendJson(response, 200, PLAYGROUND_TEXTS as never, HEADERS);
    return true;
  }
  const name = path === "/" ? "index.html" : (/^\/page\/([\w.-]+)$/.exec(path)?.[1] ?? "");
  const file = pathOf(name);
  if (!file) return false;
  try {
    const body = await readFile(file);
    response.writeHead(200, {
      ...HEADERS,
      "Content-Type": TYPES[name.split(".").pop() ?? ""] ?? "text/plain",
    });
    response.end(body);
    return true;
  } catch {
    return false;
  }
};
