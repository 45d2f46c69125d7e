// The same model behind an OpenAI-compatible endpoint in a process of its own, reached as in production.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import OpenAI from "openai";
import { openChatModel } from "../../dist/agent/model/openai.js";

export async function openOverHttp() {
  const endpoint = fork(fileURLToPath(new URL("endpoint.mjs", import.meta.url)));
  const [port] = await once(endpoint, "message");
  const settings = {
    apiKey: "k",
    baseUrl: `http://127.0.0.1:${port}/v1`,
    chatModel: "timed",
    deadlineMs: 30_000,
  };
  const client = new OpenAI({ apiKey: settings.apiKey, baseURL: settings.baseUrl, maxRetries: 0 });
  const spoken = async (messages) => {
    const stream = await client.chat.completions.create({ model: "timed", stream: true, messages });
    for await (const _ of stream);
  };
  return {
    settings,
    open: () => openChatModel(settings),
    async bare(question) {
      const asked = { role: "user", content: question };
      const result = { role: "tool", content: "[1] 年収は担当領域で変わります。", tool_call_id: "call_1" };
      await spoken([asked]);
      await spoken([asked, result]);
    },
    close: () => endpoint.kill(),
  };
}
