import type { Presence } from "../conversation/presence.ts";
import type { Database } from "./database.ts";

/** @throws what the database says when it cannot be reached, its disk is full or it may only be read */
export async function assertWritable(database: Database): Promise<void> {
  await database.query(
    `INSERT INTO presence (name, at) VALUES ('writable', {now}) ON CONFLICT (name) DO UPDATE SET at = excluded.at`,
  );
}

/** Presence by the database's clock, which all processes share. */
export function createPresence(database: Database): Presence {
  return {
    async absentFor() {
      const [row] = await database.query<{ ms: number }>(
        "SELECT {now} - at AS ms FROM presence WHERE name = 'slack'",
      );
      return row && Number(row.ms);
    },
    async mark() {
      await database.query(
        `INSERT INTO presence (name, at) VALUES ('slack', {now})
         ON CONFLICT (name) DO UPDATE SET at = excluded.at`,
      );
    },
  };
}
