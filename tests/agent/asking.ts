import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type AgentDeps, createCareerAgent } from "../../src/agent/agent.ts";
import type { Agent, Answer, AnswerEvent } from "../../src/agent/answer.ts";
import type { ConversationId, Turn } from "../../src/conversation/conversation.ts";
import { ingest } from "../../src/indexing/ingest.ts";
import { openRetrievalTools } from "../../src/indexing/retrieval-tools.ts";
import { openSnapshot } from "../../src/indexing/snapshot.ts";
import type { Retriever } from "../../src/retrieval/retriever.ts";

const KNOWLEDGE = join(resolve(import.meta.dirname, "../.."), "knowledge");

/** The product's own knowledge and what was added to it, ingested and opened as it is in production. */
export async function openKnowledge(...added: readonly string[]): Promise<Retriever> {
  const tools = openRetrievalTools();
  const outDir = mkdtempSync(join(tmpdir(), "shirube-knowledge-"));
  await ingest({ paths: [KNOWLEDGE, ...added], outDir, tools });
  return openSnapshot(outDir, tools);
}

export async function openAgent(deps: Partial<AgentDeps> = {}): Promise<Agent> {
  const retriever = await openKnowledge();
  return createCareerAgent({ retriever: () => retriever, ...deps });
}

export interface Heard {
  readonly answer: Answer;
  readonly events: readonly AnswerEvent[];
}

/** Asks and listens until the answer stands. */
export async function hear(agent: Agent, question: string, turns: readonly Turn[] = []): Promise<Heard> {
  const events: AnswerEvent[] = [];
  for await (const event of agent.answer({ question, turns })) events.push(event);
  const last = events.at(-1);
  if (last?.kind !== "answer") throw new Error("the agent did not end with an answer");
  return { answer: last.answer, events };
}

export async function ask(agent: Agent, question: string, turns: readonly Turn[] = []): Promise<Answer> {
  return (await hear(agent, question, turns)).answer;
}

/** A conversation in which the requester says one thing after another. */
export async function converse(agent: Agent, ...words: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  const turns: Turn[] = [];
  for (const text of words) {
    const answer = await ask(agent, text, turns);
    answers.push(answer);
    turns.push(turnOf("requester", text, turns.length), {
      ...turnOf("agent", answer.text, turns.length + 1),
      citations: answer.citations,
      grounding: answer.grounding,
      decision: answer.decision,
      ...(answer.reason && { reason: answer.reason }),
    });
  }
  return answers;
}

export function turnOf(role: Turn["role"], text: string, at = 0): Turn {
  return {
    id: `turn-${at}`,
    conversationId: "slack:T1:D1:1" as ConversationId,
    role,
    authorId: role === "requester" ? "U1" : role,
    text,
    at,
  };
}

/** Headings an answer cites, leaf first. */
export function headingsOf(answer: Answer): string[] {
  return answer.citations.map(({ headingPath }) => headingPath.at(-1) ?? "");
}
