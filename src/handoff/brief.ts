import type { Turn } from "../conversation/conversation.ts";

/** One line of the brief and the turn it comes from. */
export interface BriefLine {
  readonly text: string;
  readonly turnId?: string;
}

/** What an advisor reads before saying hello; the requester sees exactly this first and may edit it. */
export interface Brief {
  /** What the requester wants, in their own words. */
  readonly goal: BriefLine;
  /** What they said about where they stand. */
  readonly situation?: BriefLine;
  /** Questions already answered, each with the sections quoted. */
  readonly answered: readonly (BriefLine & { readonly sources: readonly string[] })[];
  /** Questions the knowledge could not answer. */
  readonly unanswered: readonly BriefLine[];
  /** How they seemed; absent when they chose not to share what was said before. */
  readonly mood?: "calm" | "worried" | "upset";
  /** Whether it can wait; as the requester chose. */
  readonly urgency?: "normal" | "soon";
  /** When they would like to talk, in their words. */
  readonly preferredTime?: string;
}

/** The lines that stand for a turn, each turn once, and whether its answer is shared as well. */
export function sharedTurns(
  brief: Brief,
): readonly { readonly turnId: string; readonly text: string; readonly withAnswer: boolean }[] {
  const answered = new Set(brief.answered.map(({ turnId }) => turnId));
  const lines = [brief.situation, ...brief.answered, ...brief.unanswered, brief.goal];
  const turns = new Map<string, { turnId: string; text: string; withAnswer: boolean }>();
  for (const line of lines) {
    if (line?.turnId === undefined || turns.has(line.turnId)) continue;
    turns.set(line.turnId, {
      turnId: line.turnId,
      text: line.text,
      withAnswer: answered.has(line.turnId),
    });
  }
  return [...turns.values()];
}

/** The brief without what it took from a turn. */
export function withoutTurn(brief: Brief, turnId: string): Brief {
  const isOther = (line: BriefLine) => line.turnId !== turnId;
  const { situation, ...rest } = brief;
  return {
    ...rest,
    goal: isOther(brief.goal) ? brief.goal : { text: "" },
    ...(situation && isOther(situation) && { situation }),
    answered: brief.answered.filter(isOther),
    unanswered: brief.unanswered.filter(isOther),
  };
}

/** The brief without what was said and answered before. */
export function withoutHistory({ mood: _mood, ...brief }: Brief): Brief {
  return { ...brief, answered: [], unanswered: [] };
}

const MAX_LINE = 300;
const WORRIED = /不安|心配|悩|迷|怖|つら|辛|しんど|worr|anxious|afraid|unsure|stuck/i;
const UPSET = /怒|ひど|最悪|ふざけ|腹立|いい加減|angry|terrible|useless|furious/i;
/** Words in which people say where they stand: years, current work, the first person. */
const SITUATION =
  /(年目|年間|歳|代です|未経験|今は|現在|いまは|勤め|働いて|担当して|years? of experience|I work|I am a|I'm a)/i;
/** A wish for a person is the occasion of the handoff, not its subject. */
const ASKS_FOR_PERSON =
  /(人|担当者|アドバイザー|相談員|オペレーター).{0,6}(話|相談|つな|繋|代わ|かわ)|talk to (a|an|someone|the)\b|human|advisor/i;

/** A follow-up that says little without the question before it. */
const ELLIPSIS =
  /^(じゃあ|じゃ、|では|それ|その|あと|他に|ほかに|もっと|なぜ|要するに|つまり|後者|前者|\d+つ目|what about|and |then |why\b|more\b)/i;

const cut = (text: string): string => {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length <= MAX_LINE ? flat : `${flat.slice(0, MAX_LINE - 1)}…`;
};

const line = (turn: Turn): BriefLine => ({ text: cut(turn.text), turnId: turn.id });

/** Drafts the brief from the turns since the last marker, oldest first, with nothing added. */
export function draftBrief(turns: readonly Turn[]): Brief {
  const since = turns.findLastIndex((turn) => turn.role === "marker") + 1;
  const recent = turns.slice(since);
  const asked = recent.filter((turn) => turn.role === "requester" && turn.text !== "");
  const subjects = asked.filter((turn) => !ASKS_FOR_PERSON.test(turn.text));
  const pairs = subjects.map((question) => ({ question, answer: answerTo(recent, question) }));
  const all = asked.map((turn) => turn.text).join("\n");
  const goal =
    subjects.findLast((turn) => !ELLIPSIS.test(turn.text.trim())) ?? subjects.at(-1) ?? asked.at(-1);
  const situation = subjects.find((turn) => SITUATION.test(turn.text) && turn !== goal);
  return {
    goal: goal ? line(goal) : { text: "" },
    ...(situation && { situation: line(situation) }),
    answered: pairs
      .filter(({ answer }) => answer?.citations?.length)
      .slice(-3)
      .map(({ question, answer }) => ({ ...line(question), sources: sourcesOf(answer) })),
    unanswered: pairs
      .filter(({ answer }) => answer?.grounding === "none" && answer.decision !== "answer")
      .slice(-3)
      .map(({ question }) => line(question)),
    mood: UPSET.test(all) ? "upset" : WORRIED.test(all) ? "worried" : "calm",
  };
}

/** Whether the requester has said anything since then (epoch ms) but that they want to talk to a person. */
export function saysMore(turns: readonly Turn[], since: number): boolean {
  const said = turns.filter(({ role, at, text }) => role === "requester" && at >= since && text !== "");
  return said.some(({ text }) => !ASKS_FOR_PERSON.test(text));
}

function answerTo(turns: readonly Turn[], question: Turn): Turn | undefined {
  const next = turns[turns.indexOf(question) + 1];
  return next?.role === "agent" ? next : undefined;
}

function sourcesOf(answer: Turn | undefined): string[] {
  const headings = (answer?.citations ?? []).map((citation) => citation.headingPath.at(-1) ?? citation.title);
  return [...new Set(headings)].slice(0, 3);
}
