import type { ConversationId } from "../conversation/conversation.ts";
import { teamOf } from "../conversation/identity.ts";
import type { Statistics } from "../conversation/statistics.ts";
import type { Database } from "./database.ts";
import { isAmongThem } from "./realm.ts";

/** Fewer waits than this say nothing about the next. */
const FEWEST_WAITS = 5;

/** Counts from the database. */
export function createStatistics(database: Database): Statistics {
  const count = async (text: string, values: readonly (string | number)[]): Promise<number> => {
    const [row] = await database.query<{ n: number }>(text, values);
    return row?.n ?? 0;
  };
  return {
    async since(at) {
      return {
        questions: await count("SELECT count(*) AS n FROM turns WHERE role = 'requester' AND at >= $1", [at]),
        answered: await count(
          `SELECT count(*) AS n FROM turns WHERE role = 'agent' AND at >= $1 AND detail LIKE '%"grounding":"grounded"%'`,
          [at],
        ),
        handoffs: await count(
          "SELECT count(*) AS n FROM handoff_events WHERE event IN ('submit', 'submit_after_hours') AND at >= $1",
          [at],
        ),
        checkIns: await count(
          "SELECT count(*) AS n FROM check_ins WHERE state = 'answered' AND outcome <> 'stop' AND at >= $1",
          [at],
        ),
        tried: await count("SELECT count(*) AS n FROM check_ins WHERE outcome = 'tried' AND at >= $1", [at]),
      };
    },
    async unanswered(at) {
      const rows = await database.query<{ text: string; author_id: string; conversation_id: string }>(
        `SELECT q.text AS text, q.author_id, q.conversation_id FROM turns a JOIN turns q ON q.id = substr(a.id, 1, length(a.id) - 7)
         WHERE a.role = 'agent' AND a.at >= $1 AND a.id LIKE '%:answer'
           AND a.detail LIKE '%"reason":"not_in_knowledge"%' ORDER BY a.seq`,
        [at],
      );
      return rows.map(({ text, author_id, conversation_id }) => ({
        text,
        asker: { userId: author_id, team: teamOf(conversation_id as ConversationId) },
      }));
    },
    async usualWait(team) {
      const rows = await database.query<{ wait: number }>(
        `SELECT c.at - s.at AS wait FROM handoff_events c JOIN handoff_events s ON s.handoff_id = c.handoff_id
         JOIN handoffs h ON h.id = c.handoff_id
         WHERE c.event = 'claim' AND s.event = 'submit' AND c.epoch = 1 AND ${isAmongThem("h.conversation_id", "$1")}
         ORDER BY c.seq DESC LIMIT 20`,
        [team],
      );
      if (rows.length < FEWEST_WAITS) return undefined;
      const waits = rows.map(({ wait }) => wait).sort((a, b) => a - b);
      return waits[Math.floor(waits.length / 2)];
    },
    async queue({ userId, team }) {
      return {
        waiting: await count(
          `SELECT count(*) AS n FROM handoffs WHERE state IN ('queued', 'after_hours', 'escalated')
           AND ${isAmongThem("conversation_id", "$1")}`,
          [team],
        ),
        mine: await count(
          `SELECT count(*) AS n FROM handoffs WHERE owner_id = $1 AND ${isAmongThem("conversation_id", "$2")}`,
          [userId, team],
        ),
      };
    },
    isAdvisor: async ({ userId, team }) =>
      (await count(
        `SELECT count(*) AS n FROM handoff_events e JOIN handoffs h ON h.id = e.handoff_id
         WHERE e.event = 'claim' AND e.actor_id = $1 AND ${isAmongThem("h.conversation_id", "$2")}`,
        [userId, team],
      )) > 0,
  };
}
