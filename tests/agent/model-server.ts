import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ChatRequest {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly stream?: boolean;
}

export type Reply = (response: ServerResponse, request: ChatRequest) => void | Promise<void>;

/** An OpenAI-compatible endpoint whose every byte a test decides, for what no recorded server does. */
export async function openModelServer(reply: Reply) {
  let requests = 0;
  const server = createServer(async (request: IncomingMessage, response) => {
    requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    await reply(response, JSON.parse(Buffer.concat(chunks).toString("utf8")) as ChatRequest);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get requests() {
      return requests;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function hasToolResult(request: ChatRequest): boolean {
  return request.messages.some(({ role }) => role === "tool");
}

/** One server-sent event of a completion. */
export function chunk(delta: object, finish: string | null = null, id = "chatcmpl-1"): string {
  const choices = [{ index: 0, delta: { role: "assistant", ...delta }, finish_reason: finish }];
  return `data: ${JSON.stringify({ id, object: "chat.completion.chunk", created: 1, model: "m", choices })}\n\n`;
}

export function begin(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
}

export function callSearch(response: ServerResponse, query: string, id?: string): void {
  callTool(response, "search_knowledge", { query }, id);
}

/** A tool call as servers stream it: the name first, the arguments in pieces. */
export function callTool(response: ServerResponse, name: string, args: object, id?: string): void {
  begin(response);
  const call = { index: 0, id: `call_${name}`, type: "function", function: { name, arguments: "" } };
  response.write(chunk({ role: "assistant", content: null, tool_calls: [call] }, null, id));
  for (const part of JSON.stringify(args).match(/.{1,6}/gs) ?? []) {
    response.write(chunk({ tool_calls: [{ index: 0, function: { arguments: part } }] }, null, id));
  }
  response.end(`${chunk({}, "tool_calls", id)}data: [DONE]\n\n`);
}

export function say(response: ServerResponse, text: string, id?: string): void {
  begin(response);
  for (const part of text.match(/.{1,5}/gsu) ?? []) response.write(chunk({ content: part }, null, id));
  response.end(`${chunk({}, "stop", id)}data: [DONE]\n\n`);
}

/** The numbered sentences of the search result a request carries. */
export function sentencesIn(request: ChatRequest): { readonly number: number; readonly text: string }[] {
  const result = request.messages.findLast(({ role }) => role === "tool");
  return [...String(result?.content).matchAll(/^\[(\d+)\] (.+)$/gm)].map((match) => ({
    number: Number(match[1]),
    text: match[2] as string,
  }));
}
