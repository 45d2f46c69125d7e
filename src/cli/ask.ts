import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { type OpenAnswering, openAnswering } from "../answering.ts";
import { AppError } from "../errors.ts";
import { createLogger } from "../log.ts";
import { answerJson, paintFor, renderAnswerFoot, type ShownAnswer } from "./answer-view.ts";
import type { Command } from "./command.ts";
import { readThreadFile, type ThreadTurn } from "./thread-file.ts";

const HELP = `shirube ask "question" [--json] [--thread file.json] [--snapshot dir]
shirube ask - [--thread file.json] [--snapshot dir]

Answers a question from the knowledge, with the sentences it rests on.

  -                read one question a line from standard input, print one JSON line each, in order
  --json           print one JSON line: answer, citations (document, headingPath, quote), grounding,
                   decision, model, snapshot and more; nothing else goes to standard output
  --thread file    earlier turns of the conversation, oldest first, as JSON:
                   [{"role":"requester","text":"…"},{"role":"agent","text":"…"}]
                   or {"turns":[…]}; roles are requester, agent, advisor, marker
  --snapshot dir   another index folder or snapshot (default: <data>/index)
`;

export const askCommand: Command = {
  name: "ask",
  summary: "Ask one question",
  help: HELP,
  async run(args, io, config) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        thread: { type: "string" },
        snapshot: { type: "string" },
      },
    });
    if (positionals.length === 0) {
      throw new AppError(
        "ask_nothing",
        "no question given",
        'Try: shirube ask "インフラエンジニアの仕事内容は？"',
      );
    }
    const turns = asTurns(values.thread === undefined ? [] : readThreadFile(values.thread));
    const settings = config();
    const answering = await openAnswering(settings, {
      logger: createLogger(settings.logLevel === "debug" ? "debug" : "warn"),
      ...(values.snapshot !== undefined && { snapshotDir: values.snapshot }),
    });
    try {
      if (positionals.length === 1 && positionals[0] === "-") {
        for await (const line of createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
          io.stdout.write(`${answerJson(await answerOf(answering, line, turns, io.signal))}\n`);
        }
        return 0;
      }
      const answer = await answerOf(answering, positionals.join(" "), turns, io.signal);
      const paint = paintFor(io.stdout);
      io.stdout.write(
        values.json ? `${answerJson(answer)}\n` : `${answer.text}\n${renderAnswerFoot(answer, paint)}\n`,
      );
      return 0;
    } finally {
      await answering.close();
    }
  },
};

type Turns = Parameters<OpenAnswering["agent"]["answer"]>[0]["turns"];
type ConversationId = Turns[number]["conversationId"];

/** Turns of a conversation that lives only in this process. */
function asTurns(turns: readonly ThreadTurn[]): Turns {
  return turns.map(({ role, text }, at) => ({
    id: `turn-${at + 1}`,
    conversationId: "terminal" as ConversationId,
    role,
    authorId: role,
    text,
    at,
  }));
}

async function answerOf(
  { agent }: OpenAnswering,
  question: string,
  turns: Turns,
  signal: AbortSignal,
): Promise<ShownAnswer> {
  for await (const event of agent.answer({ question, turns, signal })) {
    if (event.kind === "answer") return event.answer;
  }
  throw new AppError(
    "ask_unanswered",
    "the agent ended without an answer",
    "Run it again with SHIRUBE_LOG=debug.",
  );
}
