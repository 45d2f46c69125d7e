import type { ConversationId, DecisionReason } from "../conversation/conversation.ts";
import { teamOf } from "../conversation/identity.ts";
import type { Brief } from "../handoff/brief.ts";
import type { Actor, Handoff, HandoffState, Outcome } from "../handoff/handoff.ts";
import type { HandoffRecord, HandoffStore } from "../handoff/handoff-store.ts";
import { laneOf, type OutboxEntry } from "../handoff/outbox.ts";
import { appendTurn } from "./conversation-store.ts";
import type { Database, Row, Sql } from "./database.ts";
import { enqueueWith } from "./lane-store.ts";
import { isAmongThem } from "./realm.ts";

interface HandoffRow extends Row {
  id: string;
  conversation_id: string;
  requester_id: string;
  state: string;
  owner_id: string | null;
  epoch: number;
  reason: string;
  alias: string;
  named: number;
  outcome: string | null;
  brief: string;
  created_at: number;
  updated_at: number;
}

const COLUMNS =
  "id, conversation_id, requester_id, state, owner_id, epoch, reason, alias, named, outcome, brief, created_at, updated_at";
/** What is left of a brief when its words are gone, as SQL text. */
export const EMPTY_BRIEF = JSON.stringify({ goal: { text: "" }, answered: [], unanswered: [], mood: "calm" });
/** States after which the agent answers again, as SQL. */
export const ENDED = "('resolved', 'returned', 'cancelled', 'closed', 'erased')";
const IN_LINE = "('queued', 'after_hours', 'escalated')";
/** SQL: where in the audit trail somebody last joined the line by their own wish; who is released keeps their place. */
const joinedLine = (id: string) => `(SELECT max(seq) FROM handoff_events WHERE handoff_id = ${id}
  AND event IN ('submit', 'submit_after_hours', 'reopen', 'reopen_after_hours'))`;

