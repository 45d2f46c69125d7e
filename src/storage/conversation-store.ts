import { type Conversation, type ConversationId, ERASED, type Turn } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Database, Row, Sql } from "./database.ts";
import { isAmongThem } from "./realm.ts";

interface TurnRow extends Row {
  id: string;
  conversation_id: string;
  role: string;
  author_id: string;
  text: string;
  detail: string;
  at: number;
}

interface ConversationRow extends Row {
  id: string;
  requester_id: string;
  locale: string;
  started_at: number;
}

const TURN_COLUMNS = "id, conversation_id, role, author_id, text, detail, at";
const CONVERSATION_COLUMNS = "id, requester_id, locale, started_at";

function toTurn(row: TurnRow): Turn {
  const detail = JSON.parse(row.detail) as Partial<Turn>;
  return {
    ...detail,
    id: row.id,
    conversationId: row.conversation_id as ConversationId,
    role: row.role as Turn["role"],
    authorId: row.author_id,
    text: row.text,
    at: row.at,
  };
}

function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id as ConversationId,
    requesterId: row.requester_id,
    locale: row.locale as Conversation["locale"],
    startedAt: row.started_at,
  };
}

/**
 * Appends a turn once, inside a transaction or alone; an answer that was under way when its conversation was erased
 * comes too late.
 * @returns false when it is stored already, or nothing is stored of its conversation any more
 */
export async function appendTurn(sql: Sql, turn: Turn, record?: string): Promise<boolean> {
  const { id, conversationId, role, authorId, text, at, ...detail } = turn;
  const rows = await sql.query(
    `INSERT INTO turns (${TURN_COLUMNS}, trace)
     SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT),
       CAST($6 AS TEXT), CAST($7 AS BIGINT), CAST($8 AS TEXT)
     WHERE NOT EXISTS (SELECT 1 FROM conversations WHERE id = $2 AND requester_id = '${ERASED}')
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [id, conversationId, role, authorId, text, JSON.stringify(detail), at, record ?? null],
  );
  return rows.length > 0;
}

/** Conversations, their turns and the votes on them, in the database. */
export function createConversationStore(database: Database): ConversationStore {
  const get = async (id: ConversationId) => {
    const [row] = await database.query<ConversationRow>(
      `SELECT ${CONVERSATION_COLUMNS} FROM conversations WHERE id = $1`,
      [id],
    );
    return row && toConversation(row);
  };
  return {
    async open(conversation) {
      await database.query(
        `INSERT INTO conversations (${CONVERSATION_COLUMNS}) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET requester_id = excluded.requester_id, locale = excluded.locale,
           started_at = excluded.started_at WHERE conversations.requester_id = '${ERASED}'`,
        [conversation.id, conversation.requesterId, conversation.locale, conversation.startedAt],
      );
      return (await get(conversation.id)) ?? conversation;
    },
    get,
    async latest({ userId, team }, since, not) {
      const [row] = await database.query<ConversationRow>(
        `SELECT ${CONVERSATION_COLUMNS.split(", ")
          .map((column) => `c.${column}`)
          .join(", ")}
         FROM conversations c JOIN turns t ON t.conversation_id = c.id
         WHERE c.requester_id = $1 AND t.at > $2 AND c.id <> $3 AND ${isAmongThem("c.id", "$4")}
         ORDER BY t.seq DESC LIMIT 1`,
        [userId, since, not, team],
      );
      return row && toConversation(row);
    },
    async active(since, limit) {
      const rows = await database.query<{ id: string }>(
        `SELECT conversation_id AS id FROM turns WHERE at > $1
         GROUP BY conversation_id ORDER BY max(seq) DESC LIMIT $2`,
        [since, limit],
      );
      return rows.map(({ id }) => id as ConversationId);
    },
    append: (turn, record) => appendTurn(database, turn, record),
    async turns(id, limit) {
      const rows = await database.query<TurnRow>(
        `SELECT ${TURN_COLUMNS} FROM turns WHERE conversation_id = $1 ORDER BY seq DESC LIMIT $2`,
        [id, limit],
      );
      return rows.reverse().map(toTurn);
    },
    async blank(id, beginnings) {
      const blanked: string[] = [];
      for (const beginning of beginnings) {
        const rows = await database.query<{ id: string }>(
          `UPDATE turns SET text = '', detail = '{}', trace = NULL
           WHERE conversation_id = $1 AND substr(id, 1, length($2)) = $2 RETURNING id`,
          [id, beginning],
        );
        blanked.push(...rows.map((row) => row.id));
      }
      return blanked;
    },
    async spokenSince({ userId, team }, at) {
      const [row] = await database.query<{ n: number }>(
        `SELECT count(*) AS n FROM turns
         WHERE author_id = $1 AND at > $2 AND ${isAmongThem("conversation_id", "$3")}`,
        [userId, at, team],
      );
      return row?.n ?? 0;
    },
    async askedSince(team, at) {
      const [row] = await database.query<{ n: number }>(
        "SELECT count(*) AS n FROM turns WHERE at > $2 AND role = 'requester' AND conversation_id LIKE $1",
        [`slack:${team}:%`, at],
      );
      return row?.n ?? 0;
    },
    async turn(turnId) {
      const [row] = await database.query<TurnRow>(`SELECT ${TURN_COLUMNS} FROM turns WHERE id = $1`, [
        turnId,
      ]);
      return row && toTurn(row);
    },
    async record(turnId) {
      const [row] = await database.query<{ trace: string | null }>("SELECT trace FROM turns WHERE id = $1", [
        turnId,
      ]);
      return row?.trace ?? undefined;
    },
    async saveFeedback(feedback) {
      await database.query(
        `INSERT INTO feedback (turn_id, user_id, value, reason, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (turn_id, user_id) DO UPDATE SET value = excluded.value, reason = excluded.reason, at = excluded.at`,
        [feedback.turnId, feedback.userId, feedback.value, feedback.reason ?? null, feedback.at],
      );
    },
  };
}
