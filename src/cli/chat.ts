import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { type OpenAnswering, openAnswering } from "../answering.ts";
import { createLogger } from "../log.ts";
import { AGENT_TEXTS, fill } from "../texts/agent.ts";
import { TERMINAL_TEXTS } from "../texts/terminal.ts";
import { paintFor, renderAnswerFoot, type ShownAnswer } from "./answer-view.ts";
import type { Command, CommandIo } from "./command.ts";

const HELP = `shirube chat [--snapshot dir] [--english]

Talks with you in the terminal; the conversation is remembered until you leave.

  --snapshot dir   another index folder or snapshot (default: <data>/index)
  --english        greet in English (answers follow the language you write in)

  /new  start a new conversation     /quit  leave     1-3  ask a suggested question
`;

type Turn = Parameters<OpenAnswering["agent"]["answer"]>[0]["turns"][number];

export const chatCommand: Command = {
  name: "chat",
  summary: "Talk in the terminal",
  help: HELP,
  async run(args, io, config) {
    const { values } = parseArgs({
      args: [...args],
      options: { snapshot: { type: "string" }, english: { type: "boolean", default: false } },
    });
    const settings = config();
    const answering = await openAnswering(settings, {
      logger: createLogger(settings.logLevel === "debug" ? "debug" : "error"),
      ...(values.snapshot !== undefined && { snapshotDir: values.snapshot }),
    });
    try {
      await talk(answering, io, values.english ? "en" : "ja");
    } finally {
      await answering.close();
    }
    return 0;
  },
};

async function talk(answering: OpenAnswering, io: CommandIo, greeting: "ja" | "en"): Promise<void> {
  const paint = paintFor(io.stdout);
  let texts = TERMINAL_TEXTS[greeting];
  let turns: Turn[] = [];
  let suggestions: readonly string[] = AGENT_TEXTS[greeting].starters;
  const say = (text: string) => void io.stdout.write(`${text}\n`);
  const ready = () => {
    if (suggestions.length > 0) say(paint.dim(`\n${texts.suggestions}`));
    for (const [at, question] of suggestions.entries()) say(paint.dim(`  ${at + 1}. ${question}`));
    io.stdout.write(`\n${paint.bold(texts.prompt)}`);
  };
  say(`${texts.welcome}\n${paint.dim(texts.help)}`);
  ready();
  const lines = createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY, signal: io.signal });
  for await (const line of lines) {
    const words = line.trim();
    if (words === "/quit" || words === "/exit") break;
    if (words === "/new") {
      turns = [];
      suggestions = AGENT_TEXTS[greeting].starters;
      say(texts.again);
      ready();
      continue;
    }
    const question = suggestions[Number(words) - 1] ?? line;
    if (question !== line) say(paint.bold(question));
    const answer = await stream(answering, io, question, turns);
    texts = TERMINAL_TEXTS[answer.locale];
    say(renderAnswerFoot(answer, paint));
    turns = [...turns, turnOf("requester", question, turns.length), agentTurn(answer, turns.length + 1)];
    suggestions = answer.followUps;
    ready();
  }
  say(`\n${texts.bye}`);
}

/** Shows an answer as it comes in; what is being read stands on the line until the first words replace it. */
async function stream(
  { agent }: OpenAnswering,
  io: CommandIo,
  question: string,
  turns: readonly Turn[],
): Promise<ShownAnswer> {
  const paint = paintFor(io.stdout);
  const texts = TERMINAL_TEXTS[/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(question) ? "ja" : "en"];
  const clear = () => io.stdout.isTTY && io.stdout.write("\r\u001b[K");
  for await (const event of agent.answer({ question, turns, signal: io.signal })) {
    if (event.kind === "status" && io.stdout.isTTY) {
      const sections = event.sections?.[0] ?? "";
      clear();
      io.stdout.write(paint.dim(fill(texts.thinking[event.step], { sections })));
    }
    if (event.kind === "status" && event.step === "writing") clear();
    if (event.kind === "delta") io.stdout.write(event.text);
    if (event.kind === "reset") io.stdout.write(`\n${paint.dim(texts.startedOver)}\n`);
    if (event.kind === "answer") {
      io.stdout.write("\n");
      return event.answer;
    }
  }
  throw io.signal.reason ?? new Error("the agent ended without an answer");
}

function turnOf(role: Turn["role"], text: string, at: number): Turn {
  return {
    id: `turn-${at}`,
    conversationId: "terminal" as Turn["conversationId"],
    role,
    authorId: role,
    text,
    at,
  };
}

function agentTurn(answer: ShownAnswer, at: number): Turn {
  return {
    ...turnOf("agent", answer.text, at),
    citations: answer.citations,
    decision: answer.decision,
    ...(answer.reason && { reason: answer.reason }),
  };
}
