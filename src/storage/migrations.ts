import { AppError } from "../errors.ts";
import type { Database, Sql } from "./database.ts";

/** Numbered by position; a released one is never edited, only followed by another. */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE conversations (
      id TEXT PRIMARY KEY,
      requester_id TEXT NOT NULL,
      locale TEXT NOT NULL,
      started_at BIGINT NOT NULL
    )`,
    `CREATE INDEX conversations_by_requester ON conversations (requester_id, started_at)`,
    `CREATE TABLE turns (
      seq {identity},
      id TEXT NOT NULL UNIQUE,
      conversation_id TEXT NOT NULL REFERENCES conversations (id),
      role TEXT NOT NULL,
      author_id TEXT NOT NULL,
      text TEXT NOT NULL,
      detail TEXT NOT NULL,
      trace TEXT,
      at BIGINT NOT NULL
    )`,
    `CREATE INDEX turns_by_conversation ON turns (conversation_id, seq)`,
    `CREATE INDEX turns_by_author ON turns (author_id, at)`,
    `CREATE TABLE feedback (
      turn_id TEXT NOT NULL REFERENCES turns (id),
      user_id TEXT NOT NULL,
      value TEXT NOT NULL,
      reason TEXT,
      at BIGINT NOT NULL,
      PRIMARY KEY (turn_id, user_id)
    )`,
    `CREATE TABLE lane_items (
      id {identity},
      queue TEXT NOT NULL,
      lane TEXT NOT NULL,
      key TEXT NOT NULL,
      payload TEXT NOT NULL,
      progress TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      enqueued_at BIGINT NOT NULL,
      done_at BIGINT,
      parked_at BIGINT,
      error TEXT,
      UNIQUE (queue, key)
    )`,
    `CREATE INDEX lane_items_open ON lane_items (queue, lane, id) WHERE done_at IS NULL AND parked_at IS NULL`,
    `CREATE TABLE lanes (
      queue TEXT NOT NULL,
      lane TEXT NOT NULL,
      pending INTEGER NOT NULL,
      ready_at BIGINT NOT NULL,
      owner TEXT,
      lease_until BIGINT,
      fence BIGINT NOT NULL DEFAULT 0,
      PRIMARY KEY (queue, lane)
    )`,
    `CREATE INDEX lanes_ready ON lanes (queue, ready_at) WHERE pending > 0`,
    `CREATE TABLE handoffs (
      id TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL REFERENCES conversations (id),
      requester_id TEXT NOT NULL,
      state TEXT NOT NULL,
      owner_id TEXT,
      epoch INTEGER NOT NULL DEFAULT 0,
      reason TEXT NOT NULL,
      alias TEXT NOT NULL,
      named INTEGER NOT NULL DEFAULT 0,
      outcome TEXT,
      brief TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      updated_at BIGINT NOT NULL
    )`,
    `CREATE UNIQUE INDEX handoffs_one_open ON handoffs (conversation_id)
      WHERE state NOT IN ('resolved', 'returned', 'cancelled', 'closed', 'erased')`,
    `CREATE INDEX handoffs_by_state ON handoffs (state, created_at)`,
    `CREATE TABLE handoff_events (
      seq {identity},
      handoff_id TEXT NOT NULL REFERENCES handoffs (id),
      event TEXT NOT NULL,
      actor_role TEXT NOT NULL,
      actor_id TEXT NOT NULL,
      from_state TEXT NOT NULL,
      to_state TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      at BIGINT NOT NULL
    )`,
    `CREATE INDEX handoff_events_by_handoff ON handoff_events (handoff_id, seq)`,
    `CREATE TABLE csat (
      handoff_id TEXT NOT NULL REFERENCES handoffs (id),
      epoch INTEGER NOT NULL,
      rating INTEGER,
      solved INTEGER,
      at BIGINT NOT NULL,
      PRIMARY KEY (handoff_id, epoch)
    )`,
    `CREATE TABLE lessons (
      id TEXT PRIMARY KEY,
      handoff_id TEXT,
      question TEXT NOT NULL,
      answer TEXT NOT NULL,
      state TEXT NOT NULL,
      author_id TEXT NOT NULL,
      approved_by TEXT,
      created_at BIGINT NOT NULL,
      approved_at BIGINT,
      expires_at BIGINT NOT NULL
    )`,
    `CREATE TABLE drafts (
      channel TEXT NOT NULL,
      ts TEXT NOT NULL,
      handoff_id TEXT NOT NULL REFERENCES handoffs (id),
      author_id TEXT NOT NULL,
      text TEXT NOT NULL,
      files TEXT NOT NULL DEFAULT '[]',
      sent INTEGER NOT NULL DEFAULT 0,
      at BIGINT NOT NULL,
      PRIMARY KEY (channel, ts)
    )`,
    `CREATE TABLE posts (
      key TEXT PRIMARY KEY,
      owner TEXT NOT NULL,
      channel TEXT NOT NULL,
      ts TEXT NOT NULL,
      at BIGINT NOT NULL
    )`,
    `CREATE INDEX posts_by_message ON posts (channel, ts)`,
    `CREATE INDEX posts_by_owner ON posts (owner)`,
  ],
  [`CREATE TABLE presence (name TEXT PRIMARY KEY, at BIGINT NOT NULL)`],
  [
    `CREATE TABLE installations (
      id TEXT PRIMARY KEY,
      whole_organisation INTEGER NOT NULL,
      sealed TEXT NOT NULL,
      bot_id TEXT NOT NULL,
      bot_user_id TEXT NOT NULL,
      expires_at BIGINT,
      advisor_channel TEXT,
      installed_at BIGINT NOT NULL,
      renewing_until BIGINT NOT NULL
    )`,
    `CREATE TABLE covered_workspaces (team_id TEXT PRIMARY KEY, organisation_id TEXT NOT NULL)`,
    `CREATE TABLE install_states (hash TEXT PRIMARY KEY, expires_at BIGINT NOT NULL)`,
  ],
  [
    `ALTER TABLE lane_items ADD COLUMN failures INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE lane_items ADD COLUMN outages INTEGER NOT NULL DEFAULT 0`,
  ],
  [`CREATE INDEX turns_by_time ON turns (at)`],
  [`ALTER TABLE lane_items ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0`],
  [`CREATE TABLE absences (advisor_id TEXT PRIMARY KEY, until_at BIGINT NOT NULL)`],
  [
    `CREATE TABLE check_ins (
      handoff_id TEXT PRIMARY KEY REFERENCES handoffs (id),
      days INTEGER NOT NULL,
      due_at BIGINT NOT NULL,
      state TEXT NOT NULL,
      outcome TEXT,
      at BIGINT NOT NULL
    )`,
  ],
  [
    `CREATE TABLE advisor_absences (
      team_id TEXT NOT NULL,
      advisor_id TEXT NOT NULL,
      until_at BIGINT NOT NULL,
      PRIMARY KEY (team_id, advisor_id)
    )`,
    // The workspace stands in a conversation's id: slack:<workspace>:<channel>:<thread>.
    `INSERT INTO advisor_absences (team_id, advisor_id, until_at)
     SELECT DISTINCT replace(substr(h.conversation_id, 7),
         ltrim(substr(h.conversation_id, 7), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'), ''), a.advisor_id, a.until_at
     FROM absences a JOIN handoff_events e ON e.actor_id = a.advisor_id AND e.event = 'claim'
     JOIN handoffs h ON h.id = e.handoff_id`,
    `ALTER TABLE covered_workspaces ADD COLUMN advisor_channel TEXT`,
  ],
  [`ALTER TABLE lane_items ADD COLUMN put_offs INTEGER NOT NULL DEFAULT 0`],
  // What is asked at every question, tick or visit must not read all that was ever said.
  [
    `CREATE INDEX turns_asked ON turns (at, conversation_id) WHERE role = 'requester'`,
    `CREATE INDEX handoffs_by_age ON handoffs (state, updated_at)`,
    `CREATE INDEX handoffs_by_requester ON handoffs (requester_id)`,
    `CREATE INDEX handoffs_by_owner ON handoffs (owner_id) WHERE owner_id IS NOT NULL`,
    `CREATE INDEX handoff_events_claims ON handoff_events (actor_id) WHERE event = 'claim'`,
    `CREATE INDEX handoff_events_by_claim ON handoff_events (epoch, seq) WHERE event = 'claim'`,
    `CREATE INDEX check_ins_waiting ON check_ins (due_at) WHERE state = 'waiting'`,
    `CREATE INDEX lane_items_parked ON lane_items (queue) WHERE parked_at IS NOT NULL`,
  ],
];

/** Statements that a process which does not know them can live with: everything it knows stays as it was. */
const ADDITIVE = [
  /^CREATE (TABLE|INDEX) /,
  // Rows of a table that the same migration makes.
  /^INSERT INTO /,
  /^ALTER TABLE \w+ ADD COLUMN \w+ \w+( NOT NULL DEFAULT \S+| DEFAULT \S+)?$/,
];

/**
 * Brings the schema up to date, one process at a time. A schema that is newer by one additive migration is left as
 * it is and worked on, so that old and new processes can share a database while an upgrade rolls out.
 * @throws AppError `schema_newer` when the data was written by a Shirube that is too new for that
 */
export async function migrate(database: Database, migrations = MIGRATIONS): Promise<void> {
  await database.transaction(async (sql) => {
    if (database.engine === "postgres") await sql.query("SELECT pg_advisory_xact_lock(7305115)");
    await sql.query(
      "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)",
    );
    await sql.query("CREATE TABLE IF NOT EXISTS additive_versions (version INTEGER PRIMARY KEY)");
    const [row] = await sql.query<{ version: number | null; additive: number | null }>(
      `SELECT max(s.version) AS version, max(a.version) AS additive
       FROM schema_versions s LEFT JOIN additive_versions a ON a.version = s.version`,
    );
    const version = row?.version ?? 0;
    const isOneAhead = version === migrations.length + 1 && row?.additive === version;
    if (version > migrations.length && !isOneAhead) throw tooNew(version, migrations.length);
    for (const [index, statements] of migrations.entries()) {
      if (index + 1 > version) await apply(sql, index + 1, statements);
    }
  });
}

async function apply(sql: Sql, version: number, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.query(statement);
  await sql.query("INSERT INTO schema_versions (version, applied_at) VALUES ($1, {now})", [version]);
  if (statements.every((statement) => ADDITIVE.some((pattern) => pattern.test(statement)))) {
    await sql.query("INSERT INTO additive_versions (version) VALUES ($1)", [version]);
  }
}

function tooNew(found: number, known: number): AppError {
  return new AppError(
    "schema_newer",
    `The data is at schema version ${found}; this Shirube knows versions up to ${known} and cannot work on it.`,
    "Start the newer Shirube that wrote it, or restore a backup made before the upgrade. Upgrade one release at a time.",
  );
}
