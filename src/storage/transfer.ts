import { AppError } from "../errors.ts";
import type { Database, Row, Sql, SqlValue } from "./database.ts";

/** Tables in an order the foreign keys allow, with the column that keeps insertion order where there is one. */
const TABLES: readonly { readonly name: string; readonly order: string; readonly identity?: string }[] = [
  { name: "conversations", order: "started_at, id" },
  { name: "turns", order: "seq", identity: "seq" },
  { name: "feedback", order: "turn_id, user_id" },
  { name: "handoffs", order: "created_at, id" },
  { name: "handoff_events", order: "seq", identity: "seq" },
  { name: "csat", order: "handoff_id, epoch" },
  { name: "check_ins", order: "handoff_id" },
  { name: "lessons", order: "created_at, id" },
  { name: "drafts", order: "channel, ts" },
  { name: "posts", order: "key" },
  { name: "lane_items", order: "id", identity: "id" },
  { name: "lanes", order: "queue, lane" },
  { name: "advisor_absences", order: "team_id, advisor_id" },
  { name: "presence", order: "name" },
  { name: "installations", order: "id" },
  { name: "covered_workspaces", order: "team_id" },
  { name: "install_states", order: "hash" },
];
const PAGE = 500;

interface ExportedRow {
  readonly table: string;
  readonly row: Row;
}

/** Everything, row by row, the same from either engine; inside a snapshot also the same moment's while the bot runs. */
export async function* exportRows(sql: Sql): AsyncGenerator<ExportedRow> {
  for (const { name, order, identity } of TABLES) {
    for (let offset = 0; ; offset += PAGE) {
      const rows = await sql.query(`SELECT * FROM ${name} ORDER BY ${order} LIMIT $1 OFFSET $2`, [
        PAGE,
        offset,
      ]);
      for (const row of rows) {
        const kept = Object.entries(row).filter(([column]) => column !== identity);
        yield { table: name, row: Object.fromEntries(kept) };
      }
      if (rows.length < PAGE) break;
    }
  }
}

/** Copies the embedded database to a new file, whole, while it is in use. */
export async function copyTo(database: Database, file: string): Promise<void> {
  await database.query("VACUUM INTO $1", [file]);
}

/**
 * Puts exported rows into an empty, migrated database, all or nothing.
 * @returns how many
 * @throws AppError `import_not_empty`, `import_unreadable`
 */
export async function importRows(database: Database, rows: AsyncIterable<unknown>): Promise<number> {
  return database.transaction(async (sql) => {
    await refuseUnlessEmpty(sql);
    let count = 0;
    for await (const raw of rows) {
      const { table, row } = readRow(raw, count + 1);
      const columns = Object.keys(row);
      const places = columns.map((_, index) => `$${index + 1}`).join(", ");
      try {
        await sql.query(
          `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places})`,
          Object.values(row),
        );
      } catch (cause) {
        throw unreadable(count + 1, { cause });
      }
      count += 1;
    }
    return count;
  });
}

/** A bot that has been started has noted that it was there, and may have posted a week's report that lacks nothing. */
async function refuseUnlessEmpty(sql: Sql): Promise<void> {
  await sql.query("DELETE FROM presence");
  await sql.query("DELETE FROM posts WHERE key LIKE 'gaps:%'");
  for (const { name } of TABLES) {
    const rows = await sql.query(`SELECT 1 AS one FROM ${name} LIMIT 1`);
    if (rows.length === 0) continue;
    throw new AppError(
      "import_not_empty",
      `The database already holds ${name.replaceAll("_", " ")}; nothing was imported.`,
      "Point SHIRUBE_DATA or DATABASE_URL at an empty place and import there.",
    );
  }
}

/** Table and column names come from a file: only known tables and plain names get near a statement. */
function readRow(raw: unknown, line: number): ExportedRow {
  const candidate = raw as Partial<ExportedRow> | null;
  const table = TABLES.find(({ name }) => name === candidate?.table);
  const row = candidate?.row;
  const fits = (value: unknown): value is SqlValue =>
    value === null || typeof value === "string" || typeof value === "number";
  const readable =
    table &&
    row !== null &&
    typeof row === "object" &&
    Object.keys(row).length > 0 &&
    Object.entries(row).every(([column, value]) => /^[a-z_]+$/.test(column) && fits(value));
  if (!readable) throw unreadable(line);
  return { table: table.name, row };
}

function unreadable(line: number, options?: { readonly cause: unknown }): AppError {
  return new AppError(
    "import_unreadable",
    `Line ${line} is not a row of an export that this Shirube can take; nothing was imported.`,
    "Use a file that `shirube export` of the same release wrote, whole and unchanged.",
    options,
  );
}
