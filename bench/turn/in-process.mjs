// A scripted model in this very process, as a LangChain chat model.
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { FIRST_MS, PIECES, STREAM_MS } from "./pace.mjs";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class TimedModel extends BaseChatModel {
  constructor() {
    super({});
  }
  _llmType() {
    return "timed";
  }
  bindTools(tools) {
    return this.withConfig({ tools });
  }
  async _generate(messages, _options, runManager) {
    const result = messages.findLast((message) => ToolMessage.isInstance(message));
    const asked = messages.findLastIndex((message) => HumanMessage.isInstance(message));
    if (!result || messages.indexOf(result) < asked) {
      await wait(FIRST_MS);
      const call = {
        name: "search_knowledge",
        args: { query: "年収の違い" },
        id: "call_1",
        type: "tool_call",
      };
      return { generations: [{ text: "", message: new AIMessage({ content: "", tool_calls: [call] }) }] };
    }
    const sentence = /^\[(\d+)\] (.+)$/m.exec(result.text);
    const text = sentence ? `${sentence[2]}[${sentence[1]}]` : "記事には書かれていません。";
    const size = Math.ceil(text.length / PIECES);
    const started = performance.now();
    for (let at = 0; at < PIECES; at++) {
      await wait(Math.max(0, started + ((at + 1) * STREAM_MS) / PIECES - performance.now()));
      const piece = text.slice(at * size, (at + 1) * size);
      if (piece) await runManager?.handleLLMNewToken(piece);
    }
    return { generations: [{ text, message: new AIMessage({ content: text }) }] };
  }
}

/** What the ways of asking need of a model; the same shape as over HTTP. */
export function openInProcess() {
  const model = new TimedModel();
  return {
    settings: { apiKey: "k", chatModel: "timed", deadlineMs: 30_000 },
    open: async () => new TimedModel(),
    /** A turn's two calls and nothing else. */
    async bare(question) {
      const human = new HumanMessage(question);
      const call = await model.invoke([human]);
      const result = new ToolMessage({ content: "[1] 年収は担当領域で変わります。", tool_call_id: "call_1" });
      await model.invoke([human, call, result]);
    },
    close() {},
  };
}
