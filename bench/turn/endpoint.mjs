// An OpenAI-compatible endpoint in a process of its own, so that the model keeps to its own clock: a tool call after
// FIRST_MS, then an answer in PIECES pieces over STREAM_MS. It cites the first sentence of the search's result.
import { createServer } from "node:http";
import { FIRST_MS, PIECES, STREAM_MS } from "./pace.mjs";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

function chunk(fields) {
  return `data: ${JSON.stringify({ id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "timed", ...fields })}\n\n`;
}
const said = (delta, finish_reason = null) =>
  chunk({ choices: [{ index: 0, delta: { role: "assistant", ...delta }, finish_reason }] });

/** What the search gave for the question asked last; undefined before it was called. */
function resultIn(messages) {
  const asked = messages.findLastIndex(({ role }) => role === "user");
  const result = messages.slice(asked).findLast(({ role }) => role === "tool");
  return result && String(result.content);
}

const server = createServer(async (request, response) => {
  const began = performance.now();
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += part;
  const { messages, stream_options } = JSON.parse(body);
  const result = resultIn(messages);
  response.writeHead(200, { "content-type": "text/event-stream" });
  if (result === undefined) {
    await wait(began + FIRST_MS - performance.now());
    const call = { name: "search_knowledge", arguments: JSON.stringify({ query: "年収の違い" }) };
    response.write(said({ tool_calls: [{ index: 0, id: "call_1", type: "function", function: call }] }));
    response.write(said({}, "tool_calls"));
  } else {
    const sentence = /^\[(\d+)\] (.+)$/m.exec(result);
    const text = sentence ? `${sentence[2]}[${sentence[1]}]` : "記事には書かれていません。";
    const size = Math.ceil(text.length / PIECES);
    for (let at = 0; at < PIECES; at++) {
      await wait(began + ((at + 1) * STREAM_MS) / PIECES - performance.now());
      const content = text.slice(at * size, (at + 1) * size);
      if (content) response.write(said({ content }));
    }
    response.write(said({}, "stop"));
  }
  if (stream_options?.include_usage) {
    const usage = { prompt_tokens: 1_000, completion_tokens: 60, total_tokens: 1_060 };
    response.write(chunk({ choices: [], usage }));
  }
  response.end("data: [DONE]\n\n");
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
