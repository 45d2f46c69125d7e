// The bot one would write in an afternoon: Bolt's socket receiver, LangChain's createAgent with one search tool, `say`.
// Its model is scripted and takes no time: one tool call, then the first sentence found.
import { fileURLToPath } from "node:url";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, ToolMessage } from "@langchain/core/messages";
import { App, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { createAgent, tool } from "langchain";
import { z } from "zod";
import { ingest } from "../../dist/indexing/ingest.js";
import { openRetrievalTools } from "../../dist/indexing/retrieval-tools.js";
import { openSnapshot } from "../../dist/indexing/snapshot.js";

const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL, SHIRUBE_DATA } = process.env;

class InstantModel extends BaseChatModel {
  constructor() {
    super({});
  }
  _llmType() {
    return "instant";
  }
  bindTools(tools) {
    return this.withConfig({ tools });
  }
  async _generate(messages) {
    const result = messages.findLast((message) => ToolMessage.isInstance(message));
    if (!result) {
      const call = {
        name: "search_knowledge",
        args: { query: String(messages.at(-1)?.text ?? "") },
        id: "call_1",
        type: "tool_call",
      };
      return { generations: [{ text: "", message: new AIMessage({ content: "", tool_calls: [call] }) }] };
    }
    const text = /^\[\d+\] (.+)$/m.exec(result.text)?.[1] ?? "記事には書かれていません。";
    return { generations: [{ text, message: new AIMessage({ content: text }) }] };
  }
}

const tools = openRetrievalTools();
const knowledge = fileURLToPath(new URL("../../knowledge", import.meta.url));
await ingest({ paths: [knowledge], outDir: SHIRUBE_DATA, tools });
const retriever = openSnapshot(SHIRUBE_DATA, tools);
const agent = createAgent({
  model: new InstantModel(),
  tools: [
    tool(
      async ({ query }) => {
        const { passages } = await retriever.retrieve(query, { k: 5 });
        return passages.map(({ chunk }, at) => `[${at + 1}] ${chunk.text}`).join("\n");
      },
      { name: "search_knowledge", description: "Searches", schema: z.object({ query: z.string() }) },
    ),
  ],
  systemPrompt: "Answer from the search results.",
});

const app = new App({
  token: SLACK_BOT_TOKEN,
  receiver: new SocketModeReceiver({
    appToken: SLACK_APP_TOKEN,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl: SLACK_API_URL } },
  }),
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: SLACK_API_URL },
});
app.message(async ({ message, say }) => {
  if (message.subtype) return;
  const { messages } = await agent.invoke({ messages: [{ role: "user", content: message.text }] });
  await say({ text: messages.at(-1).text, thread_ts: message.thread_ts ?? message.ts });
});
await app.start();
