/** A value a column can hold: epoch-millisecond integers, text (JSON included) or null; no booleans. */
export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, SqlValue>>;

/**
 * Runs one statement of the portable subset that SQLite and PostgreSQL both read:
 * `$n` placeholders, ON CONFLICT, RETURNING, plus the tokens of `Dialect`.
 */
export interface Sql {
  query<T extends Row = Row>(text: string, values?: readonly SqlValue[]): Promise<T[]>;
}

export interface Database extends Sql {
  readonly engine: "sqlite" | "postgres";
  /** For the few statements that must not wait behind others, such as renewals: they have a connection of their own. */
  readonly urgent: Sql;
  /** All or nothing; no model call or Slack call belongs inside. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Reads what was there at one moment, however long it takes and whatever is written meanwhile; writes nothing. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Wakes listeners in other processes; polling remains the guarantee. */
  notify(topic: string): Promise<void>;
  /** Calls back when another process notifies; a no-op where the engine has no such thing. */
  listen(topic: string, onNotify: () => void): Promise<void>;
  close(): Promise<void>;
}

/** The few words that differ between the engines, written `{token}` in statements. */
export interface Dialect {
  /** The database's own clock, epoch milliseconds. */
  readonly now: string;
  /** Lets concurrent claimers pass each other by. */
  readonly skip_locked: string;
  /** Column type of an insertion-ordered primary key. */
  readonly identity: string;
}

export const SQLITE: Dialect = {
  now: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
  skip_locked: "",
  identity: "INTEGER PRIMARY KEY AUTOINCREMENT",
};

export const POSTGRES: Dialect = {
  now: "CAST(extract(epoch from clock_timestamp()) * 1000 AS BIGINT)",
  skip_locked: "FOR UPDATE SKIP LOCKED",
  identity: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
};

/** Replaces the `{token}`s of a statement; an unknown one is a programming error. */
export function inDialect(text: string, dialect: Dialect): string {
  return text.replace(/\{(\w+)\}/g, (_, token: string) => {
    const words = dialect[token as keyof Dialect];
    if (words === undefined) throw new Error(`Unknown SQL token {${token}}`);
    return words;
  });
}