function toHandoff(row: HandoffRow): Handoff {
  return {
    id: row.id,
    conversationId: row.conversation_id as ConversationId,
    requesterId: row.requester_id,
    state: row.state as HandoffState,
    ownerId: row.owner_id ?? undefined,
    epoch: row.epoch,
    reason: row.reason as DecisionReason,
    alias: row.alias,
    named: row.named === 1,
    outcome: (row.outcome ?? undefined) as Outcome | undefined,
    brief: JSON.parse(row.brief) as Brief,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** 0 → A, 25 → Z, 26 → AA, as spreadsheet columns count. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

async function addRecord(sql: Sql, id: string, record: HandoffRecord): Promise<void> {
  await sql.query(
    `INSERT INTO handoff_events (handoff_id, event, actor_role, actor_id, from_state, to_state, epoch, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, record.event, record.actor.role, record.actor.id, record.from, record.to, record.epoch, record.at],
  );
}

/** Stores messages to send, in a transaction of the caller's. */
export async function addEntries(sql: Sql, entries: readonly OutboxEntry[]): Promise<void> {
  for (const { key, message } of entries) {
    await enqueueWith(sql, "outbox", { lane: laneOf(message), key, payload: JSON.stringify(message) });
  }
}

/** Handoffs, their audit trail and their outgoing messages, in the database. */
export function createHandoffStore(database: Database): HandoffStore {
  const one = async (where: string, values: readonly string[]): Promise<Handoff | undefined> => {
    const [row] = await database.query<HandoffRow>(`SELECT ${COLUMNS} FROM handoffs WHERE ${where}`, values);
    return row && toHandoff(row);
  };
  const trail = async (sql: Sql, id: string): Promise<readonly HandoffRecord[]> => {
    const rows = await sql.query<Row & { epoch: number; at: number }>(
      `SELECT event, actor_role, actor_id, from_state, to_state, epoch, at FROM handoff_events
       WHERE handoff_id = $1 ORDER BY seq`,
      [id],
    );
    return rows.map((row) => ({
      event: row.event as HandoffRecord["event"],
      actor: { role: row.actor_role as Actor["role"], id: String(row.actor_id) },
      from: row.from_state as HandoffRecord["from"],
      to: row.to_state as HandoffState,
      epoch: row.epoch,
      at: row.at,
    }));
  };
  const open = (id: ConversationId) => one(`conversation_id = $1 AND state NOT IN ${ENDED}`, [id]);
  const committed = async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
    const result = await database.transaction(work);
    await database.notify("outbox");
    return result;
  };

  return {
    async create(handoff, record, entries) {
      const created = await committed(async (sql) => {
        const [count] = await sql.query<{ n: number }>("SELECT count(*) AS n FROM handoffs");
        const rows = await sql.query<HandoffRow>(
          `INSERT INTO handoffs (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
           ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
          [
            handoff.id,
            handoff.conversationId,
            handoff.requesterId,
            handoff.state,
            handoff.ownerId ?? null,
            handoff.epoch,
            handoff.reason,
            letters(count?.n ?? 0),
            handoff.named ? 1 : 0,
            handoff.outcome ?? null,
            JSON.stringify(handoff.brief),
            handoff.createdAt,
            handoff.updatedAt,
          ],
        );
        if (!rows[0]) return undefined;
        await addRecord(sql, handoff.id, record);
        await addEntries(sql, entries);
        return toHandoff(rows[0]);
      });
      if (created) return { created: true, handoff: created };
      const existing = (await open(handoff.conversationId)) ?? (await one("id = $1", [handoff.id]));
      if (!existing) throw new Error("The open handoff ended between two statements; try again.");
      return { created: false, handoff: existing };
    },
    apply: (before, after, record, entries, marker) =>
      committed(async (sql) => {
        const rows = await sql.query(
          `UPDATE handoffs SET state = $4, owner_id = $5, epoch = $6, named = $7, brief = $8, updated_at = $9, outcome = $10
           WHERE id = $1 AND state = $2 AND epoch = $3 AND brief = $11 RETURNING id`,
          [
            before.id,
            before.state,
            before.epoch,
            after.state,
            after.ownerId ?? null,
            after.epoch,
            after.named ? 1 : 0,
            JSON.stringify(after.brief),
            after.updatedAt,
            after.outcome ?? null,
            JSON.stringify(before.brief),
          ],
        );
        if (rows.length === 0) return false;
        await addRecord(sql, before.id, record);
        await addEntries(sql, entries);
        if (marker) await appendTurn(sql, marker);
        return true;
      }),
    async standingOn(turnId) {
      const rows = await database.query<{ id: string }>(
        "SELECT id FROM handoffs WHERE brief LIKE $1 AND state <> 'erased'",
        [`%${JSON.stringify(turnId)}%`],
      );
      return rows.map(({ id }) => id);
    },
    async rewriteBrief(id, rewrite, sends) {
      const asItStands = async (sql: Sql): Promise<boolean> => {
        const [row] = await sql.query<{ brief: string }>(
          "SELECT brief FROM handoffs WHERE id = $1 AND state <> 'erased'",
          [id],
        );
        if (!row) return true;
        const rows = await sql.query(
          "UPDATE handoffs SET brief = $2 WHERE id = $1 AND brief = $3 AND state <> 'erased' RETURNING id",
          [id, JSON.stringify(rewrite(JSON.parse(row.brief) as Brief)), row.brief],
        );
        if (rows.length === 0) return false;
        // Read behind the write, which holds off every change of state until this is committed.
        await addEntries(sql, sends(await trail(sql, id)));
        return true;
      };
      while (!(await committed(asItStands)));
    },
    async unsent({ userId, team }) {
      const rows = await database.query<HandoffRow>(
        `SELECT ${COLUMNS} FROM handoffs WHERE requester_id = $1 AND state = 'intake'
         AND ${isAmongThem("conversation_id", "$2")} ORDER BY created_at`,
        [userId, team],
      );
      return rows.map(toHandoff);
    },
    enqueue: (entries) => committed((sql) => addEntries(sql, entries)),
    get: (id) => one("id = $1", [id]),
    open,
    latest: (id) => one("conversation_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1", [id]),
    async heldBy({ userId, team }) {
      const [row] = await database.query<{ n: number }>(
        `SELECT count(*) AS n FROM handoffs WHERE owner_id = $1 AND ${isAmongThem("conversation_id", "$2")}`,
        [userId, team],
      );
      return row?.n ?? 0;
    },
    async ahead(handoff) {
      const [row] = await database.query<{ n: number }>(
        `SELECT count(*) AS n FROM handoffs h
         WHERE h.state IN ${IN_LINE} AND ${joinedLine("h.id")} < ${joinedLine("$1")}
           AND ${isAmongThem("h.conversation_id", "$2")}`,
        [handoff.id, teamOf(handoff.conversationId)],
      );
      return row?.n ?? 0;
    },
    async lasting(states) {
      const since = states.map((_, at) => `(state = $${2 * at + 1} AND updated_at <= $${2 * at + 2})`);
      const rows = await database.query<HandoffRow>(
        `SELECT ${COLUMNS} FROM handoffs WHERE ${since.join(" OR ")} ORDER BY created_at`,
        states.flatMap(({ state, since }) => [state, since]),
      );
      return rows.map(toHandoff);
    },
    async saveCsat(handoff, { question, value }, at) {
      const [row] = await database.query<{ rating: number | null; solved: number | null }>(
        `INSERT INTO csat (handoff_id, epoch, ${question}, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (handoff_id, epoch) DO UPDATE SET ${question} = COALESCE(csat.${question}, excluded.${question})
         RETURNING rating, solved`,
        [handoff.id, handoff.epoch, value, at],
      );
      return { rating: row?.rating ?? undefined, solved: row?.solved ?? undefined };
    },
    trail: (id) => trail(database, id),
  };
}
