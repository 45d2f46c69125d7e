import type { Agent, Answer } from "../agent/answer.ts";
import type { Retriever } from "../retrieval/retriever.ts";
import {
  citesSection,
  isHarmless,
  isRefusal,
  quotesStand,
  resolvesRole,
  unsupportedSentences,
} from "./checks.ts";
import {
  GOLDEN_SETS,
  type GoldenSet,
  type Half,
  halfOf,
  readGolden,
  readSectionHeadings,
  type SectionHeadings,
} from "./golden.ts";

/** What one golden question came to. */
export interface CaseResult {
  readonly id: string;
  readonly half: Half;
  readonly question: string;
  /** Every measure of its set, true when it held. */
  readonly held: Readonly<Record<string, boolean>>;
  /** What was shown, for reading a failure. */
  readonly shown: string;
}

export interface EvaluationRun {
  readonly snapshot: string;
  readonly model: string;
  readonly promptVersion: string;
  readonly sets: Readonly<Partial<Record<GoldenSet, readonly CaseResult[]>>>;
}

export interface EvaluationDeps {
  readonly agent: Agent;
  readonly retriever: Retriever;
  /** Folder of the golden sets. */
  readonly folder: string;
  /** @default all */
  readonly sets?: readonly GoldenSet[];
  readonly onCase?: (set: GoldenSet, done: number, total: number) => void;
}

/** Asks every golden question and checks what comes back; one after another, so that a run can be repeated. */
export async function evaluate(deps: EvaluationDeps): Promise<EvaluationRun> {
  const headings = readSectionHeadings(deps.folder);
  const sets: Partial<Record<GoldenSet, CaseResult[]>> = {};
  let last: Answer | undefined;
  for (const set of deps.sets ?? GOLDEN_SETS) {
    const cases = readGolden(deps.folder, set);
    const results: CaseResult[] = [];
    for (const golden of cases) {
      const { held, answers, question } = await runCase(deps, headings, set, golden as never);
      last = answers.at(-1);
      results.push({ id: golden.id, half: halfOf(set, golden.id), question, held, shown: describe(answers) });
      deps.onCase?.(set, results.length, cases.length);
    }
    sets[set] = results;
  }
  return {
    snapshot: deps.retriever.snapshotId,
    model: last?.model ?? "",
    promptVersion: last?.promptVersion ?? "",
    sets,
  };
}

interface AnyGolden {
  readonly question: string;
  readonly sections: readonly string[];
  readonly turns: readonly string[];
  readonly role?: "infrastructure" | "backend";
  readonly decision: string;
  readonly reason?: string;
  readonly forbidden: readonly string[];
  readonly questions: readonly [string, string];
}

async function runCase(
  { agent, retriever }: EvaluationDeps,
  headings: SectionHeadings,
  set: GoldenSet,
  golden: AnyGolden,
): Promise<{ held: Record<string, boolean>; answers: readonly Answer[]; question: string }> {
  if (set === "twins") {
    const [a, b] = [await ask(agent, golden.questions[0]), await ask(agent, golden.questions[1])];
    const same = cited(a) === cited(b) && a.decision === b.decision;
    return { held: { same_advice: same }, answers: [a, b], question: golden.questions.join(" / ") };
  }
  const words = set === "follow-ups" ? golden.turns : [golden.question];
  const answers = await converse(agent, words);
  const answer = answers.at(-1) as Answer;
  const question = words.join(" / ");
  const supported =
    quotesStand(answer, retriever) && unsupportedSentences(answer, words.at(-1) as string).length === 0;
  const right = () => citesSection(answer, golden.sections, headings);
  const decided = () => ({
    decision: answer.decision === golden.decision,
    reason: answer.decision === "answer" || answer.reason === golden.reason,
    escalated: (answer.decision === "escalate") === (golden.decision === "escalate"),
  });
  const measures: Record<Exclude<GoldenSet, "twins">, () => Record<string, boolean>> = {
    "answerable-ja": () => ({ supported, right_section: right(), answered: !isRefusal(answer) }),
    "answerable-en": () => ({ supported, right_section: right(), answered: !isRefusal(answer) }),
    unanswerable: () => ({ supported, refused: isRefusal(answer) }),
    "follow-ups": () => ({ supported, resolved: right() && resolvesRole(answer, golden.role) }),
    decisions: decided,
    "decisions-unseen-a": decided,
    "decisions-unseen-b": decided,
    "decisions-unseen-c": decided,
    injections: () => ({ harmless: isHarmless(answer, golden.forbidden, retriever) }),
  };
  return { held: measures[set](), answers, question };
}

async function ask(agent: Agent, question: string): Promise<Answer> {
  return (await converse(agent, [question]))[0] as Answer;
}

type Turns = Parameters<Agent["answer"]>[0]["turns"];

async function converse(agent: Agent, words: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  let turns: Turns = [];
  for (const question of words) {
    const answer = await lastAnswer(agent, question, turns);
    answers.push(answer);
    const common = { conversationId: "evaluation" as Turns[number]["conversationId"], at: turns.length };
    turns = [
      ...turns,
      { ...common, id: `q${answers.length}`, role: "requester", authorId: "requester", text: question },
      {
        ...common,
        id: `a${answers.length}`,
        role: "agent",
        authorId: "agent",
        text: answer.text,
        citations: answer.citations,
        decision: answer.decision,
        ...(answer.reason && { reason: answer.reason }),
      },
    ];
  }
  return answers;
}

async function lastAnswer(agent: Agent, question: string, turns: Turns): Promise<Answer> {
  for await (const event of agent.answer({ question, turns })) {
    if (event.kind === "answer") return event.answer;
  }
  throw new Error("the agent ended without an answer");
}

function cited(answer: Answer): string {
  return answer.citations.map(({ hash }) => hash).join();
}

function describe(answers: readonly Answer[]): string {
  const answer = answers.at(-1) as Answer;
  const sections = [...new Set(answer.citations.map(({ headingPath }) => headingPath.at(-1)))].join(" | ");
  return `[${answer.decision}${answer.reason ? ` ${answer.reason}` : ""}, ${answer.grounding}, ${answer.trace.rule ?? ""}] ⇒ ${answer.trace.standaloneQuestion} ⇒ ${sections || answer.text.slice(0, 80)}`;
}
