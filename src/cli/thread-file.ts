import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";

const ROLES = {
  requester: "requester",
  user: "requester",
  agent: "agent",
  assistant: "agent",
  advisor: "advisor",
  marker: "marker",
} as const;

const TURN = z.object({
  role: z.enum(Object.keys(ROLES) as [keyof typeof ROLES, ...(keyof typeof ROLES)[]]),
  text: z.string(),
});
const THREAD = z.union([z.array(TURN), z.object({ turns: z.array(TURN) })]);

/** An earlier turn as a thread file tells it. */
export interface ThreadTurn {
  readonly role: (typeof ROLES)[keyof typeof ROLES];
  readonly text: string;
}

/**
 * Reads earlier turns: an array of `{role, text}`, or `{turns: […]}`, oldest first.
 * @throws AppError `thread_unreadable` or `thread_invalid`, saying what is wrong
 */
export function readThreadFile(path: string): ThreadTurn[] {
  const hint =
    'Give a JSON file such as [{"role":"requester","text":"…"},{"role":"agent","text":"…"}], oldest first.';
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new AppError("thread_unreadable", `cannot read the thread ${path}: ${messageOf(error)}`, hint);
  }
  const parsed = THREAD.safeParse(content);
  if (!parsed.success) {
    const turns = Array.isArray(content) ? content : ((content as { turns?: unknown })?.turns ?? content);
    const at = Array.isArray(turns) ? turns.findIndex((turn) => !TURN.safeParse(turn).success) : -1;
    const where = at >= 0 ? `turn ${at + 1} lacks a usable role or text` : "it holds no list of turns";
    throw new AppError("thread_invalid", `the thread ${path} is not usable: ${where}`, hint);
  }
  const turns = Array.isArray(parsed.data) ? parsed.data : parsed.data.turns;
  return turns.map(({ role, text }) => ({ role: ROLES[role], text }));
}
